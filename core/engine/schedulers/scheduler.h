// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/schedulers/noise_schedule.h"

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>

namespace burnish {

/// What one step yields.
struct SchedulerStep {
    at::Tensor sample;    ///< what the next step starts from
    at::Tensor original;  ///< the model's estimate of the finished sample
};

/// Where a step's noise comes from: the generator's next draw, made in `dtype` (half precision gives other numbers).
struct StepNoise {
    at::Generator generator;
    at::ScalarType dtype = at::kFloat;

    /// Noise in the shape of `like`, fp32.
    at::Tensor draw(const at::Tensor& like) const;
};

/// What the denoising loop asks of a sampler. The position in the schedule is kept, never looked up from a timestep.
/// Samples are fp32, and so is everything that is computed here.
class Scheduler {
public:
    explicit Scheduler(const NoiseScheduleConfig& config) : config_(config), schedule_(config) {}
    virtual ~Scheduler() = default;

    /// Lays out a run of `steps` steps and forgets the last one. Throws Error{InvalidArgument} if the sampler cannot
    /// take so many.
    void set_timesteps(std::int64_t steps);
    /// Where the run starts; call after `set_timesteps` and before anything else.
    void set_begin_index(std::int64_t index) { step_index_ = index; }

    /// Timesteps from noisy to clean, fp32 on the CPU, one for each iteration of a whole run.
    const at::Tensor& timesteps() const noexcept { return timesteps_; }
    /// Sigmas of the timesteps and the one after the last, fp32 on the CPU; undefined where the sampler has none.
    const at::Tensor& sigmas() const noexcept { return sigmas_; }
    /// Training timesteps of the model.
    std::int64_t num_train_timesteps() const noexcept { return config_.num_train_timesteps; }
    /// Iterations that one step takes (2: each but the last is taken twice).
    virtual std::int64_t order() const { return 1; }
    /// Standard deviation of pure noise at the start of a whole run.
    virtual double init_noise_sigma() const { return 1.0; }

    /// The model's input for the current step.
    virtual at::Tensor scale_model_input(const at::Tensor& sample) const { return sample; }
    /// The next sample from the model's prediction for the current step; advances the position.
    virtual SchedulerStep step(const at::Tensor& model_output, const at::Tensor& sample, const StepNoise& noise) = 0;
    /// `original` with `noise` of the current position's strength.
    virtual at::Tensor add_noise(const at::Tensor& original, const at::Tensor& noise) const = 0;

protected:
    /// Fills `timesteps_` and `sigmas_`, and clears what earlier steps left.
    virtual void lay_out(std::int64_t steps) = 0;

    NoiseScheduleConfig config_;
    NoiseSchedule schedule_;
    at::Tensor timesteps_;
    at::Tensor sigmas_;
    std::int64_t step_index_ = 0;
};

/// Values as an fp32 tensor on the CPU.
at::Tensor fp32_tensor(const std::vector<double>& values);

}  // namespace burnish
