// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/training_plan.h"

namespace burnish::training {

/// Writes the model folder from the states on disk, with averaged weights, at whatever step they stand: the official
/// diffusers layout in fp16, and burnish.json with `recommended` laid over what is known (name, licence, `latent_rgb`
/// fitted to scenes). A refiner that was not begun is written with fresh weights.
void export_model(const TrainingPlan& plan, const TrainingFolder& folder, const std::filesystem::path& model_folder,
                  const std::filesystem::path& recommended);

}  // namespace burnish::training
