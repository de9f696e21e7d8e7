// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/schedulers/noise_schedule.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace burnish {
namespace {

at::Tensor betas_of(const NoiseScheduleConfig& config) {
    const auto fp32 = at::TensorOptions().dtype(at::kFloat);
    if (config.beta_schedule == BetaSchedule::Linear) {
        return at::linspace(config.beta_start, config.beta_end, config.num_train_timesteps, fp32);
    }
    return at::linspace(std::sqrt(config.beta_start), std::sqrt(config.beta_end), config.num_train_timesteps, fp32)
        .pow(2);
}

std::vector<float> values_of(const at::Tensor& tensor) {
    const at::Tensor flat = tensor.contiguous();
    return {flat.const_data_ptr<float>(), flat.const_data_ptr<float>() + flat.numel()};
}

double as_fp32(double value) {
    return static_cast<double>(static_cast<float>(value));
}

}  // namespace

NoiseScheduleConfig NoiseScheduleConfig::from_json(const ConfigReader& config) {
    NoiseScheduleConfig result;
    for (const char* key : {"trained_betas"}) {
        config.require(key, nullptr);
    }
    for (const char* key : {"use_exponential_sigmas", "use_beta_sigmas", "rescale_betas_zero_snr"}) {
        config.require(key, false);
    }
    config.require("timestep_type", "discrete");
    result.num_train_timesteps = config.integer("num_train_timesteps", 1000, 2);
    result.beta_start = config.number("beta_start", 0.0001);
    result.beta_end = config.number("beta_end", 0.02);
    if (!(result.beta_start > 0.0 && result.beta_start < 1.0)) {
        config.refuse("beta_start", "a number between 0 and 1");
    }
    if (!(result.beta_end >= result.beta_start && result.beta_end < 1.0)) {
        config.refuse("beta_end", "a number between beta_start and 1");
    }
    const std::string schedule = config.text("beta_schedule", "linear");
    config.require_one_of("beta_schedule", schedule, {"linear", "scaled_linear"});
    result.beta_schedule = schedule == "linear" ? BetaSchedule::Linear : BetaSchedule::ScaledLinear;

    const std::string prediction = config.text("prediction_type", "epsilon");
    config.require_one_of("prediction_type", prediction, {"epsilon", "v_prediction", "sample"});
    result.prediction_type = prediction == "epsilon"        ? PredictionType::Epsilon
                             : prediction == "v_prediction" ? PredictionType::VPrediction
                                                            : PredictionType::Sample;

    const std::string spacing = config.text("timestep_spacing", "linspace");
    config.require_one_of("timestep_spacing", spacing, {"leading", "linspace", "trailing"});
    result.timestep_spacing = spacing == "leading"    ? TimestepSpacing::Leading
                              : spacing == "linspace" ? TimestepSpacing::Linspace
                                                      : TimestepSpacing::Trailing;

    const std::string interpolation = config.text("interpolation_type", "linear");
    config.require_one_of("interpolation_type", interpolation, {"linear", "log_linear"});
    result.interpolation_type = interpolation == "linear" ? SigmaInterpolation::Linear : SigmaInterpolation::LogLinear;

    const std::string final_sigma = config.text("final_sigmas_type", "zero");
    config.require_one_of("final_sigmas_type", final_sigma, {"zero", "sigma_min"});
    result.final_sigmas_type = final_sigma == "zero" ? FinalSigma::Zero : FinalSigma::SigmaMin;

    result.steps_offset = config.integer("steps_offset", 0, 0);
    result.use_karras_sigmas = config.boolean("use_karras_sigmas", false);
    if (config.has("sigma_min")) {
        result.sigma_min = config.number("sigma_min", 0.0);
    }
    if (config.has("sigma_max")) {
        result.sigma_max = config.number("sigma_max", 0.0);
    }
    for (const char* key : {"thresholding", "use_lu_lambdas", "use_flow_sigmas"}) {
        config.require(key, false);
    }
    config.require("solver_order", 2);
    result.lower_order_final = config.boolean("lower_order_final", true);
    result.euler_at_final = config.boolean("euler_at_final", false);
    if (config.has("clip_sample")) {
        result.clip_sample = config.boolean("clip_sample", true);
    }
    result.clip_sample_range = config.number("clip_sample_range", 1.0);
    result.set_alpha_to_one = config.boolean("set_alpha_to_one", true);
    return result;
}

NoiseScheduleConfig NoiseScheduleConfig::sdxl() {
    return {.beta_start = 0.00085,
            .beta_end = 0.012,
            .beta_schedule = BetaSchedule::ScaledLinear,
            .timestep_spacing = TimestepSpacing::Leading,
            .steps_offset = 1,
            .clip_sample = false,
            .set_alpha_to_one = false};
}

NoiseSchedule::NoiseSchedule(const NoiseScheduleConfig& config)
    : config_(config),
      // ATen's cumprod accumulates in double: a float loop gives other last digits.
      alphas_cumprod_(at::cumprod(1.0 - betas_of(config), 0)),
      sigmas_(values_of(((1.0 - alphas_cumprod_) / alphas_cumprod_).pow(0.5))) {
    log_sigmas_.reserve(sigmas_.size());
    for (const float sigma : sigmas_) {
        log_sigmas_.push_back(std::log(sigma));
    }
}

std::vector<double> NoiseSchedule::spaced_timesteps(std::int64_t steps) const {
    const auto train = static_cast<double>(config_.num_train_timesteps);
    std::vector<double> timesteps;
    timesteps.reserve(static_cast<std::size_t>(steps));
    switch (config_.timestep_spacing) {
    case TimestepSpacing::Leading: {
        const std::int64_t ratio = config_.num_train_timesteps / steps;
        for (std::int64_t index = steps - 1; index >= 0; --index) {
            timesteps.push_back(static_cast<double>(index * ratio + config_.steps_offset));
        }
        break;
    }
    case TimestepSpacing::Linspace: {
        const double stride = steps > 1 ? (train - 1.0) / static_cast<double>(steps - 1) : 0.0;
        for (std::int64_t index = steps - 1; index >= 0; --index) {
            // numpy.linspace sets its end point exactly.
            const bool is_end = steps > 1 && index == steps - 1;
            timesteps.push_back(as_fp32(is_end ? train - 1.0 : static_cast<double>(index) * stride));
        }
        break;
    }
    case TimestepSpacing::Trailing: {
        const double ratio = train / static_cast<double>(steps);
        // The length and the values of numpy.arange(T, 0, -ratio).
        const auto count = static_cast<std::int64_t>(std::ceil((0.0 - train) / -ratio));
        for (std::int64_t index = 0; index < count; ++index) {
            timesteps.push_back(std::nearbyint(train - static_cast<double>(index) * ratio) - 1.0);
        }
        break;
    }
    }
    return timesteps;
}

std::vector<double> NoiseSchedule::multistep_timesteps(std::int64_t steps) const {
    const std::int64_t ratio = config_.num_train_timesteps / (steps + 1);
    const double stride = static_cast<double>(config_.num_train_timesteps - 1) / static_cast<double>(steps);
    std::vector<double> timesteps;
    switch (config_.timestep_spacing) {
    case TimestepSpacing::Leading:
        for (std::int64_t index = steps; index > 0; --index) {
            timesteps.push_back(static_cast<double>(index * ratio + config_.steps_offset));
        }
        break;
    case TimestepSpacing::Linspace:
        for (std::int64_t index = steps; index > 0; --index) {
            timesteps.push_back(std::nearbyint(static_cast<double>(index) * stride));
        }
        break;
    case TimestepSpacing::Trailing:
        return spaced_timesteps(steps);
    }
    return timesteps;
}

double NoiseSchedule::sigma_at(double timestep) const {
    const double last = static_cast<double>(sigmas_.size() - 1);
    if (timestep <= 0.0) {
        return sigmas_.front();
    }
    if (timestep >= last) {
        return sigmas_.back();
    }
    const auto low = static_cast<std::size_t>(timestep);
    const double low_sigma = sigmas_[low];
    const double slope = static_cast<double>(sigmas_[low + 1]) - low_sigma;
    return slope * (timestep - static_cast<double>(low)) + low_sigma;
}

double NoiseSchedule::timestep_of(double sigma) const {
    const double log_sigma = std::log(std::max(sigma, 1e-10));
    std::size_t low = 0;
    while (low + 2 < log_sigmas_.size() && log_sigma - log_sigmas_[low + 1] >= 0.0) {
        ++low;
    }
    const double low_log = log_sigmas_[low];
    const double high_log = log_sigmas_[low + 1];
    // numpy subtracts the two fp32 table entries in fp32.
    const double span = as_fp32(low_log - high_log);
    const double weight = std::clamp((low_log - log_sigma) / span, 0.0, 1.0);
    return (1.0 - weight) * static_cast<double>(low) + weight * static_cast<double>(low + 1);
}

std::vector<double> karras_sigmas(double sigma_min, double sigma_max, std::int64_t steps) {
    constexpr double kRho = 7.0;
    const double min_root = std::pow(sigma_min, 1.0 / kRho);
    const double max_root = std::pow(sigma_max, 1.0 / kRho);
    std::vector<double> sigmas;
    sigmas.reserve(static_cast<std::size_t>(steps));
    for (std::int64_t index = 0; index < steps; ++index) {
        const double ramp = steps > 1 ? static_cast<double>(index) / static_cast<double>(steps - 1) : 0.0;
        sigmas.push_back(std::pow(max_root + ramp * (min_root - max_root), kRho));
    }
    return sigmas;
}

}  // namespace burnish
