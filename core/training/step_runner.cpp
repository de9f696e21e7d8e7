// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/step_runner.h"

#include "core/engine/runtime/device.h"

#include <ATen/ATen.h>

#include <cstdlib>

namespace burnish::training {
namespace {

/// Libraries choose their kernels and take their memory in the first runs.
constexpr int kRunsBeforeRecording = 3;

bool may_record() {
    const char* forbidden = std::getenv("BURNISH_TRAIN_NO_GRAPHS");
    return forbidden == nullptr || *forbidden == '\0';
}

}  // namespace

StepRunner::StepRunner(c10::Device device, Step step) : step_(std::move(step)) {
    if (device.is_cuda() && may_record()) {
        cuda_ = open_cuda_support();
        cuda_->use_own_stream(device.index());
    }
}

std::vector<at::Tensor> StepRunner::operator()(const std::vector<at::Tensor>& inputs) {
    if (cuda_ == nullptr) {
        return step_(inputs);
    }
    Recorded& shape = shapes_[inputs.front().sizes().vec()];
    if (shape.runs < kRunsBeforeRecording) {
        ++shape.runs;
        return step_(inputs);
    }
    if (!shape.recording) {
        for (const at::Tensor& input : inputs) {
            shape.inputs.push_back(input.clone());
        }
        shape.recording = cuda_->record([this, &shape] { shape.figures = step_(shape.inputs); });
    }
    for (std::size_t index = 0; index < inputs.size(); ++index) {
        shape.inputs[index].copy_(inputs[index]);
    }
    shape.recording->replay();
    return shape.figures;
}

}  // namespace burnish::training
