// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/orientation.h"

#include <cassert>
#include <cstdint>
#include <cstring>

namespace burnish::codec {

void apply_orientation(std::span<const std::byte> source, std::span<std::byte> target, int width, int height,
                       std::size_t pixel_bytes, int orientation) noexcept {
    const auto w = static_cast<std::size_t>(width);
    const auto h = static_cast<std::size_t>(height);
    assert(source.size() == w * h * pixel_bytes && target.size() == source.size());
    // The stored pixel (x, y) is seen at (x, y), mirrored where the orientation says so, with the sides exchanged last.
    const bool mirror_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool mirror_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    const bool swap = swaps_sides(orientation);
    if (!mirror_x && !mirror_y && !swap) {
        std::memcpy(target.data(), source.data(), source.size());
        return;
    }
    for (std::size_t y = 0; y < h; ++y) {
        const std::size_t seen_y = mirror_y ? h - 1 - y : y;
        for (std::size_t x = 0; x < w; ++x) {
            const std::size_t seen_x = mirror_x ? w - 1 - x : x;
            const std::size_t index = swap ? seen_x * h + seen_y : seen_y * w + seen_x;
            std::memcpy(target.data() + index * pixel_bytes, source.data() + (y * w + x) * pixel_bytes, pixel_bytes);
        }
    }
}

}  // namespace burnish::codec
