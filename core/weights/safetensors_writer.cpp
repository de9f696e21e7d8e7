// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/weights/safetensors_reader.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace burnish {

namespace {

/// Largest elements first, then by name, as the reference writer does: with the header padded to 8 bytes every tensor
/// is then aligned to its element size.
std::vector<const TensorToWrite*> writing_order(std::span<const TensorToWrite> tensors) {
    std::vector<const TensorToWrite*> order;
    for (const TensorToWrite& tensor : tensors) {
        order.push_back(&tensor);
    }
    std::sort(order.begin(), order.end(), [](const TensorToWrite* a, const TensorToWrite* b) {
        return std::pair(dtype_bits(b->dtype), std::string_view(a->name)) <
               std::pair(dtype_bits(a->dtype), std::string_view(b->name));
    });
    return order;
}

void check_size(const TensorToWrite& tensor, const std::filesystem::path& path) {
    std::uint64_t bits = dtype_bits(tensor.dtype);
    for (const std::uint64_t size : tensor.shape) {
        bits *= size;
    }
    if (bits != tensor.bytes.size() * 8) {
        throw Error({.code = ErrorCode::Internal,
                     .path = path,
                     .subject = tensor.name,
                     .found = fmt::format("{} bytes", tensor.bytes.size()),
                     .expected = fmt::format("{} bits for the dtype and shape", bits)});
    }
}

}  // namespace

void write_safetensors(const std::filesystem::path& path, std::span<const TensorToWrite> tensors,
                       const std::map<std::string, std::string>& metadata) {
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    if (!metadata.empty()) {
        header["__metadata__"] = metadata;
    }
    std::vector<std::span<const std::byte>> pieces(2);
    std::uint64_t position = 0;
    for (const TensorToWrite* tensor : writing_order(tensors)) {
        check_size(*tensor, path);
        const std::uint64_t end = position + tensor->bytes.size();
        header[tensor->name] = {
            {"dtype", dtype_name(tensor->dtype)}, {"shape", tensor->shape}, {"data_offsets", {position, end}}};
        pieces.push_back(tensor->bytes);
        position = end;
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');
    std::array<std::byte, 8> length{};
    for (std::size_t i = 0; i < length.size(); ++i) {
        length[i] = static_cast<std::byte>(static_cast<std::uint64_t>(text.size()) >> (8 * i));
    }
    pieces[0] = length;
    pieces[1] = std::as_bytes(std::span(text));
    write_file_atomically(path, pieces);
}

}  // namespace burnish
