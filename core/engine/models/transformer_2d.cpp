// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/transformer_2d.h"

#include <ATen/ATen.h>

namespace burnish {

Projection::Projection(Module* parent, std::string name, std::int64_t channels, bool is_linear)
    : linear_(is_linear ? std::make_unique<Linear>(parent, name, channels, channels) : nullptr),
      conv_(is_linear
                ? nullptr
                : std::make_unique<Conv2d>(
                      parent, name,
                      Conv2d::Shape{.in_channels = channels, .out_channels = channels, .kernel = 1, .padding = 0})) {}

Transformer2DModel::Transformer2DModel(Module* parent, std::string name, const Transformer2DConfig& config)
    : Module(parent, std::move(name)), norm(this, "norm", config.groups, config.channels, 1e-6),
      proj_in(this, "proj_in", config.channels, config.use_linear_projection),
      transformer_blocks(this, "transformer_blocks"),
      proj_out(this, "proj_out", config.channels, config.use_linear_projection) {
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        transformer_blocks.emplace_back(config.channels, config.heads, config.context_channels);
    }
}

at::Tensor Transformer2DModel::forward(const at::Tensor& input, const at::Tensor& encoder_hidden_states) const {
    const std::int64_t batch = input.size(0);
    const std::int64_t channels = input.size(1);
    const std::int64_t height = input.size(2);
    const std::int64_t width = input.size(3);

    // 1. input: [B, C, H, W] -> [B, H W, C]
    at::Tensor hidden = norm(input);
    if (proj_in.conv() != nullptr) {
        hidden = (*proj_in.conv())(hidden);
    }
    hidden = hidden.permute({0, 2, 3, 1}).reshape({batch, height * width, channels});
    if (proj_in.linear() != nullptr) {
        hidden = (*proj_in.linear())(hidden);
    }

    // 2. blocks
    for (const auto& block : transformer_blocks) {
        hidden = block->forward(hidden, encoder_hidden_states);
    }

    // 3. output: [B, H W, C] -> [B, C, H, W]
    if (proj_out.linear() != nullptr) {
        hidden = (*proj_out.linear())(hidden);
    }
    hidden = hidden.reshape({batch, height, width, channels}).permute({0, 3, 1, 2}).contiguous();
    if (proj_out.conv() != nullptr) {
        hidden = (*proj_out.conv())(hidden);
    }
    return hidden + input;
}

}  // namespace burnish
