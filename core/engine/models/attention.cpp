// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/attention.h"

#include <ATen/ATen.h>

namespace burnish {

at::Tensor attend(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, std::int64_t heads,
                  bool is_causal) {
    const auto split_heads = [heads](const at::Tensor& tensor) {
        return tensor.view({tensor.size(0), tensor.size(1), heads, tensor.size(2) / heads}).transpose(1, 2);
    };
    const at::Tensor attended =
        at::scaled_dot_product_attention(split_heads(query), split_heads(key), split_heads(value), {}, 0.0, is_causal);
    return attended.transpose(1, 2).reshape({query.size(0), query.size(1), query.size(2)});
}

Attention::Attention(Module* parent, std::string name, const AttentionConfig& config)
    : Module(parent, std::move(name)), to_q(this, "to_q", config.channels, config.channels, false),
      to_k(this, "to_k", config.context_channels, config.channels, false),
      to_v(this, "to_v", config.context_channels, config.channels, false),
      to_out(this, "to_out.0", config.channels, config.channels), heads_(config.heads) {}

at::Tensor Attention::forward(const at::Tensor& hidden_states, const at::Tensor& context) const {
    return to_out(attend(to_q(hidden_states), to_k(context), to_v(context), heads_));
}

FeedForward::FeedForward(Module* parent, std::string name, std::int64_t channels)
    : Module(parent, std::move(name)), proj(this, "net.0.proj", channels, 8 * channels),
      out(this, "net.2", 4 * channels, channels) {}

at::Tensor FeedForward::forward(const at::Tensor& hidden_states) const {
    const std::vector<at::Tensor> halves = proj(hidden_states).chunk(2, -1);
    return out(halves[0] * at::gelu(halves[1]));
}

BasicTransformerBlock::BasicTransformerBlock(Module* parent, std::string name, std::int64_t channels,
                                             std::int64_t heads, std::int64_t context_channels)
    : Module(parent, std::move(name)), norm1(this, "norm1", channels),
      attn1(this, "attn1", {.channels = channels, .context_channels = channels, .heads = heads}),
      norm2(context_channels > 0 ? std::make_unique<LayerNorm>(this, "norm2", channels) : nullptr),
      attn2(context_channels > 0
                ? std::make_unique<Attention>(
                      this, "attn2",
                      AttentionConfig{.channels = channels, .context_channels = context_channels, .heads = heads})
                : nullptr),
      norm3(this, "norm3", channels), ff(this, "ff", channels) {}

at::Tensor BasicTransformerBlock::forward(const at::Tensor& hidden_states, const at::Tensor& context) const {
    const BlockScope scope(*this);
    // 1. self-attention
    at::Tensor normalised = norm1(hidden_states);
    at::Tensor hidden = attn1.forward(normalised, normalised) + hidden_states;
    // 2. cross-attention
    if (attn2) {
        normalised = (*norm2)(hidden);
        hidden = attn2->forward(normalised, context.defined() ? context : normalised) + hidden;
    }
    // 3. feed-forward
    return ff.forward(norm3(hidden)) + hidden;
}

}  // namespace burnish
