// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace burnish {

/// What a picture file says besides its pixels and its colour profile. Blocks are as they stood in the file; whoever
/// writes makes orientation, sizes and thumbnail in them true.
struct PictureMetadata {
    std::map<std::string, std::string> texts;  ///< UTF-8: PNG keywords, "UserComment", "ImageDescription", ...
    std::vector<std::byte> exif;               ///< a TIFF structure, without JPEG's "Exif\0\0" before it
    std::vector<std::byte> iptc;               ///< IIM records
    std::string xmp;                           ///< XMP packet
    double dpi_x = 0;                          ///< 0: not said
    double dpi_y = 0;
    int quality = 0;        ///< of a JPEG, as its tables tell, 1..100; 0: not known
    std::string sampling;   ///< of a JPEG's colours, "4:2:0"; empty: not known
    bool lossless = false;  ///< a WebP coded without loss
    bool half = false;      ///< samples are 16-bit floats
    bool cmyk = false;      ///< printing inks, which were converted to sRGB by their profile
    int pages = 1;          ///< pages or frames in the file; the first is read
    bool operator==(const PictureMetadata&) const = default;
};

/// A resolution as it can be meant: 0 for what is not finite or beyond a million dots an inch.
double plausible_dpi(double dpi);

/// For the way between two processes. What is too long for it (16 MiB in all) is left out, texts first.
std::vector<std::byte> metadata_to_bytes(const PictureMetadata& metadata);
/// Throws Error{ImageUnreadable} for bytes that are not such a message. Nothing else is assumed about them.
PictureMetadata metadata_from_bytes(std::span<const std::byte> bytes);

}  // namespace burnish
