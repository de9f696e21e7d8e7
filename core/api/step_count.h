// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"

namespace burnish {

/// How many denoising steps a request runs, without running it: `max(1, min(int(steps * strength), steps))` above
/// strength 0 (product.md, "Strength"); with denoising_start/-end the cut on timesteps of diffusers'
/// `get_timesteps` for the leading spacing with 1000 training timesteps. 0 at strength 0.
int steps_that_run(const RefineSettings& settings);

}  // namespace burnish
