// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/metadata/byte_reader.h"
#include "core/metadata/file_blocks.h"
#include "core/metadata/photoshop_resources.h"
#include "core/metadata/png_text.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace burnish {

namespace {

constexpr std::uint64_t kSignature = 8;
constexpr std::uint64_t kFrame = 12;  // length, type, checksum
constexpr const char* kXmpKeyword = "XML:com.adobe.xmp";
constexpr const char* kIptcKeyword = "Raw profile type iptc";
constexpr double kInch = 0.0254;

std::optional<int> hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'a' && c <= 'f' ? std::optional(c - 'a' + 10) : std::nullopt;
}

/// ImageMagick's way of keeping a block in a text: a name, a length and hexadecimal digits, one line each.
std::vector<std::byte> raw_profile(const std::string& text) {
    std::vector<std::byte> bytes;
    std::size_t at = 0;
    for (int line = 0; line < 3 && at != std::string::npos; ++line) {
        at = text.find('\n', at + (line > 0 ? 1 : 0));
    }
    std::optional<int> high;
    for (; at < text.size(); ++at) {
        const auto digit = hex_digit(text[at]);
        if (!digit) {
            continue;
        }
        if (high) {
            bytes.push_back(static_cast<std::byte>(*high << 4 | *digit));
            high.reset();
        } else {
            high = digit;
        }
    }
    return bytes;
}

std::string raw_profile_text(const char* name, std::span<const std::byte> bytes) {
    constexpr const char* kDigits = "0123456789abcdef";
    std::string text = std::string("\n") + name + "\n    " + std::to_string(bytes.size()) + "\n";
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto value = std::to_integer<unsigned>(bytes[i]);
        text += kDigits[value >> 4];
        text += kDigits[value & 15];
        if (i % 36 == 35) {
            text += '\n';
        }
    }
    return text + '\n';
}

void append_chunk(ByteWriter& out, std::string_view type, std::span<const std::byte> body) {
    ByteWriter covered(ByteOrder::Big);
    covered.text(type);
    covered.append(body);
    out.number(body.size(), 4);
    out.append(covered.bytes);
    out.number(crc32(0, reinterpret_cast<const Bytef*>(covered.bytes.data()), static_cast<uInt>(covered.bytes.size())),
               4);
}

std::uint64_t dots_a_metre(double dpi) {
    return static_cast<std::uint64_t>(std::llround(std::clamp(dpi, 0.0, 1e6) / kInch));
}

}  // namespace

PictureMetadata read_png_blocks(std::span<const std::byte> png) {
    PictureMetadata metadata;
    metadata.texts = read_png_texts(png);
    if (const auto xmp = metadata.texts.extract(kXmpKeyword)) {
        metadata.xmp = std::move(xmp.mapped());
    }
    if (const auto iptc = metadata.texts.extract(kIptcKeyword)) {
        metadata.iptc = iptc_of_resources(raw_profile(iptc.mapped()));
    }
    const ByteReader file(png, ByteOrder::Big);
    for (std::uint64_t at = kSignature; at + kFrame <= file.size();) {
        const std::uint64_t length = file.number(at, 4);
        const std::string_view type = file.text(at + 4, 4);
        const auto body = file.part(at + 8, length);
        if (body.size() != length) {
            break;
        }
        if (type == "eXIf" && metadata.exif.empty()) {
            metadata.exif.assign(body.begin(), body.end());
        } else if (type == "pHYs" && file.number(at + 16, 1) == 1) {
            metadata.dpi_x = plausible_dpi(static_cast<double>(file.number(at + 8, 4)) * kInch);
            metadata.dpi_y = plausible_dpi(static_cast<double>(file.number(at + 12, 4)) * kInch);
        }
        at += kFrame + length;
    }
    return metadata;
}

std::vector<std::byte> with_png_blocks(std::span<const std::byte> png, const PictureMetadata& metadata) {
    std::map<std::string, std::string> texts = metadata.texts;
    if (!metadata.xmp.empty()) {
        texts[kXmpKeyword] = metadata.xmp;
    }
    if (!metadata.iptc.empty()) {
        texts[kIptcKeyword] = raw_profile_text("iptc", photoshop_resources(metadata.iptc));
    }
    std::vector<std::byte> with_texts = with_png_texts(png, texts);
    ByteWriter blocks(ByteOrder::Big);
    if (metadata.dpi_x > 0) {
        ByteWriter body(ByteOrder::Big);
        body.number(dots_a_metre(metadata.dpi_x), 4);
        body.number(dots_a_metre(metadata.dpi_y), 4);
        body.number(1, 1);
        append_chunk(blocks, "pHYs", body.bytes);
    }
    if (!metadata.exif.empty()) {
        append_chunk(blocks, "eXIf", metadata.exif);
    }
    constexpr std::size_t kAfterHeader = kSignature + kFrame + 13;  // IHDR always comes first
    if (with_texts.size() < kAfterHeader) {
        throw Error({.code = ErrorCode::WriteFailed, .found = "the encoder made a PNG file that ends too early"});
    }
    with_texts.insert(with_texts.begin() + kAfterHeader, blocks.bytes.begin(), blocks.bytes.end());
    return with_texts;
}

}  // namespace burnish
