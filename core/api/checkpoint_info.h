// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace burnish {

enum class ModelFamily { SdxlRefiner, SdxlBase, Sd1, Sd2, Lora, Vae, Unknown };
enum class ModelLayout { DiffusersFolder, SingleFile };

struct ComponentInfo {
    std::string name;   ///< "unet", "vae", "text_encoder_2", ...
    std::string dtype;  ///< "fp32", "fp16", "bf16", "mixed"
    std::uint64_t parameters = 0;
    std::uint64_t bytes = 0;
    int files = 0;  ///< more than one: sharded
};

/// What a model is, told from headers and configuration files alone.
struct CheckpointInfo {
    std::filesystem::path path;
    std::string name;  ///< burnish.json's `name`, else the folder's or file's name
    ModelFamily family = ModelFamily::Unknown;
    ModelLayout layout = ModelLayout::DiffusersFolder;
    std::string dtype;  ///< of the unet
    std::uint64_t parameters = 0;
    std::uint64_t bytes = 0;
    std::vector<ComponentInfo> components;
    int latent_channels = 4;
    int vae_scale_factor = 8;     ///< 2^(levels-1)
    int best_size = 1024;         ///< side of the pictures that the model was trained on, in pixels
    int unet_channels = 384;      ///< of the unet's first level
    int vae_channels = 128;       ///< of the autoencoder's first level
    bool usable = false;          ///< `refine` can run it
    std::string unusable_reason;  ///< English; what it is and what would fit
    std::string details;          ///< English; of a LoRA or VAE: names, rank, what it is for
    std::string note;             ///< burnish.json's `note`: what it is for, in a sentence
    std::string license;          ///< burnish.json's `license`
};

/// "SDXL refiner", "SDXL base", "LoRA", ...
std::string family_name(ModelFamily family);
/// "refiner", "base", "lora", "vae", "unknown".
std::string role_name(ModelFamily family);

}  // namespace burnish
