// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/image/image.h"

#include <memory>

namespace burnish::codec {

/// A picture that OpenImageIO does not read from memory, or not as it stands: opened from its header, its pixels on
/// demand, once.
class OtherDecoder {
public:
    OtherDecoder() = default;
    virtual ~OtherDecoder() = default;
    OtherDecoder(const OtherDecoder&) = delete;
    OtherDecoder& operator=(const OtherDecoder&) = delete;

    /// Fills a picture of the size, channels and type that are told here. Throws Error{ImageUnreadable}.
    virtual void read(Image& picture) = 0;

    int width = 0;
    int height = 0;
    int channels = 3;  ///< as Image has them; of four inks 4
    PixelType type = PixelType::U8;
    bool has_inks = false;  ///< cyan, magenta, yellow, black; all bits set is full ink
    int bits = 8;
    int pages = 1;
    std::string comment;  ///< UTF-8 text in the file, if any
    std::string xmp;
    std::vector<std::byte> exif;
    std::vector<std::byte> profile;
};

/// Loads what a system may have beside what Burnish brings. Once, before the process is locked in.
void prepare_other_decoders();

/// The first frame of a GIF on its canvas; alpha where something of it is not covered.
std::unique_ptr<OtherDecoder> open_gif(std::span<const std::byte> file);

/// A JPEG of four inks.
std::unique_ptr<OtherDecoder> open_ink_jpeg(std::span<const std::byte> file);

/// HEIC and AVIF, where the system has libheif; Burnish does not bring it. `what`: "HEIC" or "AVIF", for the refusal;
/// `others`: what can be read instead.
std::unique_ptr<OtherDecoder> open_heif(std::span<const std::byte> file, const char* what, const char* others);

}  // namespace burnish::codec
