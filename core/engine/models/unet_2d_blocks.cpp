// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/unet_2d_blocks.h"

#include <ATen/ATen.h>

namespace burnish {
namespace {

void add_attention(ModuleList<Transformer2DModel>& attentions, const UNetLevelConfig& config) {
    attentions.emplace_back(Transformer2DConfig{.channels = config.out_channels,
                                                .heads = config.heads,
                                                .layers = config.transformer_layers,
                                                .context_channels = config.context_channels,
                                                .groups = config.groups,
                                                .use_linear_projection = config.use_linear_projection});
}

ResnetConfig resnet_config(const UNetLevelConfig& config, std::int64_t in_channels) {
    return {.in_channels = in_channels,
            .out_channels = config.out_channels,
            .temb_channels = config.temb_channels,
            .groups = config.groups,
            .eps = config.eps};
}

}  // namespace

DownBlock2D::DownBlock2D(Module* parent, std::string name, const UNetLevelConfig& config)
    : Module(parent, std::move(name)), attentions(this, "attentions"), resnets(this, "resnets"),
      downsamplers(this, "downsamplers") {
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        resnets.emplace_back(resnet_config(config, layer == 0 ? config.in_channels : config.out_channels));
        if (config.has_attention) {
            add_attention(attentions, config);
        }
    }
    if (config.resamples) {
        downsamplers.emplace_back(config.out_channels, config.downsample_padding);
    }
}

at::Tensor DownBlock2D::forward(const at::Tensor& input, const at::Tensor& temb,
                                const at::Tensor& encoder_hidden_states, std::vector<at::Tensor>& skips) const {
    at::Tensor hidden = input;
    for (std::size_t layer = 0; layer < resnets.size(); ++layer) {
        hidden = resnets[layer].forward(hidden, temb);
        if (!attentions.empty()) {
            hidden = attentions[layer].forward(hidden, encoder_hidden_states);
        }
        skips.push_back(hidden);
    }
    for (const auto& downsampler : downsamplers) {
        hidden = downsampler->forward(hidden);
        skips.push_back(hidden);
    }
    return hidden;
}

UNetMidBlock2DCrossAttn::UNetMidBlock2DCrossAttn(Module* parent, std::string name, const UNetLevelConfig& config)
    : Module(parent, std::move(name)), attentions(this, "attentions"), resnets(this, "resnets") {
    resnets.emplace_back(resnet_config(config, config.in_channels));
    add_attention(attentions, config);
    resnets.emplace_back(resnet_config(config, config.out_channels));
}

at::Tensor UNetMidBlock2DCrossAttn::forward(const at::Tensor& input, const at::Tensor& temb,
                                            const at::Tensor& encoder_hidden_states) const {
    at::Tensor hidden = resnets[0].forward(input, temb);
    hidden = attentions[0].forward(hidden, encoder_hidden_states);
    return resnets[1].forward(hidden, temb);
}

UpBlock2D::UpBlock2D(Module* parent, std::string name, const UNetLevelConfig& config)
    : Module(parent, std::move(name)), attentions(this, "attentions"), resnets(this, "resnets"),
      upsamplers(this, "upsamplers") {
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        const std::int64_t hidden_channels = layer == 0 ? config.in_channels : config.out_channels;
        const std::int64_t skip_channels = layer == config.layers - 1 ? config.skip_channels : config.out_channels;
        resnets.emplace_back(resnet_config(config, hidden_channels + skip_channels));
        if (config.has_attention) {
            add_attention(attentions, config);
        }
    }
    if (config.resamples) {
        upsamplers.emplace_back(config.out_channels);
    }
}

at::Tensor UpBlock2D::forward(const at::Tensor& input, const at::Tensor& temb, const at::Tensor& encoder_hidden_states,
                              std::vector<at::Tensor>& skips, bool forces_size) const {
    at::Tensor hidden = input;
    for (std::size_t layer = 0; layer < resnets.size(); ++layer) {
        hidden = at::cat({hidden, skips.back()}, 1);
        skips.pop_back();
        hidden = resnets[layer].forward(hidden, temb);
        if (!attentions.empty()) {
            hidden = attentions[layer].forward(hidden, encoder_hidden_states);
        }
    }
    for (const auto& upsampler : upsamplers) {
        OutputSize size;
        if (forces_size) {
            size = {skips.back().size(2), skips.back().size(3)};
        }
        hidden = upsampler->forward(hidden, size);
    }
    return hidden;
}

}  // namespace burnish
