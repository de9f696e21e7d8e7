// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/unet_2d_condition_model.h"
#include "core/engine/pipelines/conditioning.h"
#include "core/engine/pipelines/tile_grid.h"

#include <functional>
#include <optional>
#include <vector>

namespace burnish {

/// What the UNet makes of the latents at a timestep, of the whole picture or in tiles: then the predictions of the
/// overlapping tiles are blended into one, of one global field of noise, and whoever takes the step sees no tiles.
class NoisePrediction final {
public:
    /// Called before each tile: how many are done of how many.
    using TileCallback = std::function<void(int done, int count)>;

    /// Of the whole. The UNet must outlive this; it computes in `dtype`.
    NoisePrediction(const UNet2DConditionModel& unet, Conditioning conditioning, at::ScalarType dtype);

    /// In tiles, each with time ids of its own, fp32 [B, n].
    void set_tiles(TileGrid grid, std::vector<at::Tensor> time_ids, TileCallback on_tile);

    /// [B, C, h, w] -> [B, C, h, w] in fp32.
    at::Tensor operator()(const at::Tensor& latents, const at::Tensor& timestep) const;

private:
    at::Tensor part(const at::Tensor& latents, const at::Tensor& timestep, const at::Tensor& time_ids) const;

    const UNet2DConditionModel& unet_;
    Conditioning conditioning_;
    at::ScalarType dtype_;
    std::optional<TileGrid> grid_;
    std::vector<at::Tensor> time_ids_;
    TileCallback on_tile_;
};

}  // namespace burnish
