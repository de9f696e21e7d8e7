// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/sampler.h"
#include "core/engine/schedulers/scheduler.h"

#include <memory>

namespace burnish {

/// The sampler by its name on a model's schedule. `eta` is read by DDIM alone.
std::unique_ptr<Scheduler> make_scheduler(Sampler sampler, NoiseScheduleConfig config, double eta = 0.0);

}  // namespace burnish
