// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/weights/key_map.h"
#include "core/weights/safetensors_reader.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace burnish {

/// One low-rank change of a weight: W + factor · (up · down).
struct LoraLayer {
    std::filesystem::path file;
    std::string down;     ///< tensor [r, in] or [r, in, k, k]
    std::string up;       ///< tensor [out, r] or [out, r, 1, 1]
    double factor = 1.0;  ///< weight · alpha / rank
};

/// The layers of one component by the weight that they change ("down_blocks.1.….to_q.weight"), in the order of the
/// files.
using LoraLayers = std::map<std::string, std::vector<LoraLayer>>;

/// What a LoRA can be laid over: one component of a model.
struct LoraTarget {
    std::string component;                                     ///< "unet", "text_encoder", "text_encoder_2"
    std::map<std::string, std::vector<std::int64_t>> weights;  ///< diffusers names with their shapes
    const KeyMap* original_names = nullptr;                    ///< of a UNet; null: LoRAs use diffusers' names only
    bool is_only_text_encoder = false;                         ///< `lora_te_` means this one
};

/// Finds the weight that each part of a LoRA belongs to, exactly, among kohya's names (original or diffusers' modules)
/// and those of diffusers and PEFT. Reads the header and the scalars `alpha`, not the weights. Throws
/// Error{ModelUnsupported} that lists what does not fit and says what the file is made for, Error{ModelNotFound,
/// ModelCorrupt}.
std::map<std::string, LoraLayers> match_lora(const std::filesystem::path& file, double weight,
                                             const std::vector<LoraTarget>& targets, const std::string& model_name);

/// What a LoRA's header tells: "kohya names, rank 16, 722 modules, for SDXL base". English.
std::string describe_lora(const SafetensorsHeader& header);

/// "SDXL base", "the SDXL refiner", ... by the width of the text that a LoRA's cross-attention reads; empty if unclear.
std::string lora_made_for(const SafetensorsHeader& header);

}  // namespace burnish
