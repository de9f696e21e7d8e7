// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/scheduler.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace burnish {

at::Tensor StepNoise::draw(const at::Tensor& like) const {
    return at::randn(like.sizes(), generator, at::TensorOptions().dtype(dtype)).to(like.device(), at::kFloat);
}

void Scheduler::set_timesteps(std::int64_t steps) {
    lay_out(steps);
    step_index_ = 0;
}

at::Tensor fp32_tensor(const std::vector<double>& values) {
    at::Tensor tensor = at::empty({static_cast<std::int64_t>(values.size())}, at::TensorOptions().dtype(at::kFloat));
    std::transform(values.begin(), values.end(), tensor.data_ptr<float>(),
                   [](double value) { return static_cast<float>(value); });
    return tensor;
}

}  // namespace burnish
