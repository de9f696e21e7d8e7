// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/schedulers/sigma_scheduler.h"

namespace burnish {

/// Euler's method in sigma space: algorithm 2 of https://arxiv.org/abs/2206.00364 without churn
/// (diffusers `EulerDiscreteScheduler`).
class EulerDiscreteScheduler final : public SigmaScheduler {
public:
    using SigmaScheduler::SigmaScheduler;

    /// Computed in fp32 but for sigma times epsilon, which is rounded to the prediction's dtype as in diffusers;
    /// returned in fp32.
    SchedulerStep step(const at::Tensor& model_output, const at::Tensor& sample, const StepNoise& noise) override;

protected:
    void lay_out(std::int64_t steps) override;
};

}  // namespace burnish
