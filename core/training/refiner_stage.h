// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/training_plan.h"

#include <stop_token>

namespace burnish::training {

/// Trains the UNet and the text encoder together on the pairs of latents.
///
/// The UNet predicts epsilon on the official schedule. Where source and target of a pair differ, the noisy latents are
/// those of the source and the epsilon is the one that leads to the target, so that picture to picture sampling learns
/// to go from the one to the other: x = a (z_t + u (z_s - z_t)) + s n, epsilon = (x - a z_t) / s. The part u of the
/// difference that is still there is 1 at the first step of a run and falls with sigma along it; it is drawn from both.
/// A steered target is approached the more, the noisier the start: strength stays a dial.
///
/// Goes on where the state on disk ends; a stop request saves and returns false.
bool train_refiner(const TrainingPlan& plan, const TrainingFolder& folder, PocketModel& model,
                   const std::stop_token& stop);

}  // namespace burnish::training
