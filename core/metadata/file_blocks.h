// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metadata/picture_metadata.h"

namespace burnish {

// Where each container keeps what it says besides pixels. Readers take any bytes, never fail, and leave out what is
// damaged. Writers get a file that our own encoder has just made, take earlier blocks of the same kinds out, and throw
// Error{WriteFailed} if it is not such a file. An empty block is not written.

/// APP1 (Exif, XMP), APP13 (IPTC), JFIF's density, and quality and sampling as the tables tell.
PictureMetadata read_jpeg_blocks(std::span<const std::byte> jpeg);
/// What is too long for one segment (65,533 bytes) is left out.
std::vector<std::byte> with_jpeg_blocks(std::span<const std::byte> jpeg, const PictureMetadata& metadata);

/// eXIf, XMP as iTXt, IPTC as ImageMagick's "Raw profile type iptc", pHYs; every textual chunk as text.
PictureMetadata read_png_blocks(std::span<const std::byte> png);
/// `metadata.texts` are written too.
std::vector<std::byte> with_png_blocks(std::span<const std::byte> png, const PictureMetadata& metadata);

/// RIFF chunks EXIF and "XMP ", and whether it is coded without loss.
PictureMetadata read_webp_blocks(std::span<const std::byte> webp);
/// Makes the file an extended one (VP8X) of the given size if it is not.
std::vector<std::byte> with_webp_blocks(std::span<const std::byte> webp, const PictureMetadata& metadata, int width,
                                        int height, bool has_alpha);

/// XMP (700), IPTC (33723) and the resolution of the first directory, and what is Exif's in it and in the directories
/// that it points to, gathered into a block. BigTIFF is left to others.
PictureMetadata read_tiff_blocks(std::span<const std::byte> tiff);
/// A new first directory at the end with these tags, Exif and GPS directories included; little-endian classic TIFF with
/// an Exif block in the same byte order only.
std::vector<std::byte> with_tiff_blocks(std::span<const std::byte> tiff, const PictureMetadata& metadata);

}  // namespace burnish
