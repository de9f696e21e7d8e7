// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/step_count.h"

#include <algorithm>
#include <cmath>

namespace burnish {

namespace {

constexpr int kTrainTimesteps = 1000;

/// Python's round() to an integer: half to even, which is nearbyint in the default rounding mode.
int timestep_cutoff(double fraction) {
    return static_cast<int>(std::nearbyint(kTrainTimesteps - fraction * kTrainTimesteps));
}

}  // namespace

int steps_that_run(const RefineSettings& settings) {
    const int steps = std::clamp(settings.steps, 1, kTrainTimesteps);
    if (!settings.denoising_start && !(settings.strength > 0)) {
        return 0;
    }
    const int wanted = static_cast<int>(steps * std::min(settings.strength, 1.0));
    const int first = settings.denoising_start ? 0 : steps - std::clamp(wanted, 1, steps);
    const int ratio = kTrainTimesteps / steps;
    int count = 0;
    for (int i = first; i < steps; ++i) {
        const int timestep = (steps - 1 - i) * ratio + 1;  // leading spacing, steps_offset 1
        const bool after_start = !settings.denoising_start || timestep < timestep_cutoff(*settings.denoising_start);
        const bool before_end = !settings.denoising_end || timestep >= timestep_cutoff(*settings.denoising_end);
        count += after_start && before_end ? 1 : 0;
    }
    return count;
}

}  // namespace burnish
