// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/training_plan.h"

#include <ATen/core/Tensor.h>

#include <stop_token>
#include <vector>

namespace burnish::training {

/// Pairs of latents of one size with what the refiner is told about them.
struct LatentPairs {
    at::Tensor source;     ///< fp16 [N, C, h, w], scaled to unit deviation
    at::Tensor target;     ///< the same
    at::Tensor input_ids;  ///< int64 [N, 77], of the target's caption
    at::Tensor scores;     ///< fp32 [N]
    at::Tensor lessons;    ///< int64 [N], of enum Lesson
};

/// Encodes the examples that the refiner trains on, shard by shard; shards that are there already are kept. The
/// autoencoder of `model` must be trained. The first thing it finds is the scaling factor: one over the deviation of
/// the latents of clean scenes. A stop request returns false after the current shard.
bool make_latents(const TrainingPlan& plan, const TrainingFolder& folder, const PocketModel& model,
                  const std::stop_token& stop);

/// All shards of one size, in memory.
LatentPairs read_latents(const TrainingPlan& plan, const TrainingFolder& folder, bool is_large);
/// Throws what reading a missing file throws.
double read_scaling_factor(const TrainingFolder& folder);

}  // namespace burnish::training
