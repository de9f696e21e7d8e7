// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/multistep_scheduler.h"

#include <ATen/ATen.h>

#include <cmath>

namespace burnish {

void MultistepScheduler::lay_out(std::int64_t steps) {
    std::vector<double> timesteps = schedule_.multistep_timesteps(steps);
    std::vector<double> sigmas;
    if (config_.use_karras_sigmas) {
        // Between the ends of the whole table, not of the spaced timesteps as for Euler.
        sigmas = karras_sigmas(config_.sigma_min.value_or(schedule_.sigmas().front()),
                               config_.sigma_max.value_or(schedule_.sigmas().back()), steps);
        timesteps.clear();
        for (const double sigma : sigmas) {
            timesteps.push_back(std::nearbyint(schedule_.timestep_of(sigma)));
        }
    } else {
        for (const double timestep : timesteps) {
            sigmas.push_back(schedule_.sigma_at(timestep));
        }
    }
    sigmas.push_back(config_.final_sigmas_type == FinalSigma::Zero ? 0.0 : schedule_.sigmas().front());
    timesteps_ = fp32_tensor(timesteps);
    sigmas_ = fp32_tensor(sigmas);
    clear();
}

MultistepScheduler::Point MultistepScheduler::point(std::int64_t index) const {
    const at::Tensor ratio = sigmas_[index];
    const at::Tensor alpha = 1 / (ratio.pow(2) + 1).pow(0.5);
    const at::Tensor sigma = ratio * alpha;
    return {.alpha = alpha, .sigma = sigma, .lambda = at::log(alpha) - at::log(sigma)};
}

at::Tensor MultistepScheduler::predict_original(const at::Tensor& model_output, const at::Tensor& sample) const {
    const Point now = point(step_index_);
    switch (config_.prediction_type) {
    case PredictionType::Epsilon:
        return (sample - now.sigma * model_output) / now.alpha;
    case PredictionType::VPrediction:
        return now.alpha * sample - now.sigma * model_output;
    case PredictionType::Sample:
        break;
    }
    return model_output;
}

at::Tensor MultistepScheduler::add_noise(const at::Tensor& original, const at::Tensor& noise) const {
    const Point now = point(step_index_);
    return now.alpha * original + now.sigma * noise;
}

}  // namespace burnish
