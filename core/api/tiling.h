// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"

namespace burnish {

/// The smallest and the largest tile that may be asked for, in pixels.
inline constexpr int kSmallestTile = 64;
inline constexpr int kLargestTile = 8192;

/// What the autoencoder may keep of a picture that is computed in tiles, between its layers; beyond that it computes
/// again.
inline constexpr std::uint64_t kStoredMapBytes = std::uint64_t{1} << 30;

/// Side of the tiles in which a picture is computed, in pixels; 0: as a whole. `asked` as RefineSettings::tile;
/// `best_size` is what the model was trained on. By themselves, pictures of more than two and a quarter times the
/// model's best area get tiles of its best size: up to there a whole picture is better (one composition, no work done
/// twice). A picture that fits into one tile has none.
int tile_side(const std::optional<int>& asked, int best_size, const SizeHW& picture) noexcept;

/// How many tiles a side of `extent` units needs: the tiles overlap by at least a quarter of themselves.
int tiles_along(int extent, int side) noexcept;

/// How many tiles of `side` pixels a step computes; 1 for 0.
int tile_count(int side, const SizeHW& picture) noexcept;

}  // namespace burnish
