// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace burnish::codec {

/// A file known by its first bytes; the name plays no part.
struct SniffedFile {
    int format = -1;          ///< ImageFormat's number if Burnish reads it, else -1
    std::string reader;       ///< OpenImageIO's name of the format
    std::string what;         ///< otherwise what it is, as a sentence goes on: "is a PDF document"
    std::string damage;       ///< what a decoder would pass over in silence; empty if nothing is seen
    std::uint64_t width = 0;  ///< from the header, before any decoder sees it; 0 where it is not found
    std::uint64_t height = 0;
    int channels = 0;  ///< of a JPEG: 4 are inks; 0 where it is not found
};

SniffedFile sniff_file(std::span<const std::byte> file);

}  // namespace burnish::codec
