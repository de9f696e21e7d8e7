// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/codec/codec_client.h"
#include "core/common/error.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <stdexcept>

namespace burnish::testing {

/// The program under test; a test without it must fail, not pass.
inline std::filesystem::path codec_program() {
    const char* path = std::getenv("BURNISH_CODEC");
    if (path == nullptr) {
        throw std::runtime_error("BURNISH_CODEC is not set");
    }
    return path;
}

inline std::filesystem::path picture(const char* name) {
    return std::filesystem::path(BURNISH_TEST_DATA) / "images" / name;
}

/// Noise in every sample, the same each time; floats lie in 0..1.
inline Image noise(int width, int height, int channels, PixelType type) {
    Image image(width, height, channels, type);
    std::mt19937 generator(7);
    if (type == PixelType::F32) {
        for (std::size_t i = 0; i < image.bytes().size(); i += sizeof(float)) {
            const float value = static_cast<float>(generator() >> 8) / 16777215.0F;
            std::memcpy(image.bytes().data() + i, &value, sizeof value);
        }
        return image;
    }
    for (std::byte& byte : image.bytes()) {
        byte = static_cast<std::byte>(generator());
    }
    return image;
}

/// A smooth 8-bit picture, which JPEG and WebP keep closely.
inline Image ramp(int width, int height, int channels) {
    Image image(width, height, channels, PixelType::U8);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (int c = 0; c < channels; ++c) {
                image.row(y)[x * channels + c] =
                    static_cast<std::byte>(40 + (x + y + 20 * c) * 150 / (width + height + 60));
            }
        }
    }
    return image;
}

inline int sample(const Image& image, int x, int y, int c) {
    return std::to_integer<int>(image.row(y)[x * image.channels() + c]);
}

inline int largest_difference(const Image& a, const Image& b) {
    int largest = a.bytes().size() == b.bytes().size() ? 0 : 999;
    for (std::size_t i = 0; largest < 999 && i < a.bytes().size(); ++i) {
        largest = std::max(largest, std::abs(std::to_integer<int>(a.bytes()[i]) - std::to_integer<int>(b.bytes()[i])));
    }
    return largest;
}

inline void write_bytes(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) {
        throw std::runtime_error("cannot write " + path.string());
    }
}

inline std::vector<std::byte> read_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

/// The error that `function` throws; nothing if it throws none.
template <typename Function>
std::optional<Error> error_of(Function function) {
    try {
        function();
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

}  // namespace burnish::testing
