// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/weights/safetensors_reader.h"
#include "core/weights/stored_names.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace burnish {

/// A parameter as it lies in a file: a whole tensor, or a part of one.
struct StoredTensor {
    SafetensorsReader* reader = nullptr;
    const TensorEntry* entry = nullptr;
    TensorPart part;
    std::vector<std::uint64_t> shape;  ///< of the parameter

    /// Its values; may be a view of the reader's bytes. Throws Error{ModelUnsupported} for an element type that holds
    /// no weights.
    at::Tensor view(const std::string& key) const;
    void release() const noexcept { reader->release(*entry); }
};

/// By the parameter's name.
using StoredTensors = std::map<std::string, StoredTensor>;

/// Opens files and finds in them what `names` says is the component's. Throws Error{ModelCorrupt} where two tensors are
/// one parameter, or a fused tensor cannot be taken apart.
StoredTensors open_stored_tensors(const std::vector<std::filesystem::path>& files, const StoredNames& names,
                                  std::vector<std::unique_ptr<SafetensorsReader>>& readers);

/// The values of a whole stored tensor; may be a view of the reader's bytes. Throws Error{ModelUnsupported}.
at::Tensor stored_view(SafetensorsReader& reader, const std::string& key, const TensorEntry& entry);

}  // namespace burnish
