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
/// to go from the one to the other: x = a (z_s + g (z_t - z_s)) + s n, and epsilon = (x - a z_w) / s with
/// z_w = z_s + w (z_t - z_s). The part g of the way that is behind is 0 at the first step of a run and grows along it;
/// it is drawn from both. The part w that is wanted is all of it, but for a steered target at little noise: less, the
/// less noise there is, yet never less than g. So strength stays a dial, and a later step keeps what an earlier one
/// made.
///
/// Goes on where the state on disk ends; a stop request saves and returns false.
bool train_refiner(const TrainingPlan& plan, const TrainingFolder& folder, PocketModel& model,
                   const std::stop_token& stop);

}  // namespace burnish::training
