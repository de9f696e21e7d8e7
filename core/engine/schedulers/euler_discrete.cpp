// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/euler_discrete.h"

#include <ATen/ATen.h>

#include <cmath>

namespace burnish {
namespace {

at::Tensor fp32_tensor(const std::vector<double>& values) {
    at::Tensor tensor = at::empty({static_cast<std::int64_t>(values.size())}, at::TensorOptions().dtype(at::kFloat));
    std::transform(values.begin(), values.end(), tensor.data_ptr<float>(),
                   [](double value) { return static_cast<float>(value); });
    return tensor;
}

}  // namespace

EulerDiscreteScheduler::EulerDiscreteScheduler(const NoiseScheduleConfig& config)
    : config_(config), schedule_(config) {}

void EulerDiscreteScheduler::set_timesteps(std::int64_t steps) {
    std::vector<double> timesteps = schedule_.spaced_timesteps(steps);
    std::vector<double> sigmas;
    if (config_.interpolation_type == SigmaInterpolation::LogLinear) {
        const double log_max = std::log(schedule_.sigmas().back());
        const double log_min = std::log(schedule_.sigmas().front());
        const at::Tensor ramp = at::linspace(log_max, log_min, steps + 1, at::TensorOptions().dtype(at::kFloat)).exp();
        sigmas.assign(ramp.const_data_ptr<float>(), ramp.const_data_ptr<float>() + steps);
    } else {
        for (const double timestep : timesteps) {
            sigmas.push_back(schedule_.sigma_at(timestep));
        }
    }
    if (config_.use_karras_sigmas) {
        sigmas =
            karras_sigmas(config_.sigma_min.value_or(sigmas.back()), config_.sigma_max.value_or(sigmas.front()), steps);
        timesteps.clear();
        for (const double sigma : sigmas) {
            timesteps.push_back(schedule_.timestep_of(sigma));
        }
    }
    sigmas.push_back(config_.final_sigmas_type == FinalSigma::Zero ? 0.0 : schedule_.sigmas().front());
    timesteps_ = fp32_tensor(timesteps);
    sigmas_ = fp32_tensor(sigmas);
    step_index_ = 0;
}

void EulerDiscreteScheduler::set_begin_index(std::int64_t index) {
    step_index_ = index;
}

at::Tensor EulerDiscreteScheduler::scale_model_input(const at::Tensor& sample) const {
    const at::Tensor sigma = sigmas_[step_index_];
    return sample / (sigma.pow(2) + 1).pow(0.5);
}

at::Tensor EulerDiscreteScheduler::predict_original(const at::Tensor& model_output, const at::Tensor& sample,
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

SchedulerStep EulerDiscreteScheduler::step(const at::Tensor& model_output, const at::Tensor& sample) {
    const at::Tensor sigma = sigmas_[step_index_];
    const at::Tensor current = sample.to(at::kFloat);
    // This form, not x + eps dt: in half precision the product is rounded before the subtraction (spec §5.3).
    const at::Tensor original = predict_original(model_output, current, sigma);
    const at::Tensor derivative = (current - original) / sigma;
    const at::Tensor dt = sigmas_[step_index_ + 1] - sigma;
    ++step_index_;
    return {.sample = current + derivative * dt, .original = original};
}

at::Tensor EulerDiscreteScheduler::add_noise(const at::Tensor& original, const at::Tensor& noise) const {
    return original + noise * sigmas_[step_index_];
}

double EulerDiscreteScheduler::init_noise_sigma() const {
    const double largest = sigmas_.max().item<double>();
    return config_.timestep_spacing == TimestepSpacing::Leading ? std::sqrt(largest * largest + 1.0) : largest;
}

}  // namespace burnish
