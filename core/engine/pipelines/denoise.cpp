// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/denoise.h"

#include <ATen/ATen.h>

namespace burnish {

at::Tensor denoise(const UNet2DConditionModel& unet, Scheduler& scheduler, at::Tensor latents,
                   const Conditioning& conditioning, const Guidance& guidance, const StepRange& range,
                   at::ScalarType dtype, const StepNoise& noise, const LatentBlend& blend,
                   const StepCallback& on_step) {
    for (std::int64_t index = range.begin; index < range.end; ++index) {
        const at::Tensor scaled = scheduler.scale_model_input(latents);
        const at::Tensor input = guidance.is_active() ? at::cat({scaled, scaled}) : scaled;
        at::Tensor prediction = unet.forward(input.to(dtype), scheduler.timesteps()[index], conditioning.prompt_embeds,
                                             conditioning.text_embeds, conditioning.time_ids);
        prediction = prediction.to(at::kFloat);
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
