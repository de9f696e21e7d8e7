// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pocket_model.h"

#include <c10/core/Device.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace burnish::training {

/// Everything that decides what a training makes; the same plan gives the same weights on one kind of CPU. A GPU
/// sums in no fixed order.
struct TrainingPlan {
    PocketShape shape;
    c10::Device device = c10::kCPU;
    std::uint64_t seed = 20261126;

    /// Pictures drawn once and trained on many times, in crops that are turned and mirrored: a crop is never seen
    /// twice.
    std::int64_t autoencoder_shards = 24;  ///< of `pairs_per_shard` pictures of `small_size`
    std::int64_t autoencoder_steps = 4200;
    std::int64_t autoencoder_batch = 8;
    std::int64_t autoencoder_size = 96;  ///< pixels a side of a crop
    double autoencoder_rate = 1.5e-3;

    std::int64_t decoder_steps = 600;  ///< of the decoder alone, after that; the same pictures by size and number
    double decoder_rate = 4e-4;

    /// Pairs of latents made once and trained on many times: encoding costs as much as a training step.
    std::int64_t small_shards = 14;  ///< pictures of `small_size`
    std::int64_t large_shards = 4;   ///< pictures of twice the size, a quarter as many in each
    std::int64_t pairs_per_shard = 512;
    int small_size = 128;

    std::int64_t refiner_steps = 8000;
    std::int64_t refiner_batch = 8;  ///< small pictures; a quarter as many large ones
    double refiner_rate = 1e-3;
    std::filesystem::path refiner_start;  ///< state whose averaged weights a run begins with; none: fresh ones

    std::int64_t save_every = 100;  ///< steps between states on disk: at most a minute is lost
    bool computes_in_bf16 = true;

    /// For a GPU: batches that fill it, more pictures, more steps. Eight minutes of an H100.
    static TrainingPlan gpu(c10::Device device);
    /// A minute's training of a toy, for tests.
    static TrainingPlan toy();
};

/// Where a training keeps its state.
struct TrainingFolder {
    std::filesystem::path root;

    std::filesystem::path tokenizer() const { return root / "tokenizer_2"; }
    std::filesystem::path autoencoder_state() const { return root / "autoencoder.safetensors"; }
    std::filesystem::path decoder_state() const { return root / "decoder.safetensors"; }
    std::filesystem::path refiner_state() const { return root / "refiner.safetensors"; }
    std::filesystem::path scale() const { return root / "latent_scale.json"; }
    /// Shard `index` of one kind: "pictures", "pairs_small", "pairs_large", "latents_small", "latents_large".
    std::filesystem::path shard(const std::string& kind, std::int64_t index) const {
        return root / (kind + '_' + std::to_string(index) + ".safetensors");
    }
};

}  // namespace burnish::training
