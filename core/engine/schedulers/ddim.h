// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/schedulers/alpha_scheduler.h"

namespace burnish {

/// Denoising diffusion implicit models, https://arxiv.org/abs/2010.02502, equations 12 and 16
/// (diffusers `DDIMScheduler`). `eta` 0 is deterministic, 1 adds the noise of the stochastic process.
class DDIMScheduler final : public AlphaScheduler {
public:
    DDIMScheduler(const NoiseScheduleConfig& config, double eta) : AlphaScheduler(config), eta_(eta) {}

    SchedulerStep step(const at::Tensor& model_output, const at::Tensor& sample, const StepNoise& noise) override;

protected:
    void lay_out(std::int64_t steps) override;

private:
    double eta_;
    std::int64_t steps_ = 1;
};

}  // namespace burnish
