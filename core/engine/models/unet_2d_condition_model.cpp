// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/unet_2d_condition_model.h"

#include <ATen/ATen.h>

namespace burnish {
namespace {

std::int64_t time_embed_dim(const UNet2DConditionConfig& config) {
    return 4 * config.block_out_channels.front();
}

UNetLevelConfig shared_level_config(const UNet2DConditionConfig& config) {
    return {.temb_channels = time_embed_dim(config),
            .groups = config.norm_num_groups,
            .eps = config.norm_eps,
            .downsample_padding = config.downsample_padding,
            .use_linear_projection = config.use_linear_projection};
}

UNetLevelConfig mid_block_config(const UNet2DConditionConfig& config) {
    UNetLevelConfig level = shared_level_config(config);
    level.in_channels = config.block_out_channels.back();
    level.out_channels = config.block_out_channels.back();
    level.heads = config.heads.back();
    level.transformer_layers = config.transformer_layers_per_block.back();
    level.context_channels = config.cross_attention_dim.back();
    return level;
}

}  // namespace

UNet2DConditionModel::UNet2DConditionModel(const UNet2DConditionConfig& config)
    : conv_in(this, "conv_in", {.in_channels = config.in_channels, .out_channels = config.block_out_channels.front()}),
      time_embedding(this, "time_embedding", config.block_out_channels.front(), time_embed_dim(config)),
      add_embedding(this, "add_embedding", config.projection_class_embeddings_input_dim, time_embed_dim(config)),
      down_blocks(this, "down_blocks"), up_blocks(this, "up_blocks"),
      mid_block(this, "mid_block", mid_block_config(config)),
      conv_norm_out(this, "conv_norm_out", config.norm_num_groups, config.block_out_channels.front(), config.norm_eps),
      conv_out(this, "conv_out",
               {.in_channels = config.block_out_channels.front(), .out_channels = config.out_channels}),
      config_(config), time_proj_{config.block_out_channels.front(), config.flip_sin_to_cos, config.freq_shift},
      add_time_proj_{config.addition_time_embed_dim, config.flip_sin_to_cos, config.freq_shift} {
    const std::vector<std::int64_t>& channels = config.block_out_channels;
    const std::size_t levels = channels.size();
    for (std::size_t index = 0; index < levels; ++index) {
        UNetLevelConfig level = shared_level_config(config);
        level.in_channels = channels[index == 0 ? 0 : index - 1];
        level.out_channels = channels[index];
        level.layers = config.layers_per_block[index];
        level.resamples = index + 1 < levels;
        level.has_attention = config.down_block_has_attention[index];
        level.heads = config.heads[index];
        level.transformer_layers = config.transformer_layers_per_block[index];
        level.context_channels = config.cross_attention_dim[index];
        down_blocks.emplace_back(level);
    }
    for (std::size_t index = 0; index < levels; ++index) {
        const std::size_t mirrored = levels - 1 - index;
        UNetLevelConfig level = shared_level_config(config);
        level.in_channels = channels[index == 0 ? mirrored : mirrored + 1];
        level.out_channels = channels[mirrored];
        level.skip_channels = channels[mirrored == 0 ? 0 : mirrored - 1];
        level.layers = config.layers_per_block[mirrored] + 1;
        level.resamples = index + 1 < levels;
        level.has_attention = config.up_block_has_attention[index];
        level.heads = config.heads[mirrored];
        level.transformer_layers = config.transformer_layers_per_block[mirrored];
        level.context_channels = config.cross_attention_dim[mirrored];
        up_blocks.emplace_back(level);
    }
}

at::Tensor UNet2DConditionModel::embed_time(const at::Tensor& sample, const at::Tensor& timestep,
                                            const at::Tensor& text_embeds, const at::Tensor& time_ids) const {
    const std::int64_t batch = sample.size(0);
    const at::Tensor timesteps = timestep.to(sample.device()).reshape({-1}).expand({batch});
    const at::Tensor time_emb = time_embedding.forward(time_proj_(timesteps).to(sample.scalar_type()));

    const at::Tensor added_ids = add_time_proj_(time_ids.flatten()).reshape({batch, -1});
    const at::Tensor added = at::cat({text_embeds.to(at::kFloat), added_ids}, -1).to(time_emb.scalar_type());
    return time_emb + add_embedding.forward(added);
}

at::Tensor UNet2DConditionModel::forward(const at::Tensor& sample, const at::Tensor& timestep,
                                         const at::Tensor& encoder_hidden_states, const at::Tensor& text_embeds,
                                         const at::Tensor& time_ids) const {
    // Sizes that halving does not divide evenly are restored from the skip connections (spec §2.9).
    const std::int64_t divisor = std::int64_t{1} << (up_blocks.size() - 1);
    const bool forces_size = sample.size(2) % divisor != 0 || sample.size(3) % divisor != 0;

    // 1. time
    const at::Tensor emb = embed_time(sample, timestep, text_embeds, time_ids);

    // 2. pre-process: [B, in, h, w] -> [B, C0, h, w]
    at::Tensor hidden = conv_in(sample);

    // 3. down
    std::vector<at::Tensor> skips{hidden};
    for (const auto& block : down_blocks) {
        hidden = block->forward(hidden, emb, encoder_hidden_states, skips);
    }

    // 4. mid
    hidden = mid_block.forward(hidden, emb, encoder_hidden_states);

    // 5. up
    for (const auto& block : up_blocks) {
        hidden = block->forward(hidden, emb, encoder_hidden_states, skips, forces_size);
    }

    // 6. post-process: [B, C0, h, w] -> [B, out, h, w]
    return conv_out(at::silu(conv_norm_out(hidden)));
}

}  // namespace burnish
