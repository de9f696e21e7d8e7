// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/schedulers/multistep_scheduler.h"

namespace burnish {

/// DPM-Solver++(2M), https://arxiv.org/abs/2211.01095, algorithm 2, with the midpoint rule, or its form for the
/// stochastic equation (appendix A), which draws fp32 noise at every step (diffusers `DPMSolverMultistepScheduler`).
class DPMSolverMultistepScheduler final : public MultistepScheduler {
public:
    enum class Algorithm { Ode, Sde };

    DPMSolverMultistepScheduler(const NoiseScheduleConfig& config, Algorithm algorithm)
        : MultistepScheduler(config), algorithm_(algorithm) {}

    SchedulerStep step(const at::Tensor& model_output, const at::Tensor& sample, const StepNoise& noise) override;

protected:
    void clear() override;

private:
    bool is_first_order() const;
    at::Tensor deterministic(const at::Tensor& original, const at::Tensor& sample, bool first_order) const;
    at::Tensor stochastic(const at::Tensor& original, const at::Tensor& sample, const at::Tensor& noise,
                          bool first_order) const;
    /// The difference quotient of the last two finished samples, over the length of the coming step.
    at::Tensor slope(const at::Tensor& original, const at::Tensor& length) const;

    Algorithm algorithm_;
    at::Tensor previous_original_;  ///< undefined before the second step
};

}  // namespace burnish
