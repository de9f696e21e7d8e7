// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/unet_2d_condition_model.h"
#include "core/engine/pipelines/conditioning.h"
#include "core/engine/pipelines/guidance.h"
#include "core/engine/pipelines/latents.h"

#include <functional>

namespace burnish {

/// Called after each step: how many were done, the latents, and the model's estimate of the finished ones.
using StepCallback = std::function<void(std::int64_t done, const at::Tensor& latents, const at::Tensor& estimate)>;

/// Changes the latents after a step, before anything else sees them; `is_last`: no step follows.
using LatentBlend = std::function<at::Tensor(const at::Tensor& latents, bool is_last)>;

/// The loop over `range`. Latents and scheduler state are fp32; the UNet computes in `dtype`; `noise` is what
/// stochastic samplers draw from; `blend` may be empty.
at::Tensor denoise(const UNet2DConditionModel& unet, Scheduler& scheduler, at::Tensor latents,
                   const Conditioning& conditioning, const Guidance& guidance, const StepRange& range,
                   at::ScalarType dtype, const StepNoise& noise, const LatentBlend& blend, const StepCallback& on_step);

}  // namespace burnish
