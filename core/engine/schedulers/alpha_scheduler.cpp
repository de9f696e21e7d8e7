// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/alpha_scheduler.h"

#include <ATen/ATen.h>

namespace burnish {

std::int64_t AlphaScheduler::timestep(std::int64_t index) const {
    return static_cast<std::int64_t>(timesteps_[index].item<float>());
}

at::Tensor AlphaScheduler::alpha(std::int64_t timestep) const {
    if (timestep >= 0) {
        return schedule_.alphas_cumprod()[timestep];
    }
    return config_.set_alpha_to_one ? at::ones({}) : schedule_.alphas_cumprod()[0];
}

at::Tensor AlphaScheduler::predict_original(const at::Tensor& model_output, const at::Tensor& sample,
                                            const at::Tensor& alpha) const {
    const at::Tensor beta = 1 - alpha;
    switch (config_.prediction_type) {
    case PredictionType::Epsilon:
        return (sample - beta.pow(0.5) * model_output) / alpha.pow(0.5);
    case PredictionType::VPrediction:
        return alpha.pow(0.5) * sample - beta.pow(0.5) * model_output;
    case PredictionType::Sample:
        break;
    }
    return model_output;
}

at::Tensor AlphaScheduler::add_noise(const at::Tensor& original, const at::Tensor& noise) const {
    const at::Tensor now = alpha(timestep(step_index_));
    return now.pow(0.5) * original + (1 - now).pow(0.5) * noise;
}

}  // namespace burnish
