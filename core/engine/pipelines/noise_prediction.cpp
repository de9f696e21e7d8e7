// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/noise_prediction.h"

#include <ATen/ATen.h>

#include <utility>

namespace burnish {

NoisePrediction::NoisePrediction(const UNet2DConditionModel& unet, Conditioning conditioning, at::ScalarType dtype)
    : unet_(unet), conditioning_(std::move(conditioning)), dtype_(dtype) {}

void NoisePrediction::set_tiles(TileGrid grid, std::vector<at::Tensor> time_ids, TileCallback on_tile) {
    grid_ = std::move(grid);
    time_ids_ = std::move(time_ids);
    on_tile_ = std::move(on_tile);
}

at::Tensor NoisePrediction::part(const at::Tensor& latents, const at::Tensor& timestep,
                                 const at::Tensor& time_ids) const {
    return unet_.forward(latents.to(dtype_), timestep, conditioning_.prompt_embeds, conditioning_.text_embeds, time_ids)
        .to(at::kFloat);
}

at::Tensor NoisePrediction::operator()(const at::Tensor& latents, const at::Tensor& timestep) const {
    if (!grid_) {
        return part(latents, timestep, conditioning_.time_ids);
    }
    at::Tensor blended = at::zeros(latents.sizes(), latents.options().dtype(at::kFloat));
    const std::vector<Tile>& tiles = grid_->tiles();
    for (std::size_t index = 0; index < tiles.size(); ++index) {
        on_tile_(static_cast<int>(index), static_cast<int>(tiles.size()));
        const Tile& tile = tiles[index];
        const auto place = [&tile](const at::Tensor& whole) {
            return whole.narrow(2, tile.top, tile.height).narrow(3, tile.left, tile.width);
        };
        const at::Tensor prediction = part(place(latents).contiguous(), timestep, time_ids_[index]);
        place(blended).addcmul_(prediction, grid_->weight(index).to(prediction.device()));
    }
    return blended;
}

}  // namespace burnish
