// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/image/image.h"

#include "core/common/error.h"
#include "core/common/sha256.h"

#include <fmt/format.h>
#include <limits>

namespace burnish {

namespace {

void append_little_endian(std::vector<std::byte>& bytes, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) {
        bytes.push_back(static_cast<std::byte>(value >> shift));
    }
}

}  // namespace

Image::Image(int width, int height, int channels, PixelType type)
    : width_(width), height_(height), channels_(channels), type_(type) {
    if (width < 1 || height < 1 || channels < 1 || channels > 4) {
        throw Error({.code = ErrorCode::InvalidArgument,
                     .found = fmt::format("a picture of {} x {} with {} channels", width, height, channels),
                     .expected = "at least 1 x 1 with 1 to 4 channels"});
    }
    // 16 bytes a pixel at most: width * 16 cannot overflow 64 bits, the product with the height can pass SSIZE_MAX.
    const auto limit = static_cast<std::size_t>(std::numeric_limits<std::ptrdiff_t>::max());
    if (row_bytes() > limit / static_cast<std::size_t>(height)) {
        throw Error({.code = ErrorCode::InvalidArgument,
                     .found = fmt::format("a picture of {} x {} with {} channels", width, height, channels),
                     .expected = "a size that fits the address space"});
    }
    pixels_.resize(row_bytes() * static_cast<std::size_t>(height));
}

std::string pixel_sha256(const Image& image) {
    std::vector<std::byte> layout;
    append_little_endian(layout, static_cast<std::uint32_t>(image.width()));
    append_little_endian(layout, static_cast<std::uint32_t>(image.height()));
    append_little_endian(layout, static_cast<std::uint32_t>(image.channels()));
    append_little_endian(layout, static_cast<std::uint32_t>(image.type()));
    Sha256 digest;
    digest.update(layout);
    digest.update(image.bytes());
    return digest.finish();
}

}  // namespace burnish
