// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/module.h"
#include "core/weights/lora_file.h"
#include "core/weights/safetensors_reader.h"
#include "core/weights/stored_names.h"

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace burnish {

/// Where and how weights are wanted.
struct LoadTarget {
    c10::ScalarType dtype = c10::ScalarType::Float;
    c10::Device device = c10::Device(c10::DeviceType::CPU);
    /// Other dtypes for the tensors whose keys begin so.
    std::vector<std::pair<std::string, c10::ScalarType>> dtype_of_prefix;
    bool packs = false;  ///< let each module replace its weights by a faster form (`Module::pack`)
};

/// Where weights come from.
struct WeightFiles {
    std::vector<std::filesystem::path> files;
    StoredNames names;  ///< how the tensors are called in them
    LoraLayers loras;   ///< added to the stored weights in fp32, before these are converted
};

/// Called after each tensor: how many of how many are there.
using LoadProgress = std::function<void(int loaded, int total)>;

/// Fills a module from safetensors files, strictly: every parameter must be there in the module's shape and nothing
/// else may be (but for buffers that no model reads). Each tensor is converted on the way and its pages are given back,
/// so that at most one tensor a thread is held twice. Works on as many threads as torch computes with; `progress` is
/// called on the caller's. Throws Error{ModelIncomplete} for missing tensors, Error{ModelUnsupported} for unexpected
/// ones and other shapes or element types, Error{ModelCorrupt}, Cancelled. After an exception the module holds no
/// weights.
void load_module(Module& module, const WeightFiles& files, const LoadTarget& target, std::stop_token stop = {},
                 const LoadProgress& progress = {});
/// The same for files that hold the one module under diffusers' names.
void load_module(Module& module, const std::vector<std::filesystem::path>& files, const LoadTarget& target,
                 std::stop_token stop = {}, const LoadProgress& progress = {});

/// The stored tensor of `entry` as a tensor of its own, in the target's dtype and on its device. Throws
/// Error{ModelUnsupported} for an element type that holds no weights.
at::Tensor read_tensor(SafetensorsReader& reader, const std::string& name, const TensorEntry& entry,
                       const LoadTarget& target);

}  // namespace burnish
