// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

namespace burnish::test {

/// A safetensors file made by hand: any header text, a length of its own, and a count of data bytes.
inline std::string safetensorsBytes(std::string_view header, std::size_t data, std::uint64_t length) {
    std::string bytes;
    for (int i = 0; i < 8; ++i) {
        bytes += static_cast<char>(length >> (8 * i));
    }
    bytes += header;
    bytes.append(data, '\x2a');
    return bytes;
}

inline std::string safetensorsBytes(std::string_view header, std::size_t data = 0) {
    return safetensorsBytes(header, data, header.size());
}

inline void writeFile(const std::filesystem::path& path, std::string_view content) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
}

inline std::span<const std::byte> asBytes(std::string_view text) {
    return std::as_bytes(std::span(text));
}

}  // namespace burnish::test
