// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace burnish::test {

/// Writes one small random model twice: as a diffusers folder `root/folder`, and in the original layout as
/// `root/single.safetensors`, its autoencoder also alone as `root/vae.safetensors`. fp16; 64 channels a head and the
/// real vocabulary, as a single file must have them.
void write_model_in_two_layouts(const std::filesystem::path& root, bool is_base);

/// Writes the file anew with `prefix` taken off the names that begin with it.
void drop_prefix(const std::filesystem::path& path, const std::string& prefix);

}  // namespace burnish::test
