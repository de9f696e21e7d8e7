// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace burnish {

enum class PixelType : std::uint8_t { U8, U16, F32 };

/// Bytes of one sample.
constexpr std::size_t bytes_per_sample(PixelType type) noexcept {
    return type == PixelType::U8 ? 1 : type == PixelType::U16 ? 2 : 4;
}

/// A picture in memory: interleaved samples `[height, width, channels]`, top row first, native byte order,
/// non-linear as in the file (no colour conversion). 1 grey, 2 grey + alpha, 3 RGB, 4 RGBA; alpha is straight.
/// Immutable once shared: passed between threads as `std::shared_ptr<const Image>`.
class Image final {
public:
    Image() = default;
    /// Zero-filled. Throws Error{InvalidArgument} for a size below 1, channels outside 1..4 or a byte count that
    /// overflows.
    Image(int width, int height, int channels, PixelType type);

    int width() const noexcept { return width_; }
    int height() const noexcept { return height_; }
    int channels() const noexcept { return channels_; }
    PixelType type() const noexcept { return type_; }
    bool empty() const noexcept { return pixels_.empty(); }
    bool has_alpha() const noexcept { return channels_ == 2 || channels_ == 4; }
    std::size_t row_bytes() const noexcept {
        return static_cast<std::size_t>(width_) * static_cast<std::size_t>(channels_) * bytes_per_sample(type_);
    }

    std::span<const std::byte> bytes() const noexcept { return pixels_; }
    std::span<std::byte> bytes() noexcept { return pixels_; }
    const std::byte* row(int y) const noexcept { return pixels_.data() + static_cast<std::size_t>(y) * row_bytes(); }
    std::byte* row(int y) noexcept { return pixels_.data() + static_cast<std::size_t>(y) * row_bytes(); }

    /// The ICC profile embedded in the file, byte for byte; empty means sRGB.
    std::vector<std::byte> icc_profile;

private:
    int width_ = 0;
    int height_ = 0;
    int channels_ = 0;
    PixelType type_ = PixelType::U8;
    std::vector<std::byte> pixels_;
};

/// Lower-case hexadecimal SHA-256 of size, layout and samples: equal for equal decoded pictures.
std::string pixel_sha256(const Image& image);

}  // namespace burnish
