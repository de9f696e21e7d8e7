// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/schedulers/alpha_scheduler.h"

namespace burnish {

/// Multistep sampling of latent consistency models, https://arxiv.org/abs/2310.04378, algorithm 3
/// (diffusers `LCMScheduler`): each step goes to the finished sample and noises it again. Means something only for
/// weights distilled so. At most 50 steps, those of the distillation.
class LCMScheduler final : public AlphaScheduler {
public:
    using AlphaScheduler::AlphaScheduler;

    SchedulerStep step(const at::Tensor& model_output, const at::Tensor& sample, const StepNoise& noise) override;

protected:
    void lay_out(std::int64_t steps) override;
};

}  // namespace burnish
