// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/config_reader.h"

#include <ATen/core/Tensor.h>

#include <optional>
#include <span>
#include <vector>

namespace burnish {

/// Table 1 of Karras et al. 2022 calls the choices "schedule"; the names are diffusers'.
enum class BetaSchedule { Linear, ScaledLinear };
/// What the model predicts (table 1 of Salimans and Ho 2022).
enum class PredictionType { Epsilon, VPrediction, Sample };
/// Which of the training timesteps a run visits (table 2 of https://arxiv.org/abs/2305.08891).
enum class TimestepSpacing { Leading, Linspace, Trailing };
enum class SigmaInterpolation { Linear, LogLinear };
enum class FinalSigma { Zero, SigmaMin };

/// `scheduler/scheduler_config.json`, as far as a sampler reads it. Each takes what concerns it, as diffusers'
/// `from_config` does with the scheduler of another kind.
struct NoiseScheduleConfig {
    std::int64_t num_train_timesteps = 1000;
    double beta_start = 0.0001;
    double beta_end = 0.02;
    BetaSchedule beta_schedule = BetaSchedule::Linear;
    PredictionType prediction_type = PredictionType::Epsilon;
    TimestepSpacing timestep_spacing = TimestepSpacing::Linspace;
    SigmaInterpolation interpolation_type = SigmaInterpolation::Linear;
    FinalSigma final_sigmas_type = FinalSigma::Zero;
    std::int64_t steps_offset = 0;
    bool use_karras_sigmas = false;
    std::optional<double> sigma_min;  ///< bounds of the Karras ramp; absent: those of the spaced sigmas
    std::optional<double> sigma_max;
    bool lower_order_final = true;    ///< DPM-Solver++ and UniPC: fewer earlier steps are used at the end
    bool euler_at_final = false;      ///< DPM-Solver++
    std::optional<bool> clip_sample;  ///< DDIM (absent: true) and LCM (absent: false)
    double clip_sample_range = 1.0;
    bool set_alpha_to_one = true;  ///< DDIM and LCM: the finished sample holds no noise at all

    /// Throws Error{ModelUnsupported}.
    static NoiseScheduleConfig from_json(const ConfigReader& config);
    /// The published refiner's and base's, for tests and benchmarks.
    static NoiseScheduleConfig sdxl();
};

/// The training schedule: what every sampler derives its steps from.
class NoiseSchedule final {
public:
    explicit NoiseSchedule(const NoiseScheduleConfig& config);

    /// Cumulated products of 1 - beta, fp32 [T].
    const at::Tensor& alphas_cumprod() const noexcept { return alphas_cumprod_; }
    /// sqrt((1 - a) / a) of every training timestep, fp32 values.
    std::span<const float> sigmas() const noexcept { return sigmas_; }

    /// The timesteps of a run of `steps` steps, from noisy to clean, fp32 values as numpy rounds them.
    std::vector<double> spaced_timesteps(std::int64_t steps) const;
    /// The same for DPM-Solver++ and UniPC: whole numbers, and with leading and linspace spacing one step of a run of
    /// steps + 1, the last, is left out.
    std::vector<double> multistep_timesteps(std::int64_t steps) const;
    /// Sigma at a fractional timestep, linearly interpolated in double precision.
    double sigma_at(double timestep) const;
    /// The fractional timestep of a sigma, linear in its logarithm.
    double timestep_of(double sigma) const;

private:
    NoiseScheduleConfig config_;
    at::Tensor alphas_cumprod_;
    std::vector<float> sigmas_;
    std::vector<float> log_sigmas_;
};

/// Karras et al. 2022, equation 5 with rho 7: `steps` sigmas from `sigma_max` to `sigma_min`.
std::vector<double> karras_sigmas(double sigma_min, double sigma_max, std::int64_t steps);

}  // namespace burnish
