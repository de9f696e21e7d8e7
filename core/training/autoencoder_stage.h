// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/parameter_set.h"
#include "core/training/training_plan.h"

#include <cstdint>
#include <stop_token>

namespace burnish::training {

/// Trains the autoencoder: squared error and a little absolute error of the picture, and a slight pull of the latents
/// towards a unit normal distribution (https://arxiv.org/abs/1312.6114). Goes on where the state on disk ends; a stop
/// request saves and returns false.
bool train_autoencoder(const TrainingPlan& plan, const TrainingFolder& folder, PocketModel& model,
                       const std::stop_token& stop);

/// The averaged weights from disk, onto `device`, at whatever step they stand; the decoder's from its own stage where
/// it has begun.
void load_trained_autoencoder(const TrainingFolder& folder, PocketModel& model, c10::Device device);

/// The decoder and the convolution before it.
ParameterSet decoder_parameters(PocketModel& model, c10::Device device);

/// The crops of a step, turned and mirrored, out of `pictures` (8 bits): [B, 3, H, W] in [-1, 1]. Streams never meet.
at::Tensor autoencoder_batch(const TrainingPlan& plan, const at::Tensor& pictures, std::uint64_t stream,
                             std::int64_t step);

}  // namespace burnish::training
