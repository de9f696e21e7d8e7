// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace burnish {

/// A part of the latents, in latents.
struct Tile {
    std::int64_t top = 0;
    std::int64_t left = 0;
    std::int64_t height = 0;
    std::int64_t width = 0;
    bool operator==(const Tile&) const = default;
};

/// Latents laid out in overlapping tiles, all of one size, row by row from the top left. The weights of all tiles sum
/// to one at every latent, rise and fall as sin² over the overlaps, and are level at the edges of the picture.
class TileGrid final {
public:
    /// `side` in latents. A side of the picture that is no longer than that has one tile. Tiles begin at multiples of
    /// `alignment` where the overlap allows it, so that a network which halves its input sees every tile in step.
    TileGrid(std::int64_t height, std::int64_t width, std::int64_t side, std::int64_t alignment);

    const std::vector<Tile>& tiles() const noexcept { return tiles_; }
    std::int64_t height() const noexcept { return height_; }
    std::int64_t width() const noexcept { return width_; }
    /// What tile `index` counts for, fp32 [1, 1, height, width] of the tile.
    at::Tensor weight(std::size_t index) const;

private:
    std::int64_t height_;
    std::int64_t width_;
    std::vector<Tile> tiles_;
    std::vector<at::Tensor> row_weights_;     ///< of each row of tiles, [height of the tile]
    std::vector<at::Tensor> column_weights_;  ///< of each column
};

}  // namespace burnish
