// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/private_parts.h"

#include "core/codec/image_reader.h"
#include "core/codec/true_metadata.h"
#include "core/common/error.h"
#include "core/metadata/file_blocks.h"

#include <algorithm>
#include <limits>

namespace burnish::codec {

namespace {

constexpr auto kUnlimited = std::numeric_limits<std::uint64_t>::max();  // the process has its own limit

std::vector<std::byte> pixels_of(ImageReader& reader) {
    std::vector<std::byte> buffer(reader.layout().total_bytes());
    reader.read_into(buffer);
    buffer.resize(reader.layout().pixel_bytes());
    return buffer;
}

}  // namespace

std::vector<std::byte> file_without_private(std::span<const std::byte> file) {
    ImageReader before(file, kUnlimited, kUnlimited);
    const Layout layout = before.layout();
    std::vector<std::byte> result;
    if (before.format() == ImageFormat::Jpeg) {
        result = with_jpeg_blocks(file, without_private(read_jpeg_blocks(file)));
    } else if (before.format() == ImageFormat::WebP) {
        result = with_webp_blocks(file, without_private(read_webp_blocks(file)), layout.width, layout.height,
                                  layout.channels == 4);
    } else {
        throw Error(
            {.code = ErrorCode::InvalidArgument, .found = "a file without coded data", .expected = "JPEG or WebP"});
    }
    ImageReader after(result, kUnlimited, kUnlimited);
    if (after.layout().channels != layout.channels || !std::ranges::equal(pixels_of(before), pixels_of(after))) {
        throw Error({.code = ErrorCode::WriteFailed, .found = "the file reads back differently"});
    }
    return result;
}

}  // namespace burnish::codec
