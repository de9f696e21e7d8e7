// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/schedulers/scheduler.h"

namespace burnish {

/// What DDIM and LCM share: samples of unit variance, and the cumulated alphas of whole timesteps in place of sigmas.
class AlphaScheduler : public Scheduler {
public:
    using Scheduler::Scheduler;

    at::Tensor add_noise(const at::Tensor& original, const at::Tensor& noise) const override;

protected:
    std::int64_t timestep(std::int64_t index) const;
    /// Cumulated alpha of a timestep, 0-dimensional; below 0 that of the finished sample.
    at::Tensor alpha(std::int64_t timestep) const;
    /// The finished sample that a prediction means.
    at::Tensor predict_original(const at::Tensor& model_output, const at::Tensor& sample,
                                const at::Tensor& alpha) const;
};

}  // namespace burnish
