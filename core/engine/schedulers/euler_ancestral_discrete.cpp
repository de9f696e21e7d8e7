// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/euler_ancestral_discrete.h"

#include <ATen/ATen.h>

namespace burnish {

void EulerAncestralDiscreteScheduler::lay_out(std::int64_t steps) {
    const std::vector<double> timesteps = schedule_.spaced_timesteps(steps);
    std::vector<double> sigmas = sigmas_at(timesteps);
    sigmas.push_back(0.0);
    timesteps_ = fp32_tensor(timesteps);
    sigmas_ = fp32_tensor(sigmas);
}

SchedulerStep EulerAncestralDiscreteScheduler::step(const at::Tensor& model_output, const at::Tensor& sample,
                                                    const StepNoise& noise) {
    const at::Tensor sigma = sigmas_[step_index_];
    const at::Tensor next = sigmas_[step_index_ + 1];
    const at::Tensor original = predict_original(model_output, sample, sigma);

    const at::Tensor up = (next.pow(2) * (sigma.pow(2) - next.pow(2)) / sigma.pow(2)).pow(0.5);
    const at::Tensor down = (next.pow(2) - up.pow(2)).pow(0.5);
    const at::Tensor derivative = (sample - original) / sigma;
    const at::Tensor moved = sample + derivative * (down - sigma);
    ++step_index_;
    return {.sample = moved + noise.draw(model_output) * up, .original = original};
}

}  // namespace burnish
