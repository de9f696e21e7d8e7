// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace burnish {

/// What one step yields.
struct SchedulerStep {
    at::Tensor sample;    ///< what the next step starts from
    at::Tensor original;  ///< the model's estimate of the finished sample
};

/// What the denoising loop asks of a sampler. The position in the schedule is kept, never looked up from a timestep.
class Scheduler {
public:
    virtual ~Scheduler() = default;

    /// Lays out a run of `steps` steps and forgets the position of the last one.
    virtual void set_timesteps(std::int64_t steps) = 0;
    /// Where the run starts; call after `set_timesteps` and before anything else.
    virtual void set_begin_index(std::int64_t index) = 0;

    /// Timesteps from noisy to clean, fp32 on the CPU, one for each iteration of a whole run.
    virtual const at::Tensor& timesteps() const = 0;
    /// Sigmas of the timesteps and the one after the last, fp32 on the CPU; undefined where the sampler has none.
    virtual const at::Tensor& sigmas() const = 0;
    /// Training timesteps of the model.
    virtual std::int64_t num_train_timesteps() const = 0;

    /// The model's input for the current step.
    virtual at::Tensor scale_model_input(const at::Tensor& sample) const = 0;
    /// The next sample from the model's prediction for the current step; advances the position.
    virtual SchedulerStep step(const at::Tensor& model_output, const at::Tensor& sample) = 0;
    /// `original` with `noise` of the current position's strength.
    virtual at::Tensor add_noise(const at::Tensor& original, const at::Tensor& noise) const = 0;
};

}  // namespace burnish
