// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/resnet.h"

#include <ATen/ATen.h>

namespace burnish {

ResnetBlock2D::ResnetBlock2D(Module* parent, std::string name, const ResnetConfig& config)
    : Module(parent, std::move(name)), norm1(this, "norm1", config.groups, config.in_channels, config.eps),
      conv1(this, "conv1", {.in_channels = config.in_channels, .out_channels = config.out_channels}),
      time_emb_proj(config.temb_channels > 0
                        ? std::make_unique<Linear>(this, "time_emb_proj", config.temb_channels, config.out_channels)
                        : nullptr),
      norm2(this, "norm2", config.groups, config.out_channels, config.eps),
      conv2(this, "conv2", {.in_channels = config.out_channels, .out_channels = config.out_channels}),
      conv_shortcut(config.in_channels != config.out_channels
                        ? std::make_unique<Conv2d>(this, "conv_shortcut",
                                                   Conv2d::Shape{.in_channels = config.in_channels,
                                                                 .out_channels = config.out_channels,
                                                                 .kernel = 1,
                                                                 .padding = 0})
                        : nullptr) {}

at::Tensor ResnetBlock2D::forward(const at::Tensor& input, const at::Tensor& temb) const {
    const BlockScope scope(*this);
    at::Tensor hidden = conv1(at::silu(norm1(input)));
    if (time_emb_proj) {
        hidden = hidden + (*time_emb_proj)(at::silu(temb)).unsqueeze(-1).unsqueeze(-1);
    }
    hidden = conv2(at::silu(norm2(hidden)));
    return (conv_shortcut ? (*conv_shortcut)(input) : input) + hidden;
}

Downsample2D::Downsample2D(Module* parent, std::string name, std::int64_t channels, std::int64_t padding)
    : Module(parent, std::move(name)),
      conv(this, "conv", {.in_channels = channels, .out_channels = channels, .stride = 2, .padding = padding}),
      pads_right_and_bottom_(padding == 0) {}

at::Tensor Downsample2D::forward(const at::Tensor& input) const {
    return conv(pads_right_and_bottom_ ? at::constant_pad_nd(input, {0, 1, 0, 1}) : input);
}

Upsample2D::Upsample2D(Module* parent, std::string name, std::int64_t channels)
    : Module(parent, std::move(name)), conv(this, "conv", {.in_channels = channels, .out_channels = channels}) {}

at::Tensor Upsample2D::forward(const at::Tensor& input, const OutputSize& output_size) const {
    if (output_size) {
        return conv(at::upsample_nearest2d(input, *output_size));
    }
    const std::array<double, 2> twice{2.0, 2.0};
    return conv(at::upsample_nearest2d(input, std::nullopt, at::ArrayRef<double>(twice)));
}

}  // namespace burnish
