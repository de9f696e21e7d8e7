// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/weights/lora_file.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <memory>
#include <vector>

namespace burnish {

/// Open LoRA files, kept open while a module is loaded. One thread at a time.
class LoraFiles final {
public:
    /// W + Σ factor · (up · down), in fp32, in the weight's shape.
    at::Tensor merge(const at::Tensor& weight, const std::vector<LoraLayer>& layers);

private:
    at::Tensor read(const std::filesystem::path& file, const std::string& key);

    std::map<std::filesystem::path, std::unique_ptr<SafetensorsReader>> readers_;
};

}  // namespace burnish
