// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/autoencoder_kl.h"
#include "core/engine/models/clip_text_model.h"
#include "core/engine/models/unet_2d_condition_model.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace burnish::training {

/// Widths and depths of a small refiner; the rest of its configuration is the official refiner's.
struct PocketShape {
    std::vector<std::int64_t> vae_channels{16, 48, 96};
    std::int64_t latent_channels = 12;
    std::vector<std::int64_t> unet_channels{48, 96, 128, 160};
    std::vector<std::int64_t> unet_layers{1, 1, 1, 1};
    std::int64_t text_width = 64;
    std::int64_t text_layers = 3;

    /// For tests: the same kinds of layers, as narrow and shallow as they can be.
    static PocketShape toy();
};

/// The `config.json` of each component, as diffusers and transformers write them.
nlohmann::json vae_config(const PocketShape& shape, double scaling_factor);
nlohmann::json unet_config(const PocketShape& shape);
nlohmann::json text_encoder_config(const PocketShape& shape, std::int64_t vocabulary_size);

/// The three networks, built from those very configurations; no weight is loaded.
struct PocketModel {
    PocketModel(const PocketShape& shape, std::int64_t vocabulary_size);

    AutoencoderKL vae;
    CLIPTextModelWithProjection text_encoder;
    UNet2DConditionModel unet;
};

/// Writes the folder without weights: model_index.json, configurations, scheduler, tokenizer files are there already.
void write_model_configs(const std::filesystem::path& folder, const PocketShape& shape, std::int64_t vocabulary_size,
                         double scaling_factor);

/// Writes the weights of `module` in fp16 as the official variant "fp16" is named. Throws Error{WriteFailed}.
void write_half_weights(const std::filesystem::path& path, Module& module);

}  // namespace burnish::training
