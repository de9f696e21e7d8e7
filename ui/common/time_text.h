// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/common/progress.h"

#include <QString>

#include <cstdint>

namespace burnish::ui {

/// "about 3 s", "about 2 min", "about 1 h 5 min": a duration that is an estimate. Empty below 0.
QString aboutDuration(double seconds);
/// "3 s left", "2 min left": the rest of a running job. Empty below 0 (unknown).
QString timeLeft(double seconds);
/// "3.2 s", "2 min 5 s": a measured duration.
QString measuredDuration(double seconds);
/// "4.9 GB" in powers of 1000, in the user's number format.
QString memoryAmount(std::uint64_t bytes);
/// "Loading the text encoder", "Step 7 of 15": what the job does at this moment.
QString stageText(const Progress& progress);

}  // namespace burnish::ui
