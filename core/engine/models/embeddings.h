// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/layers.h"

namespace burnish {

/// How scalars become sinusoids (diffusers `Timesteps`).
struct SinusoidalEmbedding {
    std::int64_t channels = 0;
    bool flip_sin_to_cos = true;  ///< true: [cos | sin]
    double freq_shift = 0.0;

    /// [N] -> [N, channels], always computed and returned in fp32: half-precision frequencies cost 7 % of a bf16 step's
    /// accuracy.
    at::Tensor operator()(const at::Tensor& values) const;
};

/// linear_1 -> SiLU -> linear_2.
class TimestepEmbedding final : public Module {
public:
    TimestepEmbedding(Module* parent, std::string name, std::int64_t in_channels, std::int64_t time_embed_dim);

    Linear linear_1;
    Linear linear_2;

    /// [B, in_channels] -> [B, time_embed_dim].
    at::Tensor forward(const at::Tensor& sample) const;
};

}  // namespace burnish
