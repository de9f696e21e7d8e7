// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/schedulers/multistep_scheduler.h"

namespace burnish {

/// UniPC of order 2 on finished samples with B2(h) = e^h - 1: algorithms 1 and 2 of https://arxiv.org/abs/2302.04867
/// (diffusers `UniPCMultistepScheduler`). Each step corrects its start before it predicts the next sample.
class UniPCMultistepScheduler final : public MultistepScheduler {
public:
    using MultistepScheduler::MultistepScheduler;

    SchedulerStep step(const at::Tensor& model_output, const at::Tensor& sample, const StepNoise& noise) override;

protected:
    void clear() override;

private:
    at::Tensor predict(const at::Tensor& sample) const;
    at::Tensor correct(const at::Tensor& original, const at::Tensor& sample) const;

    at::Tensor original_;           ///< of the last step; undefined before the first
    at::Tensor previous_original_;  ///< of the one before
    at::Tensor last_sample_;        ///< what the last step started from, corrected
    int order_ = 0;                 ///< of the last predictor
    int steps_done_ = 0;
};

}  // namespace burnish
