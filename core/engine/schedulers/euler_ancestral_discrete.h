// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/schedulers/sigma_scheduler.h"

namespace burnish {

/// Euler's method with ancestral noise: a step goes below the next sigma and adds noise to come back to it
/// (https://arxiv.org/abs/2006.11239 in sigma space; diffusers `EulerAncestralDiscreteScheduler`). Draws noise at every
/// step, at the last too, where its factor is 0.
class EulerAncestralDiscreteScheduler final : public SigmaScheduler {
public:
    using SigmaScheduler::SigmaScheduler;

    SchedulerStep step(const at::Tensor& model_output, const at::Tensor& sample, const StepNoise& noise) override;

protected:
    void lay_out(std::int64_t steps) override;
};

}  // namespace burnish
