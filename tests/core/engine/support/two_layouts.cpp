// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/engine/support/two_layouts.h"

#include "core/common/app_paths.h"
#include "core/engine/models/autoencoder_kl.h"
#include "core/engine/models/clip_text_model.h"
#include "core/engine/models/unet_2d_condition_model.h"
#include "core/weights/key_map.h"
#include "core/weights/safetensors_reader.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <map>

namespace burnish::test {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Tensors = std::map<std::string, at::Tensor>;

json text_config(bool is_open_clip) {
    return {{"vocab_size", 49408},
            {"hidden_size", 64},
            {"intermediate_size", 96},
            {"projection_dim", 64},
            {"num_hidden_layers", 3},
            {"num_attention_heads", 1},
            {"eos_token_id", 2},
            {"layer_norm_eps", 1e-5},
            {"max_position_embeddings", 77},
            {"hidden_act", is_open_clip ? "gelu" : "quick_gelu"}};
}

json unet_config(bool is_base) {
    return {{"in_channels", 4},
            {"out_channels", 4},
            {"block_out_channels", {64, 128}},
            {"down_block_types", {"DownBlock2D", "CrossAttnDownBlock2D"}},
            {"up_block_types", {"CrossAttnUpBlock2D", "UpBlock2D"}},
            {"mid_block_type", "UNetMidBlock2DCrossAttn"},
            {"layers_per_block", 1},
            {"transformer_layers_per_block", {1, 2}},
            {"attention_head_dim", {1, 2}},
            {"cross_attention_dim", is_base ? 128 : 64},
            {"norm_num_groups", 32},
            {"use_linear_projection", true},
            {"addition_embed_type", "text_time"},
            {"addition_time_embed_dim", 256},
            {"projection_class_embeddings_input_dim", 64 + (is_base ? 6 : 5) * 256}};
}

json vae_config() {
    return {{"in_channels", 3},
            {"out_channels", 3},
            {"latent_channels", 4},
            {"block_out_channels", {32, 32, 64, 64}},
            {"down_block_types", std::vector<std::string>(4, "DownEncoderBlock2D")},
            {"up_block_types", std::vector<std::string>(4, "UpDecoderBlock2D")},
            {"layers_per_block", 1},
            {"norm_num_groups", 32},
            {"act_fn", "silu"},
            {"scaling_factor", 0.13025},
            {"force_upcast", true}};
}

json scheduler_config() {
    return {{"_class_name", "EulerDiscreteScheduler"},
            {"beta_start", 0.00085},
            {"beta_end", 0.012},
            {"beta_schedule", "scaled_linear"},
            {"num_train_timesteps", 1000},
            {"prediction_type", "epsilon"},
            {"timestep_spacing", "leading"},
            {"steps_offset", 1}};
}

/// Matrices of about unit gain, small biases, norms near one.
Tensors random_weights(Module& module, at::Generator& generator) {
    Tensors tensors;
    module.for_each_parameter([&](const std::string& key, const Parameter& parameter) {
        at::Tensor value = at::randn(parameter.shape, generator, at::TensorOptions().dtype(at::kFloat));
        if (parameter.shape.size() == 1) {
            const bool is_norm = key.ends_with("weight");
            value = value * 0.1 + (is_norm ? 1.0 : 0.0);
        } else {
            const auto inputs = static_cast<double>(value.numel()) / static_cast<double>(parameter.shape[0]);
            value = value * (key.find("embedding") != std::string::npos ? 0.5 : 0.8 / std::sqrt(inputs));
        }
        tensors.emplace(key, value.to(at::kHalf).contiguous());
    });
    return tensors;
}

void write_tensors_to(const fs::path& path, const Tensors& tensors) {
    fs::create_directories(path.parent_path());
    std::vector<TensorToWrite> list;
    for (const auto& [name, value] : tensors) {
        list.push_back({.name = name,
                        .dtype = TensorDtype::F16,
                        .shape = {value.sizes().begin(), value.sizes().end()},
                        .bytes = {static_cast<const std::byte*>(value.const_data_ptr()), value.nbytes()}});
    }
    write_safetensors(path, list);
}

void write_json(const fs::path& path, const json& value) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << value;
}

void add_mapped(Tensors& single, const std::string& prefix, const KeyMap& map, const Tensors& tensors) {
    for (const auto& [key, value] : tensors) {
        const std::string name = map.to_original(key).value();
        const bool is_kernel = name.find(".attn_1.") != std::string::npos && value.dim() == 2;
        single.emplace(prefix + name, is_kernel ? value.reshape({value.size(0), value.size(1), 1, 1}) : value);
    }
}

void add_open_clip(Tensors& single, const std::string& prefix, const Tensors& tensors) {
    const KeyMap map = KeyMap::open_clip(3);
    for (const auto& [key, value] : tensors) {
        if (key == "text_projection.weight") {
            single.emplace(prefix + "text_projection", value.t().contiguous());
        } else if (const auto name = map.to_original(key)) {
            single.emplace(prefix + *name, value);
        }
    }
    for (int layer = 0; layer < 3; ++layer) {
        for (const char* kind : {"weight", "bias"}) {
            const std::string fused = fmt::format("transformer.resblocks.{}.attn.in_proj_{}", layer, kind);
            std::vector<at::Tensor> parts;
            for (const std::string& part : split_in_proj(fused)) {
                parts.push_back(tensors.at(part));
            }
            single.emplace(prefix + fused, at::cat(parts));
        }
    }
    // Buffers that real files have and no model reads.
    single.emplace(prefix + "logit_scale", at::zeros({1}, at::TensorOptions().dtype(at::kHalf)));
}

json model_index(bool is_base) {
    const json first = is_base ? json{"transformers", "CLIPTextModel"} : json{nullptr, nullptr};
    const json tokenizer = is_base ? json{"transformers", "CLIPTokenizer"} : json{nullptr, nullptr};
    return {{"_class_name", is_base ? "StableDiffusionXLPipeline" : "StableDiffusionXLImg2ImgPipeline"},
            {"force_zeros_for_empty_prompt", is_base},
            {"requires_aesthetics_score", !is_base},
            {"scheduler", {"diffusers", "EulerDiscreteScheduler"}},
            {"text_encoder", first},
            {"text_encoder_2", {"transformers", "CLIPTextModelWithProjection"}},
            {"tokenizer", tokenizer},
            {"tokenizer_2", {"transformers", "CLIPTokenizer"}},
            {"unet", {"diffusers", "UNet2DConditionModel"}},
            {"vae", {"diffusers", "AutoencoderKL"}}};
}

void link_tokenizer(const fs::path& folder, const char* name) {
    fs::create_directories(folder / name);
    for (const char* file : {"vocab.json", "merges.txt", "special_tokens_map.json"}) {
        fs::create_symlink(fs::canonical(shared_data_dir() / name / file), folder / name / file);
    }
}

}  // namespace

void write_model_in_two_layouts(const fs::path& root, bool is_base) {
    const fs::path folder = root / "folder";
    Tensors single;
    Tensors vae_alone;
    at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(std::uint64_t{7});

    UNet2DConditionModel unet(UNet2DConditionConfig::from_json(ConfigReader(unet_config(is_base), "unet")));
    const Tensors unet_weights = random_weights(unet, generator);
    write_json(folder / "unet" / "config.json", unet_config(is_base));
    write_tensors_to(folder / "unet" / "diffusion_pytorch_model.safetensors", unet_weights);
    add_mapped(single, "model.diffusion_model.",
               KeyMap::unet({.layers = 1, .down_attention = {false, true}, .up_attention = {true, false}}),
               unet_weights);

    AutoencoderKL vae(AutoencoderKLConfig::from_json(ConfigReader(vae_config(), "vae")));
    const Tensors vae_weights = random_weights(vae, generator);
    write_json(folder / "vae" / "config.json", vae_config());
    write_tensors_to(folder / "vae" / "diffusion_pytorch_model.safetensors", vae_weights);
    add_mapped(single, "first_stage_model.", KeyMap::vae({.levels = 4, .layers = 1}), vae_weights);
    add_mapped(vae_alone, "", KeyMap::vae({.levels = 4, .layers = 1}), vae_weights);

    CLIPTextModelWithProjection text_2(CLIPTextConfig::from_json(ConfigReader(text_config(true), "text")));
    const Tensors text_2_weights = random_weights(text_2, generator);
    write_json(folder / "text_encoder_2" / "config.json", text_config(true));
    write_tensors_to(folder / "text_encoder_2" / "model.safetensors", text_2_weights);
    add_open_clip(single, is_base ? "conditioner.embedders.1.model." : "conditioner.embedders.0.model.",
                  text_2_weights);
    link_tokenizer(folder, "tokenizer_2");
    if (is_base) {
        CLIPTextModel text(CLIPTextConfig::from_json(ConfigReader(text_config(false), "text")));
        const Tensors text_weights = random_weights(text, generator);
        write_json(folder / "text_encoder" / "config.json", text_config(false));
        write_tensors_to(folder / "text_encoder" / "model.safetensors", text_weights);
        for (const auto& [key, value] : text_weights) {
            single.emplace("conditioner.embedders.0.transformer." + key, value);
        }
        single.emplace("conditioner.embedders.0.transformer.text_model.embeddings.position_ids",
                       at::zeros({1, 77}, at::TensorOptions().dtype(at::kHalf)));
        link_tokenizer(folder, "tokenizer");
    }
    write_json(folder / "scheduler" / "scheduler_config.json", scheduler_config());
    write_json(folder / "model_index.json", model_index(is_base));
    write_tensors_to(root / "single.safetensors", single);
    write_tensors_to(root / "vae.safetensors", vae_alone);
}

void drop_prefix(const fs::path& path, const std::string& prefix) {
    std::vector<std::pair<std::string, std::vector<std::byte>>> stored;
    std::vector<TensorToWrite> list;
    {
        SafetensorsReader reader(path);
        for (const auto& [key, entry] : reader.header().tensors) {
            const std::span<const std::byte> bytes = reader.tensor_bytes(entry);
            stored.emplace_back(key.starts_with(prefix) ? key.substr(prefix.size()) : key,
                                std::vector<std::byte>(bytes.begin(), bytes.end()));
            list.push_back({.name = stored.back().first, .dtype = entry.dtype, .shape = entry.shape, .bytes = {}});
        }
    }
    for (std::size_t index = 0; index < list.size(); ++index) {
        list[index].bytes = stored[index].second;
    }
    write_safetensors(path, list);
}

}  // namespace burnish::test
