// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/metadata/byte_reader.h"
#include "core/metadata/file_blocks.h"
#include "core/metadata/photoshop_resources.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace burnish {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kExif = "Exif\0\0"sv;
constexpr std::string_view kXmp = "http://ns.adobe.com/xap/1.0/\0"sv;
constexpr std::string_view kXmpExtension = "http://ns.adobe.com/xmp/extension/\0"sv;
constexpr std::string_view kMorePictures = "MPF\0"sv;
constexpr std::string_view kPhotoshop = "Photoshop 3.0\0"sv;
constexpr std::size_t kLongestSegment = 65'533;
constexpr double kCentimetresAnInch = 2.54;

/// A segment before the scan (ITU T.81, B.1.1.4).
struct Segment {
    std::uint64_t marker = 0;
    std::uint64_t begin = 0;  ///< of the marker
    std::uint64_t body = 0;
    std::uint64_t end = 0;
};

/// Segments from the start up to the first scan; stops at what makes no sense.
std::vector<Segment> segments_of(const ByteReader& file) {
    std::vector<Segment> segments;
    if (file.number(0, 2) != 0xffd8) {
        return segments;
    }
    std::uint64_t at = 2;
    while (at + 4 <= file.size() && file.number(at, 1) == 0xff) {
        const std::uint64_t marker = file.number(at + 1, 1);
        if (marker == 0xff) {
            ++at;
            continue;
        }
        const std::uint64_t length = file.number(at + 2, 2);
        if (marker == 0xda || length < 2 || at + 2 + length > file.size()) {
            break;
        }
        segments.push_back({.marker = marker, .begin = at, .body = at + 4, .end = at + 2 + length});
        at += 2 + length;
    }
    return segments;
}

std::string_view body_of(const ByteReader& file, const Segment& segment) {
    return file.text(segment.body, segment.end - segment.body);
}

bool is_ours(const ByteReader& file, const Segment& segment) {
    const std::string_view body = body_of(file, segment);
    return (segment.marker == 0xe1 &&
            (body.starts_with(kExif) || body.starts_with(kXmp) || body.starts_with(kXmpExtension))) ||
           (segment.marker == 0xe2 && body.starts_with(kMorePictures)) ||
           (segment.marker == 0xed && body.starts_with(kPhotoshop));
}

/// Where the picture ends: cameras put others behind it, with metadata of their own.
std::uint64_t end_of_picture(const ByteReader& file, std::uint64_t at) {
    while (at + 2 <= file.size()) {
        const std::uint64_t marker = file.number(at, 2);
        if (marker == 0xffd9) {
            return at + 2;
        }
        const bool is_segment = marker > 0xff01 && marker < 0xffff && (marker < 0xffd0 || marker > 0xffd8);
        at += is_segment ? 2 + std::max<std::uint64_t>(file.number(at + 2, 2), 2) : 1;
    }
    return file.size();
}

// ITU T.81, table K.1, in zigzag order.
constexpr std::array<int, 64> kLuminance = {16, 11, 12,  14,  12,  10, 16, 14,  13,  14,  18,  17,  16, 19,  24,  40,
                                            26, 24, 22,  22,  24,  49, 35, 37,  29,  40,  58,  51,  61, 60,  57,  51,
                                            56, 55, 64,  72,  92,  78, 64, 68,  87,  69,  55,  56,  80, 109, 81,  87,
                                            95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99};

/// libjpeg's quality whose first table lies nearest.
int quality_of(std::span<const int> table) {
    int best = 0;
    long least = std::numeric_limits<long>::max();
    for (int quality = 1; quality <= 100; ++quality) {
        const int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        long distance = 0;
        for (std::size_t i = 0; i < table.size(); ++i) {
            distance += std::abs(std::clamp((kLuminance[i] * scale + 50) / 100, 1, 255) - table[i]);
        }
        if (distance <= least) {
            least = distance;
            best = quality;
        }
    }
    return best;
}

void read_tables(const ByteReader& file, const Segment& segment, PictureMetadata& metadata) {
    const std::uint64_t kind = file.number(segment.body, 1);
    const unsigned width = kind >> 4 != 0 ? 2 : 1;
    if ((kind & 15) != 0 || segment.end - segment.body < 1 + 64 * width) {
        return;
    }
    std::array<int, 64> table{};
    for (unsigned i = 0; i < 64; ++i) {
        table[i] = static_cast<int>(file.number(segment.body + 1 + i * width, width));
    }
    metadata.quality = quality_of(table);
}

void read_frame(const ByteReader& file, const Segment& segment, PictureMetadata& metadata) {
    if (file.number(segment.body + 5, 1) != 3) {
        return;
    }
    const std::uint64_t factors = file.number(segment.body + 7, 1);
    metadata.sampling = factors == 0x22 ? "4:2:0" : factors == 0x21 ? "4:2:2" : factors == 0x41 ? "4:1:1" : "4:4:4";
}

void read_density(const ByteReader& file, const Segment& segment, PictureMetadata& metadata) {
    const std::uint64_t unit = file.number(segment.body + 7, 1);
    if (!body_of(file, segment).starts_with("JFIF\0"sv) || (unit != 1 && unit != 2)) {
        return;
    }
    const double factor = unit == 2 ? kCentimetresAnInch : 1.0;
    metadata.dpi_x = factor * static_cast<double>(file.number(segment.body + 8, 2));
    metadata.dpi_y = factor * static_cast<double>(file.number(segment.body + 10, 2));
}

void append_segment(ByteWriter& out, std::uint64_t marker, std::string_view head, std::span<const std::byte> body) {
    if (body.empty() || head.size() + body.size() > kLongestSegment) {
        return;
    }
    out.number(0xff00 | marker, 2);
    out.number(2 + head.size() + body.size(), 2);
    out.text(head);
    out.append(body);
}

}  // namespace

PictureMetadata read_jpeg_blocks(std::span<const std::byte> jpeg) {
    PictureMetadata metadata;
    const ByteReader file(jpeg, ByteOrder::Big);
    for (const Segment& segment : segments_of(file)) {
        const std::string_view body = body_of(file, segment);
        const auto after = [&](std::string_view head) {
            return file.part(segment.body + head.size(), segment.end - segment.body - head.size());
        };
        if (segment.marker == 0xe1 && body.starts_with(kExif) && metadata.exif.empty()) {
            const auto block = after(kExif);
            metadata.exif.assign(block.begin(), block.end());
        } else if (segment.marker == 0xe1 && body.starts_with(kXmp) && metadata.xmp.empty()) {
            metadata.xmp = body.substr(kXmp.size());
        } else if (segment.marker == 0xed && body.starts_with(kPhotoshop) && metadata.iptc.empty()) {
            metadata.iptc = iptc_of_resources(after(kPhotoshop));
        } else if (segment.marker == 0xe0) {
            read_density(file, segment, metadata);
        } else if (segment.marker == 0xdb && metadata.quality == 0) {
            read_tables(file, segment, metadata);
        } else if (segment.marker >= 0xc0 && segment.marker <= 0xc2) {
            read_frame(file, segment, metadata);
        } else if (segment.marker == 0xfe && !metadata.texts.contains("comment")) {
            metadata.texts.emplace("comment", body);
        }
    }
    return metadata;
}

std::vector<std::byte> with_jpeg_blocks(std::span<const std::byte> jpeg, const PictureMetadata& metadata) {
    const ByteReader file(jpeg, ByteOrder::Big);
    const std::vector<Segment> segments = segments_of(file);
    if (segments.empty()) {
        throw Error({.code = ErrorCode::WriteFailed, .found = "the encoder did not make a JPEG file"});
    }
    ByteWriter out(ByteOrder::Big);
    out.number(0xffd8, 2);
    const bool has_jfif = segments.front().marker == 0xe0;
    if (has_jfif) {
        const auto jfif = file.part(segments.front().begin, segments.front().end - segments.front().begin);
        out.append(jfif);
        if (metadata.dpi_x > 0 && jfif.size() >= 16) {
            ByteWriter density(ByteOrder::Big);
            density.number(1, 1);
            density.number(static_cast<std::uint64_t>(std::clamp(std::round(metadata.dpi_x), 1.0, 65535.0)), 2);
            density.number(static_cast<std::uint64_t>(std::clamp(std::round(metadata.dpi_y), 1.0, 65535.0)), 2);
            std::ranges::copy(density.bytes, out.bytes.begin() + 13);
        }
    }
    append_segment(out, 0xe1, kExif, metadata.exif);
    append_segment(out, 0xe1, kXmp, std::as_bytes(std::span(metadata.xmp)));
    append_segment(out, 0xed, kPhotoshop, photoshop_resources(metadata.iptc));
    std::uint64_t copied_to = has_jfif ? segments.front().end : 2;
    for (const Segment& segment : segments) {
        if (segment.begin >= copied_to && is_ours(file, segment)) {
            out.append(file.part(copied_to, segment.begin - copied_to));
            copied_to = segment.end;
        }
    }
    out.append(file.part(copied_to, end_of_picture(file, copied_to) - copied_to));
    return out.bytes;
}

}  // namespace burnish
