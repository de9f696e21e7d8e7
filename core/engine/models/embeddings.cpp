// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/embeddings.h"

#include <ATen/ATen.h>

#include <cmath>

namespace burnish {

at::Tensor SinusoidalEmbedding::operator()(const at::Tensor& values) const {
    const std::int64_t half = channels / 2;
    const auto options = at::TensorOptions().dtype(at::kFloat).device(values.device());
    // Scalar times arange, then divide, then exp: the order of operations decides the last digits.
    at::Tensor exponent = at::arange(0, half, options) * -std::log(10000.0);
    exponent = exponent / (static_cast<double>(half) - freq_shift);
    const at::Tensor argument = values.to(at::kFloat).unsqueeze(1) * exponent.exp().unsqueeze(0);
    const at::Tensor sine = argument.sin();
    const at::Tensor cosine = argument.cos();
    at::Tensor result = flip_sin_to_cos ? at::cat({cosine, sine}, 1) : at::cat({sine, cosine}, 1);
    if (channels % 2 == 1) {
        result = at::constant_pad_nd(result, {0, 1});
    }
    return result;
}

TimestepEmbedding::TimestepEmbedding(Module* parent, std::string name, std::int64_t in_channels,
                                     std::int64_t time_embed_dim)
    : Module(parent, std::move(name)), linear_1(this, "linear_1", in_channels, time_embed_dim),
      linear_2(this, "linear_2", time_embed_dim, time_embed_dim) {}

at::Tensor TimestepEmbedding::forward(const at::Tensor& sample) const {
    return linear_2(at::silu(linear_1(sample)));
}

}  // namespace burnish
