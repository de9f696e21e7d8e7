// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/schedulers/noise_schedule.h"
#include "core/engine/schedulers/scheduler.h"

namespace burnish {

/// Euler's method in sigma space: algorithm 2 of https://arxiv.org/abs/2206.00364 without churn
/// (diffusers `EulerDiscreteScheduler`).
class EulerDiscreteScheduler final : public Scheduler {
public:
    explicit EulerDiscreteScheduler(const NoiseScheduleConfig& config);

    void set_timesteps(std::int64_t steps) override;
    void set_begin_index(std::int64_t index) override;
    const at::Tensor& timesteps() const override { return timesteps_; }
    const at::Tensor& sigmas() const override { return sigmas_; }
    std::int64_t num_train_timesteps() const override { return config_.num_train_timesteps; }
    at::Tensor scale_model_input(const at::Tensor& sample) const override;
    /// Computed in fp32 but for sigma times epsilon, which is rounded to the prediction's dtype as in diffusers;
    /// returned in fp32.
    SchedulerStep step(const at::Tensor& model_output, const at::Tensor& sample) override;
    at::Tensor add_noise(const at::Tensor& original, const at::Tensor& noise) const override;

    /// Standard deviation of pure noise at the start of a whole run.
    double init_noise_sigma() const;

private:
    at::Tensor predict_original(const at::Tensor& model_output, const at::Tensor& sample,
                                const at::Tensor& sigma) const;

    NoiseScheduleConfig config_;
    NoiseSchedule schedule_;
    at::Tensor timesteps_;
    at::Tensor sigmas_;
    std::int64_t step_index_ = 0;
};

}  // namespace burnish
