// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/unet_2d_condition_model.h"

namespace burnish {
namespace {

/// Features of diffusers' UNet that no SDXL model uses: each must be absent or neutral.
void refuse_other_features(const ConfigReader& config) {
    const nlohmann::json null;
    config.require("center_input_sample", false);
    config.require("only_cross_attention", false);
    config.require("mid_block_scale_factor", 1);
    config.require("mid_block_type", "UNetMidBlock2DCrossAttn");
    config.require("act_fn", "silu");
    config.require("dual_cross_attention", false);
    config.require("upcast_attention", false);
    config.require("resnet_time_scale_shift", "default");
    config.require("resnet_skip_time_act", false);
    config.require("resnet_out_scale_factor", 1);
    config.require("time_embedding_type", "positional");
    config.require("conv_in_kernel", 3);
    config.require("conv_out_kernel", 3);
    config.require("attention_type", "default");
    config.require("class_embeddings_concat", false);
    config.require("addition_embed_type", "text_time");
    for (const char* key :
         {"reverse_transformer_layers_per_block", "encoder_hid_dim", "encoder_hid_dim_type", "num_attention_heads",
          "class_embed_type", "num_class_embeds", "time_embedding_dim", "time_embedding_act_fn", "timestep_post_act",
          "time_cond_proj_dim", "mid_block_only_cross_attention", "cross_attention_norm"}) {
        config.require(key, null);
    }
}

std::vector<bool> attention_by_level(const ConfigReader& config, const char* key, const std::string& plain,
                                     const std::string& attending, std::size_t levels) {
    std::vector<bool> result;
    for (const std::string& type : config.texts(key)) {
        if (type != plain && type != attending) {
            config.refuse(key, plain + " or " + attending);
        }
        result.push_back(type == attending);
    }
    if (result.size() != levels) {
        config.refuse(key, std::to_string(levels) + " blocks, as block_out_channels has");
    }
    return result;
}

void check_divisible(const ConfigReader& config, const char* key, std::int64_t channels, std::int64_t parts) {
    if (channels % parts != 0) {
        config.refuse(key, "a divisor of the level's " + std::to_string(channels) + " channels");
    }
}

}  // namespace

UNet2DConditionConfig UNet2DConditionConfig::from_json(const ConfigReader& config) {
    refuse_other_features(config);
    UNet2DConditionConfig result;
    result.in_channels = config.integer("in_channels", 4);
    result.out_channels = config.integer("out_channels", 4);
    result.block_out_channels = config.integers("block_out_channels");
    const std::size_t levels = result.block_out_channels.size();
    if (levels > 8) {
        config.refuse("block_out_channels", "at most 8 levels");
    }
    result.down_block_has_attention =
        attention_by_level(config, "down_block_types", "DownBlock2D", "CrossAttnDownBlock2D", levels);
    result.up_block_has_attention =
        attention_by_level(config, "up_block_types", "UpBlock2D", "CrossAttnUpBlock2D", levels);
    result.layers_per_block = config.per_level("layers_per_block", 2, levels);
    result.transformer_layers_per_block = config.per_level("transformer_layers_per_block", 1, levels);
    result.heads = config.per_level("attention_head_dim", 8, levels);
    result.cross_attention_dim = config.per_level("cross_attention_dim", 1280, levels);
    if (!config.has("norm_num_groups")) {
        config.refuse("norm_num_groups", "a whole number");
    }
    result.norm_num_groups = config.integer("norm_num_groups", 32);
    result.norm_eps = config.number("norm_eps", 1e-5);
    result.downsample_padding = config.integer("downsample_padding", 1, 0);
    result.use_linear_projection = config.boolean("use_linear_projection", false);
    result.flip_sin_to_cos = config.boolean("flip_sin_to_cos", true);
    result.freq_shift = config.number("freq_shift", 0.0);
    if (!config.has("addition_embed_type")) {
        config.refuse("addition_embed_type", "\"text_time\"");
    }
    result.addition_time_embed_dim = config.required_integer("addition_time_embed_dim");
    result.projection_class_embeddings_input_dim = config.required_integer("projection_class_embeddings_input_dim");
    for (std::size_t level = 0; level < levels; ++level) {
        check_divisible(config, "norm_num_groups", result.block_out_channels[level], result.norm_num_groups);
        check_divisible(config, "attention_head_dim", result.block_out_channels[level], result.heads[level]);
    }
    return result;
}

UNet2DConditionConfig UNet2DConditionConfig::sdxl_refiner() {
    return {.in_channels = 4,
            .out_channels = 4,
            .block_out_channels = {384, 768, 1536, 1536},
            .down_block_has_attention = {false, true, true, false},
            .up_block_has_attention = {false, true, true, false},
            .layers_per_block = {2, 2, 2, 2},
            .transformer_layers_per_block = {4, 4, 4, 4},
            .heads = {6, 12, 24, 24},
            .cross_attention_dim = {1280, 1280, 1280, 1280},
            .use_linear_projection = true,
            .addition_time_embed_dim = 256,
            .projection_class_embeddings_input_dim = 2560};
}

}  // namespace burnish
