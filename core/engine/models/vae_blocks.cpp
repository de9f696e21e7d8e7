// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/vae_blocks.h"

#include "core/engine/models/attention.h"

#include <ATen/ATen.h>

namespace burnish {
namespace {

constexpr double kVaeEps = 1e-6;

ResnetConfig vae_resnet(const VaeConfig& config, std::int64_t in_channels, std::int64_t out_channels) {
    return {.in_channels = in_channels, .out_channels = out_channels, .groups = config.groups, .eps = kVaeEps};
}

std::int64_t mid_block_heads(const VaeConfig& config) {
    return config.mid_block_has_attention ? 1 : 0;
}

}  // namespace

SpatialAttention::SpatialAttention(Module* parent, std::string name, std::int64_t channels, std::int64_t heads,
                                   std::int64_t groups)
    : Module(parent, std::move(name)), group_norm(this, "group_norm", groups, channels, kVaeEps),
      to_q(this, "to_q", channels, channels), to_k(this, "to_k", channels, channels),
      to_v(this, "to_v", channels, channels), to_out(this, "to_out.0", channels, channels), heads_(heads) {}

at::Tensor SpatialAttention::forward(const at::Tensor& input, std::int64_t queries_at_a_time) const {
    const std::int64_t batch = input.size(0);
    const std::int64_t channels = input.size(1);
    at::Tensor hidden;
    at::Tensor key;
    at::Tensor value;
    std::vector<at::Tensor> parts;
    const std::int64_t count = queries_at_a_time > 0 ? queries_at_a_time : input.size(2) * input.size(3);
    for (std::int64_t first = 0; first < input.size(2) * input.size(3); first += count) {
        const BlockScope scope(*this);
        if (first == 0) {
            // [B, C, H, W] -> [B, H W, C]
            hidden = group_norm(input.reshape({batch, channels, -1})).transpose(1, 2);
            key = to_k(hidden);
            value = to_v(hidden);
        }
        parts.push_back(to_out(attend(to_q(hidden.slice(1, first, first + count)), key, value, heads_)));
    }
    const at::Tensor attended = parts.size() == 1 ? parts.front() : at::cat(parts, 1);
    return attended.transpose(1, 2).reshape(input.sizes()) + input;
}

UNetMidBlock2D::UNetMidBlock2D(Module* parent, std::string name, const ResnetConfig& resnet,
                               std::int64_t attention_heads)
    : Module(parent, std::move(name)), attentions(this, "attentions"), resnets(this, "resnets") {
    resnets.emplace_back(resnet);
    if (attention_heads > 0) {
        attentions.emplace_back(resnet.in_channels, attention_heads, resnet.groups);
    }
    resnets.emplace_back(resnet);
}

at::Tensor UNetMidBlock2D::forward(const at::Tensor& input, const at::Tensor& temb) const {
    at::Tensor hidden = resnets[0].forward(input, temb);
    for (const auto& attention : attentions) {
        hidden = attention->forward(hidden);
    }
    return resnets[1].forward(hidden, temb);
}

DownEncoderBlock2D::DownEncoderBlock2D(Module* parent, std::string name, std::int64_t layers,
                                       const ResnetConfig& resnet, bool downsamples, std::int64_t downsample_padding)
    : Module(parent, std::move(name)), resnets(this, "resnets"), downsamplers(this, "downsamplers") {
    ResnetConfig next = resnet;
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        resnets.emplace_back(next);
        next.in_channels = resnet.out_channels;
    }
    if (downsamples) {
        downsamplers.emplace_back(resnet.out_channels, downsample_padding);
    }
}

at::Tensor DownEncoderBlock2D::forward(const at::Tensor& input) const {
    at::Tensor hidden = input;
    for (const auto& resnet : resnets) {
        hidden = resnet->forward(hidden);
    }
    for (const auto& downsampler : downsamplers) {
        hidden = downsampler->forward(hidden);
    }
    return hidden;
}

UpDecoderBlock2D::UpDecoderBlock2D(Module* parent, std::string name, std::int64_t layers, const ResnetConfig& resnet,
                                   bool upsamples)
    : Module(parent, std::move(name)), resnets(this, "resnets"), upsamplers(this, "upsamplers") {
    ResnetConfig next = resnet;
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        resnets.emplace_back(next);
        next.in_channels = resnet.out_channels;
    }
    if (upsamples) {
        upsamplers.emplace_back(resnet.out_channels);
    }
}

at::Tensor UpDecoderBlock2D::forward(const at::Tensor& input) const {
    at::Tensor hidden = input;
    for (const auto& resnet : resnets) {
        hidden = resnet->forward(hidden);
    }
    for (const auto& upsampler : upsamplers) {
        hidden = upsampler->forward(hidden);
    }
    return hidden;
}

Encoder::Encoder(Module* parent, std::string name, const VaeConfig& config)
    : Module(parent, std::move(name)),
      conv_in(this, "conv_in",
              {.in_channels = config.image_channels, .out_channels = config.block_out_channels.front()}),
      down_blocks(this, "down_blocks"),
      mid_block(this, "mid_block",
                vae_resnet(config, config.block_out_channels.back(), config.block_out_channels.back()),
                mid_block_heads(config)),
      conv_norm_out(this, "conv_norm_out", config.groups, config.block_out_channels.back(), kVaeEps),
      conv_out(this, "conv_out",
               {.in_channels = config.block_out_channels.back(), .out_channels = 2 * config.latent_channels}) {
    std::int64_t channels = config.block_out_channels.front();
    for (std::size_t level = 0; level < config.block_out_channels.size(); ++level) {
        const std::int64_t out_channels = config.block_out_channels[level];
        down_blocks.emplace_back(config.layers_per_block, vae_resnet(config, channels, out_channels),
                                 level + 1 < config.block_out_channels.size());
        channels = out_channels;
    }
}

at::Tensor Encoder::forward(const at::Tensor& sample) const {
    at::Tensor hidden = conv_in(sample);
    for (const auto& block : down_blocks) {
        hidden = block->forward(hidden);
    }
    hidden = mid_block.forward(hidden);
    return conv_out(at::silu(conv_norm_out(hidden)));
}

Decoder::Decoder(Module* parent, std::string name, const VaeConfig& config)
    : Module(parent, std::move(name)),
      conv_in(this, "conv_in",
              {.in_channels = config.latent_channels, .out_channels = config.block_out_channels.back()}),
      up_blocks(this, "up_blocks"),
      mid_block(this, "mid_block",
                vae_resnet(config, config.block_out_channels.back(), config.block_out_channels.back()),
                mid_block_heads(config)),
      conv_norm_out(this, "conv_norm_out", config.groups, config.block_out_channels.front(), kVaeEps),
      conv_out(this, "conv_out",
               {.in_channels = config.block_out_channels.front(), .out_channels = config.image_channels}) {
    std::int64_t channels = config.block_out_channels.back();
    for (std::size_t level = config.block_out_channels.size(); level-- > 0;) {
        const std::int64_t out_channels = config.block_out_channels[level];
        up_blocks.emplace_back(config.layers_per_block + 1, vae_resnet(config, channels, out_channels), level > 0);
        channels = out_channels;
    }
}

at::Tensor Decoder::forward(const at::Tensor& sample) const {
    at::Tensor hidden = mid_block.forward(conv_in(sample));
    for (const auto& block : up_blocks) {
        hidden = block->forward(hidden);
    }
    return conv_out(at::silu(conv_norm_out(hidden)));
}

}  // namespace burnish
