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

/// The loop over `range`. Latents and scheduler state are fp32; the UNet computes in `dtype`.
at::Tensor denoise(const UNet2DConditionModel& unet, Scheduler& scheduler, at::Tensor latents,
                   const Conditioning& conditioning, const Guidance& guidance, const StepRange& range,
                   at::ScalarType dtype, const StepCallback& on_step);

}  // namespace burnish
