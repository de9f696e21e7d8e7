// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/attention.h"

namespace burnish {

struct Transformer2DConfig {
    std::int64_t channels = 0;
    std::int64_t heads = 1;
    std::int64_t layers = 1;
    std::int64_t context_channels = 0;  ///< 0: no cross-attention
    std::int64_t groups = 32;
    bool use_linear_projection = true;
};

/// A projection that is a linear on [B, N, C] or a 1x1 convolution on [B, C, H, W], as the checkpoint has it.
class Projection final {
public:
    Projection(Module* parent, std::string name, std::int64_t channels, bool is_linear);
    const Linear* linear() const noexcept { return linear_.get(); }
    const Conv2d* conv() const noexcept { return conv_.get(); }

private:
    std::unique_ptr<Linear> linear_;
    std::unique_ptr<Conv2d> conv_;
};

/// Transformer blocks over the pixels of a feature map (diffusers `Transformer2DModel`, continuous input).
class Transformer2DModel final : public Module {
public:
    Transformer2DModel(Module* parent, std::string name, const Transformer2DConfig& config);

    GroupNorm norm;  ///< eps 1e-6, whatever the model's norm_eps
    Projection proj_in;
    ModuleList<BasicTransformerBlock> transformer_blocks;
    Projection proj_out;

    /// [B, C, H, W], encoder_hidden_states [B, M, context_channels] -> [B, C, H, W].
    at::Tensor forward(const at::Tensor& input, const at::Tensor& encoder_hidden_states) const;
};

}  // namespace burnish
