// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/config_reader.h"
#include "core/engine/models/embeddings.h"
#include "core/engine/models/unet_2d_blocks.h"

namespace burnish {

/// `unet/config.json`
/// (https://huggingface.co/stabilityai/stable-diffusion-xl-refiner-1.0/blob/main/unet/config.json).
struct UNet2DConditionConfig {
    std::int64_t in_channels = 4;
    std::int64_t out_channels = 4;
    std::vector<std::int64_t> block_out_channels;
    std::vector<bool> down_block_has_attention;  ///< from down_block_types
    std::vector<bool> up_block_has_attention;    ///< from up_block_types
    std::vector<std::int64_t> layers_per_block;
    std::vector<std::int64_t> transformer_layers_per_block;  ///< by level; the middle has the last level's
    std::vector<std::int64_t> heads;                         ///< config.json calls it attention_head_dim
    std::vector<std::int64_t> cross_attention_dim;           ///< by level
    std::int64_t norm_num_groups = 32;
    double norm_eps = 1e-5;
    std::int64_t downsample_padding = 1;
    bool use_linear_projection = false;
    bool flip_sin_to_cos = true;
    double freq_shift = 0.0;
    std::int64_t addition_time_embed_dim = 256;
    std::int64_t projection_class_embeddings_input_dim = 0;

    /// Throws Error{ModelUnsupported} naming the key, what was found and what is expected.
    static UNet2DConditionConfig from_json(const ConfigReader& config);
    /// The published refiner, for tests and benchmarks.
    static UNet2DConditionConfig sdxl_refiner();
};

/// The conditional UNet with text-time conditioning (diffusers `UNet2DConditionModel`).
class UNet2DConditionModel final : public Module {
public:
    explicit UNet2DConditionModel(const UNet2DConditionConfig& config);

    Conv2d conv_in;
    TimestepEmbedding time_embedding;
    TimestepEmbedding add_embedding;
    ModuleList<DownBlock2D> down_blocks;
    ModuleList<UpBlock2D> up_blocks;
    UNetMidBlock2DCrossAttn mid_block;
    GroupNorm conv_norm_out;
    Conv2d conv_out;

    const UNet2DConditionConfig& config() const noexcept { return config_; }

    /// sample [B, in, h, w]; timestep a scalar tensor or [B]; encoder_hidden_states [B, M, D];
    /// text_embeds [B, P]; time_ids [B, n] in fp32 -> [B, out, h, w] in the dtype of `sample`.
    at::Tensor forward(const at::Tensor& sample, const at::Tensor& timestep, const at::Tensor& encoder_hidden_states,
                       const at::Tensor& text_embeds, const at::Tensor& time_ids) const;

private:
    at::Tensor embed_time(const at::Tensor& sample, const at::Tensor& timestep, const at::Tensor& text_embeds,
                          const at::Tensor& time_ids) const;

    UNet2DConditionConfig config_;
    SinusoidalEmbedding time_proj_;
    SinusoidalEmbedding add_time_proj_;
};

}  // namespace burnish
