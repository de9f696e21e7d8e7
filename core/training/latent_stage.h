// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pairs.h"
#include "core/training/training_plan.h"

#include <stop_token>

namespace burnish::training {

/// Encodes the pairs of pictures that the refiner trains on, shard by shard; shards that are there already are kept.
/// The autoencoder of `model` must be trained. The first thing it finds is the scaling factor: one over the deviation
/// of the latents of clean scenes. A stop request returns false after the current shard.
bool make_latents(const TrainingPlan& plan, const TrainingFolder& folder, const PocketModel& model,
                  const std::stop_token& stop);

/// All shards of one size, on the plan's device.
Pairs read_latents(const TrainingPlan& plan, const TrainingFolder& folder, bool is_large);
/// Throws what reading a missing file throws.
double read_scaling_factor(const TrainingFolder& folder);

}  // namespace burnish::training
