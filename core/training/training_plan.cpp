// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/training_plan.h"

namespace burnish::training {

TrainingPlan TrainingPlan::gpu(c10::Device device) {
    return {.device = device,
            .autoencoder_shards = 80,
            .autoencoder_steps = 5100,
            .autoencoder_batch = 64,
            .decoder_steps = 728,
            .small_shards = 96,
            .large_shards = 32,
            .refiner_steps = 11000,
            .refiner_batch = 96,
            .save_every = 4000,
            .computes_in_bf16 = false};
}

TrainingPlan TrainingPlan::toy() {
    return {.shape = PocketShape::toy(),
            .autoencoder_shards = 2,
            .autoencoder_steps = 120,
            .autoencoder_batch = 4,
            .autoencoder_size = 32,
            .autoencoder_rate = 3e-3,
            .decoder_steps = 120,
            .decoder_rate = 1e-3,
            .small_shards = 1,
            .large_shards = 1,
            .pairs_per_shard = 64,
            .small_size = 32,
            .refiner_steps = 120,
            .refiner_batch = 8,
            .refiner_rate = 3e-3,
            .save_every = 20,
            .computes_in_bf16 = false};
}

}  // namespace burnish::training
