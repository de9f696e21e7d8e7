// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/config_reader.h"
#include "core/engine/models/vae_blocks.h"

#include <ATen/core/Generator.h>

namespace burnish {

/// `vae/config.json`
/// (https://huggingface.co/stabilityai/stable-diffusion-xl-refiner-1.0/blob/main/vae/config.json).
struct AutoencoderKLConfig {
    VaeConfig vae;
    double scaling_factor = 0.18215;
    bool force_upcast = true;  ///< the weights overflow in fp16: run in fp32
    bool use_quant_conv = true;
    bool use_post_quant_conv = true;

    /// Pixels a latent stands for along each side.
    std::int64_t scale_factor() const { return std::int64_t{1} << (vae.block_out_channels.size() - 1); }

    /// Throws Error{ModelUnsupported}.
    static AutoencoderKLConfig from_json(const ConfigReader& config);
    /// The published refiner's, for tests and benchmarks.
    static AutoencoderKLConfig sdxl_refiner();
};

/// Mean and deviation of the latents of a picture.
struct DiagonalGaussian {
    at::Tensor mean;
    at::Tensor std;

    /// `moments` [B, 2 C, h, w]: mean and log variance, the latter clamped to [-30, 20].
    static DiagonalGaussian from_moments(const at::Tensor& moments);
    /// One draw; the noise comes from `generator` (on the CPU) in the dtype of the mean.
    at::Tensor sample(at::Generator generator) const;
};

/// diffusers' `AutoencoderKL`.
class AutoencoderKL final : public Module {
public:
    explicit AutoencoderKL(const AutoencoderKLConfig& config);

    Encoder encoder;
    Decoder decoder;
    std::unique_ptr<Conv2d> quant_conv;
    std::unique_ptr<Conv2d> post_quant_conv;

    const AutoencoderKLConfig& config() const noexcept { return config_; }

    /// [B, 3, H, W] in [-1, 1] -> distribution of [B, C, H / f, W / f], unscaled.
    DiagonalGaussian encode(const at::Tensor& pixels) const;
    /// [B, C, h, w], unscaled -> [B, 3, h f, w f], not clamped.
    at::Tensor decode(const at::Tensor& latents) const;

private:
    AutoencoderKLConfig config_;
};

}  // namespace burnish
