// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/key_map.h"

#include <fmt/format.h>

#include <cassert>

namespace burnish {

void KeyMap::add(std::string original, std::string diffusers) {
    [[maybe_unused]] const bool is_new =
        diffusers_of_.emplace(original, diffusers).second && original_of_.emplace(diffusers, original).second;
    assert(is_new);
    modules_.emplace_back(std::move(original), std::move(diffusers));
}

void KeyMap::add_resnet(const std::string& original, const std::string& diffusers) {
    static constexpr std::pair<const char*, const char*> kInner[] = {
        {"in_layers.0", "norm1"},  {"in_layers.2", "conv1"},  {"emb_layers.1", "time_emb_proj"},
        {"out_layers.0", "norm2"}, {"out_layers.3", "conv2"}, {"skip_connection", "conv_shortcut"}};
    for (const auto& [inner_original, inner_diffusers] : kInner) {
        add(fmt::format("{}.{}", original, inner_original), fmt::format("{}.{}", diffusers, inner_diffusers));
    }
}

KeyMap KeyMap::unet(const UnetPlan& plan) {
    KeyMap map;
    map.add("time_embed.0", "time_embedding.linear_1");
    map.add("time_embed.2", "time_embedding.linear_2");
    map.add("label_emb.0.0", "add_embedding.linear_1");
    map.add("label_emb.0.2", "add_embedding.linear_2");
    map.add("input_blocks.0.0", "conv_in");
    map.add("out.0", "conv_norm_out");
    map.add("out.2", "conv_out");
    const auto levels = static_cast<int>(plan.down_attention.size());
    int block = 1;
    for (int level = 0; level < levels; ++level) {
        for (int layer = 0; layer < plan.layers; ++layer, ++block) {
            map.add_resnet(fmt::format("input_blocks.{}.0", block),
                           fmt::format("down_blocks.{}.resnets.{}", level, layer));
            if (plan.down_attention[static_cast<std::size_t>(level)]) {
                map.add(fmt::format("input_blocks.{}.1", block),
                        fmt::format("down_blocks.{}.attentions.{}", level, layer));
            }
        }
        if (level + 1 < levels) {
            map.add(fmt::format("input_blocks.{}.0.op", block++),
                    fmt::format("down_blocks.{}.downsamplers.0.conv", level));
        }
    }
    map.add_resnet("middle_block.0", "mid_block.resnets.0");
    map.add("middle_block.1", "mid_block.attentions.0");
    map.add_resnet("middle_block.2", "mid_block.resnets.1");
    block = 0;
    for (int level = 0; level < levels; ++level) {
        const bool attends = plan.up_attention[static_cast<std::size_t>(level)];
        for (int layer = 0; layer <= plan.layers; ++layer, ++block) {
            map.add_resnet(fmt::format("output_blocks.{}.0", block),
                           fmt::format("up_blocks.{}.resnets.{}", level, layer));
            if (attends) {
                map.add(fmt::format("output_blocks.{}.1", block),
                        fmt::format("up_blocks.{}.attentions.{}", level, layer));
            }
        }
        if (level + 1 < levels) {
            // The upsampler stands behind the attention, where the level has one.
            map.add(fmt::format("output_blocks.{}.{}.conv", block - 1, attends ? 2 : 1),
                    fmt::format("up_blocks.{}.upsamplers.0.conv", level));
        }
    }
    return map;
}

KeyMap KeyMap::vae(const VaePlan& plan) {
    KeyMap map;
    map.add("quant_conv", "quant_conv");
    map.add("post_quant_conv", "post_quant_conv");
    const auto add_resnet = [&map](const std::string& original, const std::string& diffusers) {
        for (const char* inner : {"norm1", "conv1", "norm2", "conv2"}) {
            map.add(fmt::format("{}.{}", original, inner), fmt::format("{}.{}", diffusers, inner));
        }
        map.add(original + ".nin_shortcut", diffusers + ".conv_shortcut");
    };
    for (const char* part : {"encoder", "decoder"}) {
        map.add(fmt::format("{}.conv_in", part), fmt::format("{}.conv_in", part));
        map.add(fmt::format("{}.norm_out", part), fmt::format("{}.conv_norm_out", part));
        map.add(fmt::format("{}.conv_out", part), fmt::format("{}.conv_out", part));
        add_resnet(fmt::format("{}.mid.block_1", part), fmt::format("{}.mid_block.resnets.0", part));
        add_resnet(fmt::format("{}.mid.block_2", part), fmt::format("{}.mid_block.resnets.1", part));
        static constexpr std::pair<const char*, const char*> kAttention[] = {
            {"norm", "group_norm"}, {"q", "to_q"}, {"k", "to_k"}, {"v", "to_v"}, {"proj_out", "to_out.0"}};
        for (const auto& [original, diffusers] : kAttention) {
            map.add(fmt::format("{}.mid.attn_1.{}", part, original),
                    fmt::format("{}.mid_block.attentions.0.{}", part, diffusers));
        }
    }
    for (int level = 0; level < plan.levels; ++level) {
        const int up = plan.levels - 1 - level;  // the original counts the decoder's levels the other way round
        for (int layer = 0; layer < plan.layers; ++layer) {
            add_resnet(fmt::format("encoder.down.{}.block.{}", level, layer),
                       fmt::format("encoder.down_blocks.{}.resnets.{}", level, layer));
        }
        for (int layer = 0; layer <= plan.layers; ++layer) {
            add_resnet(fmt::format("decoder.up.{}.block.{}", up, layer),
                       fmt::format("decoder.up_blocks.{}.resnets.{}", level, layer));
        }
        if (level + 1 < plan.levels) {
            map.add(fmt::format("encoder.down.{}.downsample.conv", level),
                    fmt::format("encoder.down_blocks.{}.downsamplers.0.conv", level));
            map.add(fmt::format("decoder.up.{}.upsample.conv", up),
                    fmt::format("decoder.up_blocks.{}.upsamplers.0.conv", level));
        }
    }
    return map;
}

KeyMap KeyMap::open_clip(int layers) {
    KeyMap map;
    map.add("token_embedding", "text_model.embeddings.token_embedding");
    map.add("positional_embedding", "text_model.embeddings.position_embedding.weight");
    map.add("ln_final", "text_model.final_layer_norm");
    map.add("text_projection", "text_projection.weight");
    static constexpr std::pair<const char*, const char*> kInner[] = {{"ln_1", "layer_norm1"},
                                                                     {"ln_2", "layer_norm2"},
                                                                     {"mlp.c_fc", "mlp.fc1"},
                                                                     {"mlp.c_proj", "mlp.fc2"},
                                                                     {"attn.out_proj", "self_attn.out_proj"}};
    for (int layer = 0; layer < layers; ++layer) {
        for (const auto& [original, diffusers] : kInner) {
            map.add(fmt::format("transformer.resblocks.{}.{}", layer, original),
                    fmt::format("text_model.encoder.layers.{}.{}", layer, diffusers));
        }
    }
    return map;
}

/// The longest module name that the key begins with decides; what follows it is the same in both layouts.
std::optional<std::string> KeyMap::translated(const Names& names, std::string_view key) {
    for (std::size_t end = key.size();; end = key.rfind('.', end - 1)) {
        if (end == std::string_view::npos || end == 0) {
            return std::nullopt;
        }
        if (const auto found = names.find(key.substr(0, end)); found != names.end()) {
            return found->second + std::string(key.substr(end));
        }
    }
}

std::vector<std::string> split_in_proj(std::string_view original_key) {
    constexpr std::string_view kPrefix = "transformer.resblocks.";
    for (const char* kind : {"weight", "bias"}) {
        const std::string suffix = fmt::format(".attn.in_proj_{}", kind);
        if (original_key.starts_with(kPrefix) && original_key.ends_with(suffix)) {
            const std::string_view layer =
                original_key.substr(kPrefix.size(), original_key.size() - kPrefix.size() - suffix.size());
            std::vector<std::string> parts;
            for (const char* part : {"q", "k", "v"}) {
                parts.push_back(fmt::format("text_model.encoder.layers.{}.self_attn.{}_proj.{}", layer, part, kind));
            }
            return parts;
        }
    }
    return {};
}

}  // namespace burnish
