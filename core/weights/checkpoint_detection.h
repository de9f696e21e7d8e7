// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/checkpoint_info.h"
#include "core/weights/safetensors_reader.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

namespace burnish {

/// The sentence's end for everything that `refine` cannot use: what would fit.
std::string what_would_fit();

/// Fills family, components and reason of a safetensors file from its header (spec.md §6.6).
void detect_single_file(const SafetensorsHeader& header, CheckpointInfo& checkpoint);

/// What a file is that must not or cannot be read as safetensors, told from its name and its first bytes ("a pickle",
/// "a picture"); empty if it may be safetensors. A pickle's content is never looked at.
std::string foreign_file_kind(const std::filesystem::path& path);

/// Family of a diffusers folder from the configurations of its unet and of text_encoder_2 (empty object if absent).
/// The count of time ids tells a refiner (five) from a base (six) at any width.
ModelFamily folder_family(const nlohmann::json& unet, const nlohmann::json& text_encoder_2);

}  // namespace burnish
