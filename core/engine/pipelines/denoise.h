// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pipelines/guidance.h"
#include "core/engine/pipelines/latents.h"
#include "core/engine/pipelines/noise_prediction.h"

#include <functional>

namespace burnish {

/// Called after each step: how many were done, the latents, and the model's estimate of the finished ones.
using StepCallback = std::function<void(std::int64_t done, const at::Tensor& latents, const at::Tensor& estimate)>;

/// Changes the latents after a step, before anything else sees them; `is_last`: no step follows.
using LatentBlend = std::function<at::Tensor(const at::Tensor& latents, bool is_last)>;

/// The loop over `range`. Latents and scheduler state are fp32; `predict` is asked for both halves of the guidance at
/// once; `noise` is what stochastic samplers draw from; `blend` may be empty.
at::Tensor denoise(const NoisePrediction& predict, Scheduler& scheduler, at::Tensor latents, const Guidance& guidance,
                   const StepRange& range, const StepNoise& noise, const LatentBlend& blend,
                   const StepCallback& on_step);

}  // namespace burnish
