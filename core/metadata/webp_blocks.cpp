// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/metadata/byte_reader.h"
#include "core/metadata/file_blocks.h"

#include <algorithm>
#include <string>

namespace burnish {

namespace {

// WebP container specification (developers.google.com/speed/webp/docs/riff_container).
constexpr std::uint64_t kHeader = 12;
constexpr unsigned kXmpFlag = 0x04;
constexpr unsigned kExifFlag = 0x08;
constexpr unsigned kAlphaFlag = 0x10;

struct Chunk {
    std::string_view type;
    std::span<const std::byte> body;
};

std::vector<Chunk> chunks_of(const ByteReader& file) {
    std::vector<Chunk> chunks;
    if (file.text(0, 4) != "RIFF" || file.text(8, 4) != "WEBP") {
        return chunks;
    }
    for (std::uint64_t at = kHeader; at + 8 <= file.size();) {
        const std::uint64_t length = file.number(at + 4, 4);
        const auto body = file.part(at + 8, length);
        if (body.size() != length) {
            break;
        }
        chunks.push_back({file.text(at, 4), body});
        at += 8 + length + length % 2;
    }
    return chunks;
}

void append_chunk(ByteWriter& out, std::string_view type, std::span<const std::byte> body) {
    out.text(type);
    out.number(body.size(), 4);
    out.append(body);
    out.number(0, body.size() % 2);
}

}  // namespace

PictureMetadata read_webp_blocks(std::span<const std::byte> webp) {
    PictureMetadata metadata;
    constexpr std::string_view kExifHead("Exif\0\0", 6);
    for (const Chunk& chunk : chunks_of(ByteReader(webp, ByteOrder::Little))) {
        const std::string_view text{reinterpret_cast<const char*>(chunk.body.data()), chunk.body.size()};
        if (chunk.type == "EXIF" && metadata.exif.empty()) {
            // Some writers put JPEG's head before the block.
            const auto block = chunk.body.subspan(text.starts_with(kExifHead) ? kExifHead.size() : 0);
            metadata.exif.assign(block.begin(), block.end());
        } else if (chunk.type == "XMP " && metadata.xmp.empty()) {
            metadata.xmp = text;
        } else if (chunk.type == "VP8L") {
            metadata.lossless = true;
        } else if (chunk.type == "ANMF") {
            ++metadata.pages;
        }
    }
    metadata.pages = std::max(metadata.pages - 1, 1);
    return metadata;
}

std::vector<std::byte> with_webp_blocks(std::span<const std::byte> webp, const PictureMetadata& metadata, int width,
                                        int height, bool has_alpha) {
    const std::vector<Chunk> chunks = chunks_of(ByteReader(webp, ByteOrder::Little));
    if (chunks.empty()) {
        throw Error({.code = ErrorCode::WriteFailed, .found = "the encoder did not make a WebP file"});
    }
    const bool has_old =
        std::ranges::any_of(chunks, [](const Chunk& chunk) { return chunk.type == "EXIF" || chunk.type == "XMP "; });
    if (metadata.exif.empty() && metadata.xmp.empty() && !has_old) {
        return {webp.begin(), webp.end()};
    }
    unsigned flags = has_alpha ? kAlphaFlag : 0;
    if (chunks.front().type == "VP8X" && !chunks.front().body.empty()) {
        flags |= std::to_integer<unsigned>(chunks.front().body[0]);
    }
    flags = (flags & ~(kExifFlag | kXmpFlag)) | (metadata.exif.empty() ? 0U : kExifFlag) |
            (metadata.xmp.empty() ? 0U : kXmpFlag);
    ByteWriter head(ByteOrder::Little);
    head.number(flags, 4);
    // Of a file that is extended already the canvas stays.
    const bool has_canvas = chunks.front().type == "VP8X" && chunks.front().body.size() >= 10;
    const ByteReader canvas(chunks.front().body, ByteOrder::Little);
    head.number(has_canvas ? canvas.number(4, 3) : static_cast<std::uint64_t>(width) - 1, 3);
    head.number(has_canvas ? canvas.number(7, 3) : static_cast<std::uint64_t>(height) - 1, 3);
    ByteWriter body(ByteOrder::Little);
    body.text("WEBP");
    append_chunk(body, "VP8X", head.bytes);
    for (const Chunk& chunk : chunks) {
        if (chunk.type != "VP8X" && chunk.type != "EXIF" && chunk.type != "XMP ") {
            append_chunk(body, chunk.type, chunk.body);
        }
    }
    if (!metadata.exif.empty()) {
        append_chunk(body, "EXIF", metadata.exif);
    }
    if (!metadata.xmp.empty()) {
        append_chunk(body, "XMP ", std::as_bytes(std::span(metadata.xmp)));
    }
    ByteWriter out(ByteOrder::Little);
    out.text("RIFF");
    out.number(body.bytes.size(), 4);
    out.append(body.bytes);
    return out.bytes;
}

}  // namespace burnish
