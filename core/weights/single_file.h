// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/weights/checkpoint.h"
#include "core/weights/safetensors_reader.h"

#include <filesystem>
#include <string>

namespace burnish {

/// What a single-file checkpoint needs that only a folder has: configurations, told from the shapes in its header, and
/// the names of its tensors. Nothing of a certain model is assumed but what no shape tells: 64 channels a head, 32
/// groups a norm, and SDXL's schedule and latents.
///
/// Throws Error{ModelIncomplete} for a component that is missing, Error{ModelUnsupported} for a variant that is not run
/// (other input channels, Playground's latents).
DiffusersFolder open_single_file(const std::filesystem::path& file, const SafetensorsHeader& header,
                                 ModelFamily family);

/// An autoencoder to put in a model's place: a diffusers folder (or a folder that has one as `vae`), or a file under
/// any of the four namings in use (original or diffusers' names, with or without a prefix). Throws Error{ModelNotFound,
/// ModelIncomplete, ModelUnsupported, ModelCorrupt} and says what was found where it is none.
ComponentFiles open_vae(const std::filesystem::path& path);

/// The configuration of an autoencoder file, as JSON, from the shapes of its tensors; `names` says how they are called.
/// Empty if the tensors are no autoencoder's.
std::string vae_config_of(const SafetensorsHeader& header, const std::string& prefix, bool is_fp16_fixed);

}  // namespace burnish
