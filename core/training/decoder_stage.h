// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/training_plan.h"

#include <stop_token>

namespace burnish::training {

/// Trains the decoder alone, from the trained autoencoder's averaged weights: the encoder stays as it is, so that
/// latents made with it, and a refiner trained on them, stay valid. It learns from the mean over pictures of the PSNR,
/// so that a smooth picture counts as much as one full of texture, whose error is many times as large.
/// Goes on where the state on disk ends; a stop request saves and returns false.
bool train_decoder(const TrainingPlan& plan, const TrainingFolder& folder, PocketModel& model,
                   const std::stop_token& stop);

}  // namespace burnish::training
