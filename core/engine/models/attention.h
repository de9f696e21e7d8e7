// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/layers.h"

namespace burnish {

struct AttentionConfig {
    std::int64_t channels = 0;
    std::int64_t context_channels = 0;  ///< of the keys and values; equal to `channels` for self-attention
    std::int64_t heads = 1;
};

/// Multi-head attention with unbiased q, k, v and a biased output (diffusers `Attention` inside a transformer block).
class Attention final : public Module {
public:
    Attention(Module* parent, std::string name, const AttentionConfig& config);

    Linear to_q;
    Linear to_k;
    Linear to_v;
    Linear to_out;  ///< "to_out.0"

    /// [B, N, C], context [B, M, context_channels] -> [B, N, C].
    at::Tensor forward(const at::Tensor& hidden_states, const at::Tensor& context) const;

private:
    std::int64_t heads_;
};

/// GEGLU with the exact GELU on the second half, then a linear (diffusers `FeedForward`).
class FeedForward final : public Module {
public:
    FeedForward(Module* parent, std::string name, std::int64_t channels);

    Linear proj;  ///< "net.0.proj": C -> 8 C
    Linear out;   ///< "net.2": 4 C -> C

    at::Tensor forward(const at::Tensor& hidden_states) const;
};

/// Self-attention, cross-attention, feed-forward, each behind its LayerNorm and with a residual.
class BasicTransformerBlock final : public Module {
public:
    /// `context_channels` 0: attn2 is left out (a transformer without cross-attention).
    BasicTransformerBlock(Module* parent, std::string name, std::int64_t channels, std::int64_t heads,
                          std::int64_t context_channels);

    LayerNorm norm1;
    Attention attn1;
    std::unique_ptr<LayerNorm> norm2;
    std::unique_ptr<Attention> attn2;
    LayerNorm norm3;
    FeedForward ff;

    /// [B, N, C], context [B, M, context_channels] (undefined: the hidden states themselves) -> [B, N, C].
    at::Tensor forward(const at::Tensor& hidden_states, const at::Tensor& context) const;
};

/// [B, N, C] split into heads -> scaled dot-product attention -> [B, N, C].
at::Tensor attend(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, std::int64_t heads,
                  bool is_causal = false);

}  // namespace burnish
