// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/weights/lora_files.h"

#include "core/engine/weights/stored_tensors.h"

#include <ATen/ATen.h>

namespace burnish {

at::Tensor LoraFiles::merge(const at::Tensor& weight, const std::vector<LoraLayer>& layers) {
    at::Tensor merged = weight.to(at::kFloat);
    for (const LoraLayer& layer : layers) {
        const at::Tensor up = read(layer.file, layer.up).flatten(1);
        const at::Tensor down = read(layer.file, layer.down).flatten(1);
        merged = merged + at::mm(up, down).reshape(weight.sizes()) * layer.factor;
    }
    return merged;
}

at::Tensor LoraFiles::read(const std::filesystem::path& file, const std::string& key) {
    std::unique_ptr<SafetensorsReader>& reader = readers_[file];
    if (!reader) {
        reader = std::make_unique<SafetensorsReader>(file);
    }
    // A copy: the reader's bytes are valid until its next call only.
    return stored_view(*reader, key, reader->header().tensors.at(key)).to(at::kFloat, false, true);
}

}  // namespace burnish
