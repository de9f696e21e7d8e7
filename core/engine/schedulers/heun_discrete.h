// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/schedulers/sigma_scheduler.h"

namespace burnish {

/// Heun's method in sigma space: algorithm 1 of https://arxiv.org/abs/2206.00364
/// (diffusers `HeunDiscreteScheduler`). Every step but the last takes two iterations, a predictor and its correction.
class HeunDiscreteScheduler final : public SigmaScheduler {
public:
    using SigmaScheduler::SigmaScheduler;

    std::int64_t order() const override { return 2; }
    SchedulerStep step(const at::Tensor& model_output, const at::Tensor& sample, const StepNoise& noise) override;

protected:
    void lay_out(std::int64_t steps) override;

private:
    /// What the predictor leaves for its correction; undefined in between.
    at::Tensor derivative_;
    at::Tensor dt_;
    at::Tensor sample_;
};

}  // namespace burnish
