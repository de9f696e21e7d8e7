// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"

namespace burnish {

/// How many denoising steps a request runs, without running it, for SDXL's own schedule (leading spacing, 1000 training
/// timesteps). A picture or latents: `max(1, min(int(steps * strength), steps))` above strength 0 (product.md,
/// "Strength"), or with denoising_start/-end the cut on timesteps of diffusers' `get_timesteps`. A picture from text:
/// the steps of both models together. Heun takes every step but the last twice, and both are counted. 0 at strength 0.
int steps_that_run(const RefineSettings& settings);

/// Of how many: the steps of the whole schedule, counted in the same way.
int steps_of_schedule(const RefineSettings& settings);

/// The most steps that a sampler can take (LCM: 50, those of its distillation).
int most_steps(Sampler sampler) noexcept;

}  // namespace burnish
