// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/checkpoint_info.h"
#include "core/weights/checkpoint.h"
#include "core/weights/safetensors_reader.h"

#include <filesystem>
#include <string>

namespace burnish {

/// Finds `<root>/<name>/config.json` and its safetensors files (spec.md §6.2): for the fp16 variant and then without
/// variant, an index of shards before a single file. Throws Error{ModelIncomplete, ModelCorrupt}.
ComponentFiles find_component(const std::filesystem::path& root, const std::string& name);

/// Counts a component from the headers of its files, and checks that each key of the index is in its shard.
/// Throws Error{ModelCorrupt, ModelIncomplete}.
ComponentInfo describe_component(const std::string& name, const ComponentFiles& files);

/// Adds one tensor to a component's counts; `dtype` becomes "mixed" where floating-point types differ.
void count_tensor(ComponentInfo& component, const TensorEntry& entry);

/// A file or folder that must be there. Throws Error{ModelIncomplete} naming `component`.
void require_file(const std::filesystem::path& path, const std::string& component);

}  // namespace burnish
