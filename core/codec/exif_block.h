// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace burnish::codec {

/// What an Exif block must say of the picture that is written.
struct ExifWishes {
    int width = 0;
    int height = 0;
    std::vector<std::byte> thumbnail;  ///< JPEG; takes the place of an old one where there is one
    std::string comment;               ///< UserComment, UTF-8; empty: the old one stays
    std::string description;           ///< ImageDescription, UTF-8; empty: the old one stays
    bool strip_private = false;        ///< leave out place, names and serial numbers
    bool little_endian = false;
    bool is_same_picture = false;  ///< orientation, sizes and thumbnail are true already
    std::size_t longest = 0;       ///< bytes of the block; a long comment is cut until it fits; 0: no limit
};

/// The same block made true: upright, of this size, with its own thumbnail if any. An empty or unreadable one gives a
/// new one, or nothing where there is nothing to say.
std::vector<std::byte> true_exif(std::span<const std::byte> exif, const ExifWishes& wishes);

bool exif_has_thumbnail(std::span<const std::byte> exif);

/// UserComment, ImageDescription, Make, Model, Software and MakerNote (where it is text), in UTF-8.
std::map<std::string, std::string> exif_texts(std::span<const std::byte> exif);

/// 1..8; 1 where nothing is said.
int exif_orientation(std::span<const std::byte> exif);

}  // namespace burnish::codec
