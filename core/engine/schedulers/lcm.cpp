// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/lcm.h"

#include "core/common/error.h"

#include <ATen/ATen.h>

#include <cmath>

namespace burnish {
namespace {

/// Steps of the schedule that the distillation skipped through.
constexpr std::int64_t kOriginalSteps = 50;
constexpr double kSigmaData = 0.5;
constexpr double kTimestepScaling = 10.0;

}  // namespace

void LCMScheduler::lay_out(std::int64_t steps) {
    if (steps > kOriginalSteps) {
        throw Error({.code = ErrorCode::InvalidArgument,
                     .subject = "steps",
                     .found = std::to_string(steps) + " with the sampler lcm",
                     .expected = "at most " + std::to_string(kOriginalSteps)});
    }
    const std::int64_t ratio = config_.num_train_timesteps / kOriginalSteps;
    std::vector<double> timesteps;
    for (std::int64_t index = 0; index < steps; ++index) {
        const std::int64_t origin = index * kOriginalSteps / steps;
        timesteps.push_back(static_cast<double>((kOriginalSteps - origin) * ratio - 1));
    }
    timesteps_ = fp32_tensor(timesteps);
}

SchedulerStep LCMScheduler::step(const at::Tensor& model_output, const at::Tensor& sample, const StepNoise& noise) {
    const std::int64_t now = timestep(step_index_);
    const bool is_last = step_index_ == timesteps_.numel() - 1;
    at::Tensor original = predict_original(model_output, sample, alpha(now));
    if (config_.clip_sample.value_or(false)) {
        original = original.clamp(-config_.clip_sample_range, config_.clip_sample_range);
    }
    // the boundary condition: at timestep 0 the sample is its own answer
    const double scaled = static_cast<double>(now) * kTimestepScaling;
    const double keep = kSigmaData * kSigmaData / (scaled * scaled + kSigmaData * kSigmaData);
    const double take = scaled / std::sqrt(scaled * scaled + kSigmaData * kSigmaData);
    const at::Tensor denoised = take * original + keep * sample;
    at::Tensor next = denoised;
    if (!is_last) {
        const at::Tensor alpha_next = alpha(timestep(step_index_ + 1));
        next = alpha_next.sqrt() * denoised + (1 - alpha_next).sqrt() * noise.draw(model_output);
    }
    ++step_index_;
    return {.sample = next, .original = denoised};
}

}  // namespace burnish
