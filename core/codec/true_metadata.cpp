// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/true_metadata.h"

#include "core/codec/exif_block.h"
#include "core/codec/xmp_packet.h"

#include <algorithm>
#include <array>

namespace burnish::codec {

namespace {

constexpr std::size_t kLongestJpegPacket = 65'000;
/// The keywords of the PNG specification that tell about the picture. Others are another program's account of how an
/// earlier picture was made.
constexpr std::array kKeptKeywords = {"Title", "Author", "Description", "Copyright", "Creation Time", "Source"};

/// Records of IPTC-IIM 4.2 that name people and places: byline and its title, city to country, credit, contact.
constexpr std::array kPrivateRecords = {26, 27, 80, 85, 90, 92, 95, 100, 101, 110, 118, 122};

/// Each is 0x1c, record, number, length, content; lengths above 32767 bytes are not made by anyone and end the copy.
std::vector<std::byte> public_records(std::span<const std::byte> iptc) {
    std::vector<std::byte> kept;
    for (std::size_t at = 0; at + 5 <= iptc.size() && iptc[at] == std::byte{0x1c};) {
        const auto byte = [&](std::size_t i) { return std::to_integer<std::size_t>(iptc[at + i]); };
        const std::size_t length = byte(3) << 8 | byte(4);
        if (length > 32'767 || at + 5 + length > iptc.size()) {
            break;
        }
        const bool is_private =
            byte(1) == 2 && std::ranges::find(kPrivateRecords, static_cast<int>(byte(2))) != kPrivateRecords.end();
        if (!is_private) {
            const auto begin = iptc.begin() + static_cast<std::ptrdiff_t>(at);
            kept.insert(kept.end(), begin, begin + static_cast<std::ptrdiff_t>(5 + length));
        }
        at += 5 + length;
    }
    return kept;
}

}  // namespace

PictureMetadata without_private(PictureMetadata metadata) {
    metadata.exif = true_exif(metadata.exif, {.strip_private = true, .is_same_picture = true});
    metadata.xmp = true_xmp(metadata.xmp, {.is_generated = false, .strip_private = true, .is_same_picture = true});
    metadata.iptc = public_records(metadata.iptc);
    return metadata;
}

PictureMetadata true_metadata(const EncodeOptions& options, int width, int height,
                              std::span<const std::byte> thumbnail) {
    const PictureMetadata& source = options.metadata;
    PictureMetadata truth;
    truth.dpi_x = source.dpi_x;
    truth.dpi_y = source.dpi_y > 0 ? source.dpi_y : source.dpi_x;
    truth.half = source.half;
    truth.iptc = options.strip_private ? public_records(source.iptc) : source.iptc;
    const bool has_own_place = options.format == ImageFormat::Png || options.format == ImageFormat::Exr;
    const std::string parameters = options.texts.parameters.value_or("");
    const bool describes = options.format == ImageFormat::Tiff;
    truth.exif = true_exif(source.exif, {.width = width,
                                         .height = height,
                                         .thumbnail = {thumbnail.begin(), thumbnail.end()},
                                         .comment = has_own_place || describes ? std::string() : parameters,
                                         .description = describes ? parameters : std::string(),
                                         .strip_private = options.strip_private,
                                         .little_endian = describes,
                                         .longest = options.format == ImageFormat::Jpeg ? kLongestJpegPacket : 0});
    truth.xmp = true_xmp(source.xmp, {.recipe = has_own_place ? std::string() : options.texts.recipe.value_or(""),
                                      .is_generated = options.is_generated,
                                      .strip_private = options.strip_private,
                                      .longest = options.format == ImageFormat::Jpeg ? kLongestJpegPacket : 0});
    if (has_own_place) {
        for (const char* keyword : kKeptKeywords) {
            const auto text = source.texts.find(keyword);
            const bool is_private = options.strip_private && std::string_view(keyword) == "Author";
            const bool is_a_prompt = source.texts.contains("Comment");  // NovelAI's prompt is its Description
            if (text != source.texts.end() && !is_private && !is_a_prompt) {
                truth.texts.insert(*text);
            }
        }
        if (options.texts.parameters) {
            truth.texts["parameters"] = parameters;
        }
        if (options.texts.recipe) {
            truth.texts["burnish"] = *options.texts.recipe;
        }
    }
    return truth;
}

}  // namespace burnish::codec
