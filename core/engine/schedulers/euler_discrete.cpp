// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/euler_discrete.h"

#include <ATen/ATen.h>

#include <cmath>

namespace burnish {
namespace {

/// Sigmas evenly spaced in their logarithm, over the whole table.
std::vector<double> log_linear_sigmas(const NoiseSchedule& schedule, std::int64_t steps) {
    const double log_max = std::log(schedule.sigmas().back());
    const double log_min = std::log(schedule.sigmas().front());
    const at::Tensor ramp = at::linspace(log_max, log_min, steps + 1, at::TensorOptions().dtype(at::kFloat)).exp();
    return {ramp.const_data_ptr<float>(), ramp.const_data_ptr<float>() + steps};
}

}  // namespace

void EulerDiscreteScheduler::lay_out(std::int64_t steps) {
    std::vector<double> timesteps = schedule_.spaced_timesteps(steps);
    std::vector<double> sigmas = config_.interpolation_type == SigmaInterpolation::LogLinear
                                     ? log_linear_sigmas(schedule_, steps)
                                     : sigmas_at(timesteps);
    lay_karras_ramp(timesteps, sigmas);
    sigmas.push_back(config_.final_sigmas_type == FinalSigma::Zero ? 0.0 : schedule_.sigmas().front());
    timesteps_ = fp32_tensor(timesteps);
    sigmas_ = fp32_tensor(sigmas);
}

SchedulerStep EulerDiscreteScheduler::step(const at::Tensor& model_output, const at::Tensor& sample, const StepNoise&) {
    const at::Tensor sigma = sigmas_[step_index_];
    const at::Tensor current = sample.to(at::kFloat);
    // This form, not x + eps dt: in half precision the product is rounded before the subtraction (spec §5.3).
    const at::Tensor original = predict_original(model_output, current, sigma);
    const at::Tensor derivative = (current - original) / sigma;
    const at::Tensor dt = sigmas_[step_index_ + 1] - sigma;
    ++step_index_;
    return {.sample = current + derivative * dt, .original = original};
}

}  // namespace burnish
