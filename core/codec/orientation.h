// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace burnish::codec {

/// True for the EXIF orientations that exchange width and height: 5 to 8.
constexpr bool swaps_sides(int orientation) noexcept {
    return orientation >= 5 && orientation <= 8;
}

/// Copies `source`, `[height, width]` pixels of `pixel_bytes` each as stored in the file, into `target` the way it is
/// to be seen. `orientation` is EXIF's 1 to 8 (CIPA DC-008, tag 274), anything else counts as 1. Sizes of both: width *
/// height * pixel_bytes.
void apply_orientation(std::span<const std::byte> source, std::span<std::byte> target, int width, int height,
                       std::size_t pixel_bytes, int orientation) noexcept;

}  // namespace burnish::codec
