// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/heun_discrete.h"

#include <ATen/ATen.h>

namespace burnish {

void HeunDiscreteScheduler::lay_out(std::int64_t steps) {
    std::vector<double> timesteps = schedule_.spaced_timesteps(steps);
    std::vector<double> sigmas = sigmas_at(timesteps);
    lay_karras_ramp(timesteps, sigmas);
    // [s0, s1, s1, ..., sn, sn, 0] and [t0, t1, t1, ..., tn, tn]
    std::vector<double> doubled_timesteps{timesteps.front()};
    std::vector<double> doubled_sigmas{sigmas.front()};
    for (std::size_t index = 1; index < sigmas.size(); ++index) {
        doubled_timesteps.insert(doubled_timesteps.end(), 2, timesteps[index]);
        doubled_sigmas.insert(doubled_sigmas.end(), 2, sigmas[index]);
    }
    doubled_sigmas.push_back(0.0);
    timesteps_ = fp32_tensor(doubled_timesteps);
    sigmas_ = fp32_tensor(doubled_sigmas);
    derivative_ = at::Tensor();
    dt_ = at::Tensor();
    sample_ = at::Tensor();
}

SchedulerStep HeunDiscreteScheduler::step(const at::Tensor& model_output, const at::Tensor& sample, const StepNoise&) {
    const at::Tensor sigma = sigmas_[step_index_];
    const at::Tensor original = predict_original(model_output, sample, sigma);
    const at::Tensor derivative = (sample - original) / sigma;
    if (!dt_.defined()) {
        // predictor
        derivative_ = derivative;
        dt_ = sigmas_[step_index_ + 1] - sigma;
        sample_ = sample;
        ++step_index_;
        return {.sample = sample + derivative * dt_, .original = original};
    }
    // correction: from the same start with the mean of the two derivatives
    const at::Tensor corrected = sample_ + (derivative_ + derivative) / 2 * dt_;
    derivative_ = at::Tensor();
    dt_ = at::Tensor();
    sample_ = at::Tensor();
    ++step_index_;
    return {.sample = corrected, .original = original};
}

}  // namespace burnish
