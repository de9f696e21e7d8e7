// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/schedulers/scheduler.h"

namespace burnish {

/// What DPM-Solver++ and UniPC share: samples of unit variance, a schedule in half the logarithm of the signal to noise
/// ratio, and the model's predictions turned into finished samples.
class MultistepScheduler : public Scheduler {
public:
    using Scheduler::Scheduler;

    at::Tensor add_noise(const at::Tensor& original, const at::Tensor& noise) const override;

protected:
    /// One point of the schedule, all 0-dimensional fp32. The names are the papers'.
    struct Point {
        at::Tensor alpha;   ///< factor of the signal
        at::Tensor sigma;   ///< factor of the noise
        at::Tensor lambda;  ///< ln alpha - ln sigma; infinite where sigma is 0
    };

    void lay_out(std::int64_t steps) override;
    /// Forgets the last run.
    virtual void clear() = 0;

    Point point(std::int64_t index) const;
    /// The finished sample that a prediction at the current position means.
    at::Tensor predict_original(const at::Tensor& model_output, const at::Tensor& sample) const;
};

}  // namespace burnish
