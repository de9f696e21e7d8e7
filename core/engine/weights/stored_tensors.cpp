// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/weights/stored_tensors.h"

#include "core/common/error.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>
#include <optional>

namespace burnish {
namespace {

std::optional<at::ScalarType> scalar_type_of(TensorDtype dtype) {
    switch (dtype) {
    case TensorDtype::F16:
        return at::kHalf;
    case TensorDtype::BF16:
        return at::kBFloat16;
    case TensorDtype::F32:
        return at::kFloat;
    case TensorDtype::F64:
        return at::kDouble;
    case TensorDtype::F8E4M3:
        return at::kFloat8_e4m3fn;
    case TensorDtype::F8E5M2:
        return at::kFloat8_e5m2;
    default:
        return std::nullopt;
    }
}

/// Autoencoders saved by diffusers before 0.18 name the attention's projections differently (spec §6.4), and
/// transformers 5 saves CLIP's text model without the `text_model.` that every earlier version writes.
std::string current_name(std::string key) {
    for (const std::string_view beginning : {"embeddings.", "encoder.layers.", "final_layer_norm."}) {
        if (key.starts_with(beginning)) {
            return key.insert(0, "text_model.");
        }
    }
    static constexpr std::pair<std::string_view, std::string_view> kRenamed[] = {
        {".query.", ".to_q."}, {".key.", ".to_k."}, {".value.", ".to_v."}, {".proj_attn.", ".to_out.0."}};
    for (const auto& [old_part, new_part] : kRenamed) {
        if (const std::size_t position = key.find(old_part); position != std::string::npos) {
            return key.replace(position, old_part.size(), new_part);
        }
    }
    return key;
}

[[noreturn]] void reject(const std::filesystem::path& file, const std::string& key, std::string found,
                         std::string expected) {
    throw Error({.code = ErrorCode::ModelCorrupt,
                 .path = file,
                 .subject = key,
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

StoredTensor part_of(SafetensorsReader& reader, const std::string& key, const TensorEntry& entry, TensorPart part) {
    StoredTensor tensor{.reader = &reader, .entry = &entry, .part = std::move(part), .shape = entry.shape};
    if (tensor.part.third >= 0) {
        if (tensor.shape.empty() || tensor.shape[0] % 3 != 0) {
            reject(reader.path(), key, "a fused projection that is not three of one size", "three times as many rows");
        }
        tensor.shape[0] /= 3;
    }
    if (tensor.part.transposed) {
        std::reverse(tensor.shape.begin(), tensor.shape.end());
    }
    return tensor;
}

}  // namespace

/// The stored tensor as it lies in the file; it may be a view of the reader's bytes. Throws Error{ModelUnsupported} for
/// an element type that holds no weights.
at::Tensor stored_view(SafetensorsReader& reader, const std::string& key, const TensorEntry& entry) {
    const std::optional<at::ScalarType> type = scalar_type_of(entry.dtype);
    if (!type) {
        throw Error({.code = ErrorCode::ModelUnsupported,
                     .path = reader.path(),
                     .subject = key,
                     .found = "element type " + dtype_name(entry.dtype),
                     .expected = "F16, BF16, F32, F64, F8_E4M3 or F8_E5M2"});
    }
    const std::vector<std::int64_t> shape(entry.shape.begin(), entry.shape.end());
    const std::span<const std::byte> bytes = reader.tensor_bytes(entry);
    const auto options = at::TensorOptions().dtype(*type);
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % c10::elementSize(*type) == 0) {
        return at::from_blob(const_cast<std::byte*>(bytes.data()), shape, options);
    }
    // The format does not align tensors to their element size, and a typed pointer to misaligned data is undefined.
    at::Tensor copy = at::empty(shape, options);
    std::memcpy(copy.mutable_data_ptr(), bytes.data(), bytes.size());
    return copy;
}

at::Tensor StoredTensor::view(const std::string& key) const {
    at::Tensor whole = stored_view(*reader, key, *entry);
    if (part.third >= 0) {
        const std::int64_t rows = whole.size(0) / 3;
        return whole.narrow(0, part.third * rows, rows);
    }
    return part.transposed && whole.dim() == 2 ? whole.t().contiguous() : whole;
}

StoredTensors open_stored_tensors(const std::vector<std::filesystem::path>& files, const StoredNames& names,
                                  std::vector<std::unique_ptr<SafetensorsReader>>& readers) {
    StoredTensors stored;
    for (const std::filesystem::path& file : files) {
        SafetensorsReader& reader = *readers.emplace_back(std::make_unique<SafetensorsReader>(file));
        for (const auto& [key, entry] : reader.header().tensors) {
            for (TensorPart& part : names.parts_of(key)) {
                std::string name = current_name(part.key);
                if (!stored.emplace(std::move(name), part_of(reader, key, entry, std::move(part))).second) {
                    reject(file, key, "the same tensor in two files", "each tensor once");
                }
            }
        }
    }
    return stored;
}

}  // namespace burnish
