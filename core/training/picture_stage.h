// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/training_plan.h"

#include <ATen/core/Tensor.h>

#include <stop_token>

namespace burnish::training {

/// Draws the pictures that the autoencoder learns from, shard by shard; shards that are there already are kept. A stop
/// request returns false after the current shard.
bool draw_pictures(const TrainingPlan& plan, const TrainingFolder& folder, const std::stop_token& stop);

/// Draws the pairs of pictures that the refiner learns from, with their captions, likewise. The tokenizer must be
/// there.
bool draw_pairs(const TrainingPlan& plan, const TrainingFolder& folder, const std::stop_token& stop);

/// All that draw_pictures has drawn, [N, 3, H, W] in 8 bits, on the plan's device.
at::Tensor read_drawn_pictures(const TrainingPlan& plan, const TrainingFolder& folder);

}  // namespace burnish::training
