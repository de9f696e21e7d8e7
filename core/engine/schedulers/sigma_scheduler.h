// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/schedulers/scheduler.h"

namespace burnish {

/// What the samplers in sigma space share (Euler, Euler ancestral, Heun): a sample is the finished one plus sigma times
/// noise, and the model sees it scaled to unit variance.
class SigmaScheduler : public Scheduler {
public:
    using Scheduler::Scheduler;

    double init_noise_sigma() const override;
    at::Tensor scale_model_input(const at::Tensor& sample) const override;
    at::Tensor add_noise(const at::Tensor& original, const at::Tensor& noise) const override;

protected:
    /// The finished sample that a prediction at `sigma` means.
    at::Tensor predict_original(const at::Tensor& model_output, const at::Tensor& sample,
                                const at::Tensor& sigma) const;
    /// Sigmas at the timesteps, interpolated in the training schedule.
    std::vector<double> sigmas_at(const std::vector<double>& timesteps) const;
    /// Under `use_karras_sigmas` replaces the sigmas by the ramp between the first and the last of them, and the
    /// timesteps by those of the ramp.
    void lay_karras_ramp(std::vector<double>& timesteps, std::vector<double>& sigmas) const;
};

}  // namespace burnish
