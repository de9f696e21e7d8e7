// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/autoencoder_kl.h"

#include <ATen/ATen.h>

namespace burnish {
namespace {

void require_blocks(const ConfigReader& config, const char* key, const std::string& type, std::size_t levels) {
    const std::vector<std::string> types = config.texts(key);
    if (types != std::vector<std::string>(levels, type)) {
        config.refuse(key, std::to_string(levels) + " times " + type);
    }
}

std::unique_ptr<Conv2d> pointwise(Module* parent, const char* name, std::int64_t channels) {
    return std::make_unique<Conv2d>(
        parent, name, Conv2d::Shape{.in_channels = channels, .out_channels = channels, .kernel = 1, .padding = 0});
}

}  // namespace

AutoencoderKLConfig AutoencoderKLConfig::from_json(const ConfigReader& config) {
    config.require("act_fn", "silu");
    for (const char* key : {"shift_factor", "latents_mean", "latents_std"}) {
        config.require(key, nullptr);
    }
    AutoencoderKLConfig result;
    VaeConfig& vae = result.vae;
    config.require("in_channels", 3);
    config.require("out_channels", 3);
    vae.latent_channels = config.integer("latent_channels", 4);
    vae.block_out_channels = config.integers("block_out_channels");
    if (vae.block_out_channels.size() > 8) {
        config.refuse("block_out_channels", "at most 8 levels");
    }
    require_blocks(config, "down_block_types", "DownEncoderBlock2D", vae.block_out_channels.size());
    require_blocks(config, "up_block_types", "UpDecoderBlock2D", vae.block_out_channels.size());
    vae.layers_per_block = config.integer("layers_per_block", 1);
    vae.groups = config.integer("norm_num_groups", 32);
    vae.mid_block_has_attention = config.boolean("mid_block_add_attention", true);
    for (const std::int64_t channels : vae.block_out_channels) {
        if (channels % vae.groups != 0) {
            config.refuse("norm_num_groups", "a divisor of the level's " + std::to_string(channels) + " channels");
        }
    }
    result.scaling_factor = config.number("scaling_factor", 0.18215);
    if (result.scaling_factor == 0.0) {
        config.refuse("scaling_factor", "a number other than 0");
    }
    result.force_upcast = config.boolean("force_upcast", true);
    result.use_quant_conv = config.boolean("use_quant_conv", true);
    result.use_post_quant_conv = config.boolean("use_post_quant_conv", true);
    return result;
}

AutoencoderKLConfig AutoencoderKLConfig::sdxl_refiner() {
    return {.vae = {.block_out_channels = {128, 256, 512, 512}}, .scaling_factor = 0.13025};
}

DiagonalGaussian DiagonalGaussian::from_moments(const at::Tensor& moments) {
    const std::vector<at::Tensor> halves = moments.chunk(2, 1);
    return {.mean = halves[0], .std = (halves[1].clamp(-30.0, 20.0) * 0.5).exp()};
}

at::Tensor DiagonalGaussian::sample(at::Generator generator) const {
    const at::Tensor noise =
        at::randn(mean.sizes(), std::move(generator), at::TensorOptions().dtype(mean.scalar_type()));
    return mean + std * noise.to(mean.device());
}

AutoencoderKL::AutoencoderKL(const AutoencoderKLConfig& config)
    : encoder(this, "encoder", config.vae), decoder(this, "decoder", config.vae),
      quant_conv(config.use_quant_conv ? pointwise(this, "quant_conv", 2 * config.vae.latent_channels) : nullptr),
      post_quant_conv(config.use_post_quant_conv ? pointwise(this, "post_quant_conv", config.vae.latent_channels)
                                                 : nullptr),
      config_(config) {}

DiagonalGaussian AutoencoderKL::encode(const at::Tensor& pixels) const {
    const at::Tensor moments = encoder.forward(pixels);
    return DiagonalGaussian::from_moments(quant_conv ? (*quant_conv)(moments) : moments);
}

at::Tensor AutoencoderKL::decode(const at::Tensor& latents) const {
    return decoder.forward(post_quant_conv ? (*post_quant_conv)(latents) : latents);
}

}  // namespace burnish
