// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/sigma_scheduler.h"

#include <ATen/ATen.h>

#include <cmath>

namespace burnish {

double SigmaScheduler::init_noise_sigma() const {
    // In fp32, as the reference computes it from its table.
    const auto largest = sigmas_.max().item<float>();
    return config_.timestep_spacing == TimestepSpacing::Leading ? std::sqrt(largest * largest + 1.0F) : largest;
}

at::Tensor SigmaScheduler::scale_model_input(const at::Tensor& sample) const {
    const at::Tensor sigma = sigmas_[step_index_];
    return sample / (sigma.pow(2) + 1).pow(0.5);
}

at::Tensor SigmaScheduler::add_noise(const at::Tensor& original, const at::Tensor& noise) const {
    return original + noise * sigmas_[step_index_];
}

at::Tensor SigmaScheduler::predict_original(const at::Tensor& model_output, const at::Tensor& sample,
                                            const at::Tensor& sigma) const {
    switch (config_.prediction_type) {
    case PredictionType::Epsilon:
        return sample - sigma * model_output;
    case PredictionType::VPrediction:
        return model_output * (-sigma / (sigma.pow(2) + 1).pow(0.5)) + sample / (sigma.pow(2) + 1);
    case PredictionType::Sample:
        break;
    }
    return model_output;
}

std::vector<double> SigmaScheduler::sigmas_at(const std::vector<double>& timesteps) const {
    std::vector<double> sigmas;
    sigmas.reserve(timesteps.size() + 1);
    for (const double timestep : timesteps) {
        sigmas.push_back(schedule_.sigma_at(timestep));
    }
    return sigmas;
}

void SigmaScheduler::lay_karras_ramp(std::vector<double>& timesteps, std::vector<double>& sigmas) const {
    if (!config_.use_karras_sigmas) {
        return;
    }
    sigmas = karras_sigmas(config_.sigma_min.value_or(sigmas.back()), config_.sigma_max.value_or(sigmas.front()),
                           static_cast<std::int64_t>(sigmas.size()));
    timesteps.clear();
    for (const double sigma : sigmas) {
        timesteps.push_back(schedule_.timestep_of(sigma));
    }
}

}  // namespace burnish
