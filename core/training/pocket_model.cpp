// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pocket_model.h"

#include "core/common/error.h"
#include "core/common/file_bytes.h"
#include "core/weights/safetensors_reader.h"

#include <ATen/ATen.h>

namespace burnish::training {
namespace {

constexpr std::int64_t kTimeEmbedDim = 16;  ///< sinusoids of each of the five time ids
constexpr std::int64_t kTimeIds = 5;
constexpr const char* kDiffusers = "0.42.1";

nlohmann::json repeated(const char* value, std::size_t count) {
    return std::vector<std::string>(count, value);
}

ConfigReader reader_of(nlohmann::json json) {
    return ConfigReader(std::move(json), "config.json");
}

nlohmann::json scheduler_config() {
    return {{"_class_name", "EulerDiscreteScheduler"},
            {"_diffusers_version", kDiffusers},
            {"beta_end", 0.012},
            {"beta_schedule", "scaled_linear"},
            {"beta_start", 0.00085},
            {"final_sigmas_type", "zero"},
            {"interpolation_type", "linear"},
            {"num_train_timesteps", 1000},
            {"prediction_type", "epsilon"},
            {"rescale_betas_zero_snr", false},
            {"sigma_max", nullptr},
            {"sigma_min", nullptr},
            {"steps_offset", 1},
            {"timestep_spacing", "leading"},
            {"timestep_type", "discrete"},
            {"trained_betas", nullptr},
            {"use_beta_sigmas", false},
            {"use_exponential_sigmas", false},
            {"use_karras_sigmas", false}};
}

nlohmann::json model_index() {
    return {{"_class_name", "StableDiffusionXLImg2ImgPipeline"},
            {"_diffusers_version", kDiffusers},
            {"add_watermarker", false},
            {"feature_extractor", {nullptr, nullptr}},
            {"force_zeros_for_empty_prompt", false},
            {"image_encoder", {nullptr, nullptr}},
            {"requires_aesthetics_score", true},
            {"scheduler", {"diffusers", "EulerDiscreteScheduler"}},
            {"text_encoder", {nullptr, nullptr}},
            {"text_encoder_2", {"transformers", "CLIPTextModelWithProjection"}},
            {"tokenizer", {nullptr, nullptr}},
            {"tokenizer_2", {"transformers", "CLIPTokenizer"}},
            {"unet", {"diffusers", "UNet2DConditionModel"}},
            {"vae", {"diffusers", "AutoencoderKL"}}};
}

void write_json(const std::filesystem::path& path, const nlohmann::json& json) {
    const std::string text = json.dump(2) + '\n';
    write_file_atomically(path, std::as_bytes(std::span(text)));
}

}  // namespace

PocketShape PocketShape::toy() {
    return {.vae_channels = {16, 16, 16},
            .latent_channels = 4,
            .unet_channels = {16, 16},
            .unet_layers = {1, 1},
            .text_width = 16,
            .text_layers = 2};
}

nlohmann::json vae_config(const PocketShape& shape, double scaling_factor) {
    const std::size_t levels = shape.vae_channels.size();
    return {{"_class_name", "AutoencoderKL"},
            {"_diffusers_version", kDiffusers},
            {"act_fn", "silu"},
            {"block_out_channels", shape.vae_channels},
            {"down_block_types", repeated("DownEncoderBlock2D", levels)},
            {"force_upcast", true},
            {"in_channels", 3},
            {"latent_channels", shape.latent_channels},
            {"latents_mean", nullptr},
            {"latents_std", nullptr},
            {"layers_per_block", 1},
            {"mid_block_add_attention", false},
            {"norm_num_groups", 4},
            {"out_channels", 3},
            {"sample_size", 512},
            {"scaling_factor", scaling_factor},
            {"shift_factor", nullptr},
            {"up_block_types", repeated("UpDecoderBlock2D", levels)},
            {"use_post_quant_conv", true},
            {"use_quant_conv", true}};
}

nlohmann::json unet_config(const PocketShape& shape) {
    const std::size_t levels = shape.unet_channels.size();
    std::vector<std::string> down(levels, "CrossAttnDownBlock2D");
    std::vector<std::string> up(levels, "CrossAttnUpBlock2D");
    // Attention where a token stands for at least 16 x 16 pixels: above it costs more than it gives.
    for (std::size_t level = 0; level + 1 < levels && level < 2; ++level) {
        down[level] = "DownBlock2D";
        up[levels - 1 - level] = "UpBlock2D";
    }
    std::vector<std::int64_t> heads;
    for (const std::int64_t channels : shape.unet_channels) {
        heads.push_back(channels / 16);
    }
    return {{"_class_name", "UNet2DConditionModel"},
            {"_diffusers_version", kDiffusers},
            {"act_fn", "silu"},
            {"addition_embed_type", "text_time"},
            {"addition_embed_type_num_heads", 64},
            {"addition_time_embed_dim", kTimeEmbedDim},
            {"attention_head_dim", heads},
            {"attention_type", "default"},
            {"block_out_channels", shape.unet_channels},
            {"center_input_sample", false},
            {"class_embed_type", nullptr},
            {"class_embeddings_concat", false},
            {"conv_in_kernel", 3},
            {"conv_out_kernel", 3},
            {"cross_attention_dim", shape.text_width},
            {"cross_attention_norm", nullptr},
            {"down_block_types", down},
            {"downsample_padding", 1},
            {"dropout", 0.0},
            {"dual_cross_attention", false},
            {"encoder_hid_dim", nullptr},
            {"encoder_hid_dim_type", nullptr},
            {"flip_sin_to_cos", true},
            {"freq_shift", 0},
            {"in_channels", shape.latent_channels},
            {"layers_per_block", shape.unet_layers},
            {"mid_block_only_cross_attention", nullptr},
            {"mid_block_scale_factor", 1},
            {"mid_block_type", "UNetMidBlock2DCrossAttn"},
            {"norm_eps", 1e-5},
            {"norm_num_groups", 4},
            {"num_attention_heads", nullptr},
            {"num_class_embeds", nullptr},
            {"only_cross_attention", false},
            {"out_channels", shape.latent_channels},
            {"projection_class_embeddings_input_dim", kTimeIds * kTimeEmbedDim + shape.text_width},
            {"resnet_out_scale_factor", 1.0},
            {"resnet_skip_time_act", false},
            {"resnet_time_scale_shift", "default"},
            {"reverse_transformer_layers_per_block", nullptr},
            {"sample_size", 128},
            {"time_cond_proj_dim", nullptr},
            {"time_embedding_act_fn", nullptr},
            {"time_embedding_dim", nullptr},
            {"time_embedding_type", "positional"},
            {"timestep_post_act", nullptr},
            {"transformer_layers_per_block", 1},
            {"up_block_types", up},
            {"upcast_attention", false},
            {"use_linear_projection", true}};
}

nlohmann::json text_encoder_config(const PocketShape& shape, std::int64_t vocabulary_size) {
    return {{"architectures", {"CLIPTextModelWithProjection"}},
            {"attention_dropout", 0.0},
            {"bos_token_id", 0},
            {"dtype", "float16"},
            {"eos_token_id", 2},
            {"hidden_act", "gelu"},
            {"hidden_size", shape.text_width},
            {"initializer_factor", 1.0},
            {"initializer_range", 0.02},
            {"intermediate_size", 4 * shape.text_width},
            {"layer_norm_eps", 1e-5},
            {"max_position_embeddings", 77},
            {"model_type", "clip_text_model"},
            {"num_attention_heads", shape.text_width / 16},
            {"num_hidden_layers", shape.text_layers},
            {"pad_token_id", 1},
            {"projection_dim", shape.text_width},
            {"vocab_size", vocabulary_size}};
}

PocketModel::PocketModel(const PocketShape& shape, std::int64_t vocabulary_size)
    : vae(AutoencoderKLConfig::from_json(reader_of(vae_config(shape, 1.0)))),
      text_encoder(CLIPTextConfig::from_json(reader_of(text_encoder_config(shape, vocabulary_size)))),
      unet(UNet2DConditionConfig::from_json(reader_of(unet_config(shape)))) {}

void write_model_configs(const std::filesystem::path& folder, const PocketShape& shape, std::int64_t vocabulary_size,
                         double scaling_factor) {
    for (const char* component : {"vae", "unet", "text_encoder_2", "scheduler"}) {
        std::filesystem::create_directories(folder / component);
    }
    write_json(folder / "model_index.json", model_index());
    write_json(folder / "scheduler" / "scheduler_config.json", scheduler_config());
    write_json(folder / "vae" / "config.json", vae_config(shape, scaling_factor));
    write_json(folder / "unet" / "config.json", unet_config(shape));
    write_json(folder / "text_encoder_2" / "config.json", text_encoder_config(shape, vocabulary_size));
}

void write_half_weights(const std::filesystem::path& path, Module& module) {
    std::vector<at::Tensor> halves;
    std::vector<TensorToWrite> entries;
    module.for_each_parameter([&](const std::string& key, Parameter& parameter) {
        const at::Tensor& half = halves.emplace_back(parameter.value.detach().to(at::kHalf).contiguous());
        entries.push_back({.name = key,
                           .dtype = TensorDtype::F16,
                           .shape = {half.sizes().begin(), half.sizes().end()},
                           .bytes = {static_cast<const std::byte*>(half.const_data_ptr()), half.nbytes()}});
    });
    write_safetensors(path, entries, {{"format", "pt"}});
}

}  // namespace burnish::training
