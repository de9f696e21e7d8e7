// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/resnet.h"
#include "core/engine/models/transformer_2d.h"

#include <vector>

namespace burnish {

/// What the levels of a UNet differ in.
struct UNetLevelConfig {
    std::int64_t in_channels = 0;
    std::int64_t out_channels = 0;
    std::int64_t skip_channels = 0;  ///< up: of the level's last skip connection
    std::int64_t temb_channels = 0;
    std::int64_t layers = 0;  ///< resnets
    std::int64_t groups = 32;
    double eps = 1e-5;
    bool resamples = false;  ///< ends with a down- or upsampler
    std::int64_t downsample_padding = 1;
    bool has_attention = false;
    std::int64_t heads = 1;
    std::int64_t transformer_layers = 1;  ///< transformer blocks after each resnet
    std::int64_t context_channels = 0;
    bool use_linear_projection = true;
};

/// diffusers' `DownBlock2D` and, with attention, `CrossAttnDownBlock2D`.
class DownBlock2D final : public Module {
public:
    DownBlock2D(Module* parent, std::string name, const UNetLevelConfig& config);

    ModuleList<Transformer2DModel> attentions;  ///< empty without attention
    ModuleList<ResnetBlock2D> resnets;
    ModuleList<Downsample2D> downsamplers;  ///< one or none

    /// Appends each resnet's (and its attention's) and the downsampler's output to `skips`.
    at::Tensor forward(const at::Tensor& input, const at::Tensor& temb, const at::Tensor& encoder_hidden_states,
                       std::vector<at::Tensor>& skips) const;
};

/// diffusers' `UNetMidBlock2DCrossAttn` with one layer.
class UNetMidBlock2DCrossAttn final : public Module {
public:
    UNetMidBlock2DCrossAttn(Module* parent, std::string name, const UNetLevelConfig& config);

    ModuleList<Transformer2DModel> attentions;
    ModuleList<ResnetBlock2D> resnets;

    at::Tensor forward(const at::Tensor& input, const at::Tensor& temb, const at::Tensor& encoder_hidden_states) const;
};

/// diffusers' `UpBlock2D` and, with attention, `CrossAttnUpBlock2D`.
class UpBlock2D final : public Module {
public:
    UpBlock2D(Module* parent, std::string name, const UNetLevelConfig& config);

    ModuleList<Transformer2DModel> attentions;  ///< empty without attention
    ModuleList<ResnetBlock2D> resnets;
    ModuleList<Upsample2D> upsamplers;  ///< one or none

    /// Takes one skip connection a resnet from the end of `skips`. `forces_size`: the upsampler reaches the size of the
    /// next remaining skip connection instead of doubling.
    at::Tensor forward(const at::Tensor& input, const at::Tensor& temb, const at::Tensor& encoder_hidden_states,
                       std::vector<at::Tensor>& skips, bool forces_size) const;
};

}  // namespace burnish
