// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/layers.h"

#include <array>
#include <optional>

namespace burnish {

/// Height and width that an upsampler must reach; absent: twice the input.
using OutputSize = std::optional<std::array<std::int64_t, 2>>;

struct ResnetConfig {
    std::int64_t in_channels = 0;
    std::int64_t out_channels = 0;
    std::int64_t temb_channels = 0;  ///< 0: no time embedding (autoencoder)
    std::int64_t groups = 32;
    double eps = 1e-5;
};

/// diffusers' `ResnetBlock2D` with the default time-scale shift and SiLU.
class ResnetBlock2D final : public Module {
public:
    ResnetBlock2D(Module* parent, std::string name, const ResnetConfig& config);

    GroupNorm norm1;
    Conv2d conv1;
    std::unique_ptr<Linear> time_emb_proj;  ///< only with a time embedding
    GroupNorm norm2;
    Conv2d conv2;
    std::unique_ptr<Conv2d> conv_shortcut;  ///< only where the channel count changes

    /// [B, in, H, W] and temb [B, temb_channels] (ignored without time embedding) -> [B, out, H, W].
    at::Tensor forward(const at::Tensor& input, const at::Tensor& temb = {}) const;
};

/// Convolution of stride 2. `padding` 0 pads by one zero at the right and the bottom only (autoencoder).
class Downsample2D final : public Module {
public:
    Downsample2D(Module* parent, std::string name, std::int64_t channels, std::int64_t padding);

    Conv2d conv;

    at::Tensor forward(const at::Tensor& input) const;

private:
    bool pads_right_and_bottom_;
};

/// Nearest interpolation, then a convolution.
class Upsample2D final : public Module {
public:
    Upsample2D(Module* parent, std::string name, std::int64_t channels);

    Conv2d conv;

    at::Tensor forward(const at::Tensor& input, const OutputSize& output_size = {}) const;
};

}  // namespace burnish
