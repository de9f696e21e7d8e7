// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/denoise.h"

#include <ATen/ATen.h>

namespace burnish {

at::Tensor denoise(const NoisePrediction& predict, Scheduler& scheduler, at::Tensor latents, const Guidance& guidance,
                   const StepRange& range, const StepNoise& noise, const LatentBlend& blend,
                   const StepCallback& on_step) {
    for (std::int64_t index = range.begin; index < range.end; ++index) {
        const at::Tensor scaled = scheduler.scale_model_input(latents);
        const at::Tensor input = guidance.is_active() ? at::cat({scaled, scaled}) : scaled;
        at::Tensor prediction = predict(input, scheduler.timesteps()[index]);
        if (guidance.is_active()) {
            prediction = guidance.combine(prediction);
        }
        const SchedulerStep step = scheduler.step(prediction, latents, noise);
        latents = blend ? blend(step.sample, index + 1 == range.end) : step.sample;
        on_step(index - range.begin + 1, latents, step.original);
    }
    return latents;
}

}  // namespace burnish
