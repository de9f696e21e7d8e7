// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/training_plan.h"

#include <stop_token>

namespace burnish::training {

/// Trains the autoencoder: squared error and a little absolute error of the picture, and a slight pull of the latents
/// towards a unit normal distribution (https://arxiv.org/abs/1312.6114). Goes on where the state on disk ends; a stop
/// request saves and returns false.
bool train_autoencoder(const TrainingPlan& plan, const TrainingFolder& folder, PocketModel& model,
                       const std::stop_token& stop);

/// The averaged weights from disk, at whatever step they stand.
void load_trained_autoencoder(const TrainingFolder& folder, PocketModel& model);

}  // namespace burnish::training
