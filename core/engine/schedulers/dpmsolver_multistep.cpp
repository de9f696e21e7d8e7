// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/dpmsolver_multistep.h"

#include <ATen/ATen.h>

namespace burnish {
namespace {

/// Below so many steps the last one is of first order whatever the final sigma is.
constexpr std::int64_t kFewSteps = 15;

}  // namespace

void DPMSolverMultistepScheduler::clear() {
    previous_original_ = at::Tensor();
}

bool DPMSolverMultistepScheduler::is_first_order() const {
    const std::int64_t steps = timesteps_.numel();
    const bool is_last = step_index_ == steps - 1;
    const bool ends_low = config_.euler_at_final || (config_.lower_order_final && steps < kFewSteps) ||
                          config_.final_sigmas_type == FinalSigma::Zero;
    return !previous_original_.defined() || (is_last && ends_low);
}

at::Tensor DPMSolverMultistepScheduler::slope(const at::Tensor& original, const at::Tensor& length) const {
    const at::Tensor ratio = (point(step_index_).lambda - point(step_index_ - 1).lambda) / length;
    return (1.0 / ratio) * (original - previous_original_);
}

at::Tensor DPMSolverMultistepScheduler::deterministic(const at::Tensor& original, const at::Tensor& sample,
                                                      bool first_order) const {
    const Point from = point(step_index_);
    const Point to = point(step_index_ + 1);
    const at::Tensor length = to.lambda - from.lambda;
    const at::Tensor factor = to.alpha * (at::exp(-length) - 1.0);
    const at::Tensor moved = (to.sigma / from.sigma) * sample - factor * original;
    return first_order ? moved : moved - 0.5 * factor * slope(original, length);
}

at::Tensor DPMSolverMultistepScheduler::stochastic(const at::Tensor& original, const at::Tensor& sample,
                                                   const at::Tensor& noise, bool first_order) const {
    const Point from = point(step_index_);
    const Point to = point(step_index_ + 1);
    const at::Tensor length = to.lambda - from.lambda;
    const at::Tensor factor = to.alpha * (1 - at::exp(-2.0 * length));
    at::Tensor moved = (to.sigma / from.sigma * at::exp(-length)) * sample + factor * original;
    if (!first_order) {
        moved = moved + 0.5 * factor * slope(original, length);
    }
    return moved + to.sigma * at::sqrt(1.0 - at::exp(-2 * length)) * noise;
}

SchedulerStep DPMSolverMultistepScheduler::step(const at::Tensor& model_output, const at::Tensor& sample,
                                                const StepNoise& noise) {
    const bool first_order = is_first_order();
    const at::Tensor original = predict_original(model_output, sample);
    at::Tensor next;
    if (algorithm_ == Algorithm::Sde) {
        const StepNoise in_fp32{.generator = noise.generator};
        next = stochastic(original, sample, in_fp32.draw(model_output), first_order);
    } else {
        next = deterministic(original, sample, first_order);
    }
    previous_original_ = original;
    ++step_index_;
    return {.sample = next, .original = original};
}

}  // namespace burnish
