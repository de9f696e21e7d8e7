// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/tiling.h"

#include <algorithm>
#include <cstdint>

namespace burnish {
namespace {

/// No model is asked for tiles smaller than this by itself: small tiles cost more in overlap than they save.
constexpr int kSmallestOwnTile = 512;

}  // namespace

int tile_side(const std::optional<int>& asked, int best_size, const SizeHW& picture) noexcept {
    const int own = std::max(best_size, kSmallestOwnTile);
    const int side = asked.value_or(own);
    if (side <= 0 || (picture.width <= side && picture.height <= side)) {
        return 0;
    }
    if (asked) {
        return side;
    }
    const std::int64_t pixels = static_cast<std::int64_t>(picture.width) * picture.height;
    const std::int64_t best_area = static_cast<std::int64_t>(own) * own;
    return 4 * pixels > 9 * best_area ? own : 0;
}

int tiles_along(int extent, int side) noexcept {
    if (side <= 0 || extent <= side) {
        return 1;
    }
    const int overlap = std::max(1, side / 4);
    const int stride = std::max(1, side - overlap);
    return (extent - overlap + stride - 1) / stride;
}

int tile_count(int side, const SizeHW& picture) noexcept {
    return tiles_along(picture.width, side) * tiles_along(picture.height, side);
}

}  // namespace burnish
