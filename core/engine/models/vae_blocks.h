// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/resnet.h"

#include <vector>

namespace burnish {

/// What encoder and decoder of an autoencoder share.
struct VaeConfig {
    std::int64_t image_channels = 3;
    std::int64_t latent_channels = 4;
    std::vector<std::int64_t> block_out_channels;
    std::int64_t layers_per_block = 2;
    std::int64_t groups = 32;
    bool mid_block_has_attention = true;
};

/// Attention over all pixels with biased projections and its own GroupNorm (diffusers `Attention` with
/// `residual_connection`, as the autoencoder uses it).
class SpatialAttention final : public Module {
public:
    SpatialAttention(Module* parent, std::string name, std::int64_t channels, std::int64_t heads, std::int64_t groups);

    GroupNorm group_norm;
    Linear to_q;
    Linear to_k;
    Linear to_v;
    Linear to_out;  ///< "to_out.0"

    /// [B, C, H, W] -> [B, C, H, W]. `queries_at_a_time` > 0: so many at once, the block announcing itself again
    /// before each.
    at::Tensor forward(const at::Tensor& input, std::int64_t queries_at_a_time = 0) const;

private:
    std::int64_t heads_;
};

/// resnet, attention (if any), resnet (diffusers `UNetMidBlock2D`).
class UNetMidBlock2D final : public Module {
public:
    UNetMidBlock2D(Module* parent, std::string name, const ResnetConfig& resnet, std::int64_t attention_heads);

    ModuleList<SpatialAttention> attentions;
    ModuleList<ResnetBlock2D> resnets;

    at::Tensor forward(const at::Tensor& input, const at::Tensor& temb = {}) const;
};

/// diffusers' `DownEncoderBlock2D`.
class DownEncoderBlock2D final : public Module {
public:
    DownEncoderBlock2D(Module* parent, std::string name, std::int64_t layers, const ResnetConfig& resnet,
                       bool downsamples, std::int64_t downsample_padding = 0);

    ModuleList<ResnetBlock2D> resnets;
    ModuleList<Downsample2D> downsamplers;

    at::Tensor forward(const at::Tensor& input) const;
};

/// diffusers' `UpDecoderBlock2D`.
class UpDecoderBlock2D final : public Module {
public:
    UpDecoderBlock2D(Module* parent, std::string name, std::int64_t layers, const ResnetConfig& resnet, bool upsamples);

    ModuleList<ResnetBlock2D> resnets;
    ModuleList<Upsample2D> upsamplers;

    at::Tensor forward(const at::Tensor& input) const;
};

/// Picture -> moments before `quant_conv`.
class Encoder final : public Module {
public:
    Encoder(Module* parent, std::string name, const VaeConfig& config);

    Conv2d conv_in;
    ModuleList<DownEncoderBlock2D> down_blocks;
    UNetMidBlock2D mid_block;
    GroupNorm conv_norm_out;
    Conv2d conv_out;

    /// [B, 3, H, W] -> [B, 2 latent_channels, H / f, W / f].
    at::Tensor forward(const at::Tensor& sample) const;
};

/// Latents after `post_quant_conv` -> picture.
class Decoder final : public Module {
public:
    Decoder(Module* parent, std::string name, const VaeConfig& config);

    Conv2d conv_in;
    ModuleList<UpDecoderBlock2D> up_blocks;
    UNetMidBlock2D mid_block;
    GroupNorm conv_norm_out;
    Conv2d conv_out;

    /// [B, latent_channels, h, w] -> [B, 3, h f, w f].
    at::Tensor forward(const at::Tensor& sample) const;
};

}  // namespace burnish
