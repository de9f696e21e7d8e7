// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/parameter_set.h"

#include <filesystem>

namespace burnish::training {

/// Learning rate over a run: a linear warm-up, then half a cosine down to a twentieth.
struct LearningRate {
    double peak = 1e-3;
    std::int64_t warmup_steps = 100;
    std::int64_t total_steps = 1000;

    double at(std::int64_t step) const;
};

/// AdamW (https://arxiv.org/abs/1711.05101) with gradient clipping and an exponential average of the weights, which is
/// what is kept in the end. State and weights are written and read as one file, so that a run that was killed goes on
/// as if nothing had happened.
class Optimizer final {
public:
    /// Takes the parameters as they are now; they must be initialised.
    Optimizer(ParameterSet& parameters, const LearningRate& rate);

    /// Counts a step and takes its learning rate.
    void begin_step();
    /// Uses and clears the gradients. Returns their norm before clipping, on their device. Everything that changes from
    /// step to step lies on the device, so that a GPU can replay it.
    at::Tensor apply();
    std::int64_t steps_done() const noexcept { return steps_; }

    /// While it lives, the modules compute with the averaged weights, and no gradient is recorded.
    class Averaged final {
    public:
        explicit Averaged(Optimizer& optimizer) : optimizer_(optimizer) {
            optimizer_.parameters_.assign(optimizer_.averages_);
        }
        ~Averaged() { optimizer_.parameters_.assign(optimizer_.values_); }
        Averaged(const Averaged&) = delete;
        Averaged& operator=(const Averaged&) = delete;

    private:
        Optimizer& optimizer_;
    };
    const std::vector<at::Tensor>& averages() const noexcept { return averages_; }

    /// Written as a whole or not at all. Throws Error{WriteFailed}.
    void save(const std::filesystem::path& path) const;
    /// Throws Error{ModelCorrupt} if the file is not of this set of parameters.
    void load(const std::filesystem::path& path);

private:
    ParameterSet& parameters_;
    LearningRate rate_;
    std::int64_t steps_ = 0;
    std::vector<at::Tensor> values_;
    std::vector<at::Tensor> averages_;
    std::vector<at::Tensor> first_moments_;
    std::vector<at::Tensor> second_moments_;
    std::vector<at::Tensor> step_counters_;
    at::Tensor learning_rate_;
    at::Tensor average_weight_;  ///< of the newest weights
};

/// Gives the modules of `parameters` the averaged weights that a state on disk holds; without one they stay fresh.
void load_averages(const std::filesystem::path& state, ParameterSet& parameters);

}  // namespace burnish::training
