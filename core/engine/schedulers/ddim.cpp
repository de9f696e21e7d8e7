// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/ddim.h"

#include <ATen/ATen.h>

#include <cmath>

namespace burnish {

void DDIMScheduler::lay_out(std::int64_t steps) {
    std::vector<double> timesteps = schedule_.spaced_timesteps(steps);
    for (double& timestep : timesteps) {
        timestep = std::nearbyint(timestep);
    }
    timesteps_ = fp32_tensor(timesteps);
    steps_ = steps;
}

SchedulerStep DDIMScheduler::step(const at::Tensor& model_output, const at::Tensor& sample, const StepNoise& noise) {
    // 1. where the step goes
    const std::int64_t now = timestep(step_index_);
    const at::Tensor alpha_now = alpha(now);
    const at::Tensor alpha_next = alpha(now - config_.num_train_timesteps / steps_);
    const at::Tensor beta_now = 1 - alpha_now;

    // 2. the finished sample and the noise that the prediction means (equation 12)
    at::Tensor original = predict_original(model_output, sample, alpha_now);
    at::Tensor epsilon = model_output;
    if (config_.prediction_type == PredictionType::Sample) {
        epsilon = (sample - alpha_now.pow(0.5) * original) / beta_now.pow(0.5);
    } else if (config_.prediction_type == PredictionType::VPrediction) {
        epsilon = alpha_now.pow(0.5) * model_output + beta_now.pow(0.5) * sample;
    }
    if (config_.clip_sample.value_or(true)) {
        original = original.clamp(-config_.clip_sample_range, config_.clip_sample_range);
    }

    // 3. the next sample (equation 16)
    const at::Tensor variance = ((1 - alpha_next) / beta_now) * (1 - alpha_now / alpha_next);
    const at::Tensor deviation = eta_ * variance.pow(0.5);
    at::Tensor next = alpha_next.pow(0.5) * original + (1 - alpha_next - deviation.pow(2)).pow(0.5) * epsilon;
    if (eta_ > 0.0) {
        next = next + deviation * noise.draw(model_output);
    }
    ++step_index_;
    return {.sample = next, .original = original};
}

}  // namespace burnish
