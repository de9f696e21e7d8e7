// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/cuda/cuda_support.h"

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace burnish::training {

/// Runs the same step again and again on inputs that change in their values only. On a GPU the step is recorded once
/// for each shape and replayed: a network as small as this one is thousands of kernels that each take longer to launch
/// than to run.
class StepRunner final {
public:
    /// Forward, backward and the optimizer's part; returns figures (scalars without a gradient). It must not wait for
    /// the GPU, nor depend on anything that changes and is neither an input nor on the device.
    using Step = std::function<std::vector<at::Tensor>(const std::vector<at::Tensor>& inputs)>;

    StepRunner(c10::Device device, Step step);

    /// The inputs' first tensor tells the shapes apart. The next call overwrites the figures.
    std::vector<at::Tensor> operator()(const std::vector<at::Tensor>& inputs);

private:
    struct Recorded {
        int runs = 0;  ///< before it was recorded
        std::vector<at::Tensor> inputs;
        std::vector<at::Tensor> figures;
        std::unique_ptr<CudaSupport::Recording> recording;
    };

    CudaSupport* cuda_ = nullptr;
    Step step_;
    std::map<std::vector<std::int64_t>, Recorded> shapes_;
};

}  // namespace burnish::training
