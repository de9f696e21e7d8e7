// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/single_file.h"

#include "core/common/app_paths.h"
#include "core/common/error.h"
#include "core/weights/component_files.h"
#include "core/weights/header_shapes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fmt/format.h>

namespace burnish {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kUnet = "model.diffusion_model.";
constexpr const char* kVae = "first_stage_model.";
constexpr int kHeadChannels = 64;

/// SDXL's own schedule (spec.md §1.4).
json scheduler_config(const SafetensorsHeader& header, const std::string& root) {
    return {{"_class_name", "EulerDiscreteScheduler"},
            {"beta_start", 0.00085},
            {"beta_end", 0.012},
            {"beta_schedule", "scaled_linear"},
            {"num_train_timesteps", 1000},
            {"prediction_type", header.tensors.contains(root + "v_pred") ? "v_prediction" : "epsilon"},
            {"interpolation_type", "linear"},
            {"timestep_spacing", "leading"},
            {"steps_offset", 1},
            {"use_karras_sigmas", false},
            {"trained_betas", nullptr},
            {"clip_sample", false},
            {"set_alpha_to_one", false},
            {"skip_prk_steps", true},
            {"sample_max_value", 1.0}};
}

struct UnetShape {
    KeyMap::UnetPlan plan;
    json config;
};

int heads_of(std::int64_t channels) {
    return static_cast<int>(std::max<std::int64_t>(1, channels / kHeadChannels));
}

/// The levels of a UNet: widths, attention and depth of each, from the first resnet of each level.
UnetShape unet_shape(const HeaderShapes& unet) {
    UnetShape shape;
    const int blocks = unet.count("input_blocks.{}.0.");
    int first_op = 1;
    while (first_op < blocks && !unet.has(fmt::format("input_blocks.{}.0.op.weight", first_op))) {
        ++first_op;
    }
    shape.plan.layers = std::max(1, first_op - 1);
    const int stride = shape.plan.layers + 1;
    std::vector<std::int64_t> widths;
    std::vector<int> depths;
    std::vector<int> heads;
    std::vector<std::string> down;
    std::vector<std::string> up;
    for (int block = 1; block < blocks && widths.size() < 8; block += stride) {
        const auto level = static_cast<int>(widths.size());
        widths.push_back(unet.size(fmt::format("input_blocks.{}.0.out_layers.3.weight", block), 0));
        heads.push_back(heads_of(widths.back()));
        depths.push_back(std::max(1, unet.count(fmt::format("input_blocks.{}.1.transformer_blocks.", block) + "{}.")));
        shape.plan.down_attention.push_back(unet.has(fmt::format("input_blocks.{}.1.proj_in.weight", block)));
        shape.plan.up_attention.push_back(unet.has(fmt::format("output_blocks.{}.1.proj_in.weight", level * stride)));
        down.push_back(shape.plan.down_attention.back() ? "CrossAttnDownBlock2D" : "DownBlock2D");
        up.push_back(shape.plan.up_attention.back() ? "CrossAttnUpBlock2D" : "UpBlock2D");
    }
    // The middle block has the last level's depth, also where that level itself attends to nothing.
    if (!depths.empty()) {
        depths.back() = std::max(depths.back(), unet.count("middle_block.1.transformer_blocks.{}."));
    }
    const std::string text_key = "middle_block.1.transformer_blocks.0.attn2.to_k.weight";
    shape.config = {{"_class_name", "UNet2DConditionModel"},
                    {"in_channels", unet.size("input_blocks.0.0.weight", 1)},
                    {"out_channels", unet.size("out.2.weight", 0)},
                    {"block_out_channels", widths},
                    {"down_block_types", down},
                    {"up_block_types", up},
                    {"mid_block_type", "UNetMidBlock2DCrossAttn"},
                    {"layers_per_block", shape.plan.layers},
                    {"transformer_layers_per_block", depths},
                    {"attention_head_dim", heads},
                    {"cross_attention_dim", unet.size(text_key, 1)},
                    {"norm_num_groups", 32},
                    {"use_linear_projection", unet.rank("middle_block.1.proj_in.weight") == 2},
                    {"addition_embed_type", "text_time"},
                    {"addition_time_embed_dim", 256},
                    {"projection_class_embeddings_input_dim", unet.size("label_emb.0.0.weight", 1)}};
    return shape;
}

json open_clip_config(const HeaderShapes& text) {
    const std::int64_t width = text.size("token_embedding.weight", 1);
    return {{"hidden_size", width},
            {"vocab_size", text.size("token_embedding.weight", 0)},
            {"max_position_embeddings", text.size("positional_embedding", 0)},
            {"intermediate_size", text.size("transformer.resblocks.0.mlp.c_fc.weight", 0)},
            {"projection_dim", text.size("text_projection", 1)},
            {"num_hidden_layers", text.count("transformer.resblocks.{}.")},
            {"num_attention_heads", heads_of(width)},
            {"hidden_act", "gelu"},
            {"layer_norm_eps", 1e-5},
            {"eos_token_id", 2}};
}

json clip_config(const HeaderShapes& text) {
    const std::int64_t width = text.size("text_model.embeddings.token_embedding.weight", 1);
    return {{"hidden_size", width},
            {"vocab_size", text.size("text_model.embeddings.token_embedding.weight", 0)},
            {"max_position_embeddings", text.size("text_model.embeddings.position_embedding.weight", 0)},
            {"intermediate_size", text.size("text_model.encoder.layers.0.mlp.fc1.weight", 0)},
            {"projection_dim", width},
            {"num_hidden_layers", text.count("text_model.encoder.layers.{}.")},
            {"num_attention_heads", heads_of(width)},
            {"hidden_act", "quick_gelu"},
            {"layer_norm_eps", 1e-5},
            {"eos_token_id", 2}};
}

/// Original names have `encoder.mid.block_1`, diffusers' have `encoder.mid_block`.
bool has_original_names(const HeaderShapes& vae) {
    return vae.has("encoder.mid.block_1.conv1.weight");
}

struct VaeShape {
    KeyMap::VaePlan plan;
    std::vector<std::int64_t> widths;
};

VaeShape vae_shape(const HeaderShapes& vae) {
    const bool is_original = has_original_names(vae);
    const std::string down = is_original ? "encoder.down." : "encoder.down_blocks.";
    const std::string block = is_original ? ".block." : ".resnets.";
    VaeShape shape;
    shape.plan.levels = vae.count(down + "{}.");
    shape.plan.layers = std::max(1, vae.count(down + "0" + block + "{}."));
    for (int level = 0; level < shape.plan.levels; ++level) {
        shape.widths.push_back(vae.size(fmt::format("{}{}{}0.conv1.weight", down, level, block), 0));
    }
    return shape;
}

[[noreturn]] void fail(ErrorCode code, const fs::path& path, std::string subject, std::string found,
                       std::string expected) {
    throw Error({.code = code,
                 .path = path,
                 .subject = std::move(subject),
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

ComponentFiles part_of(const fs::path& file, const json& config, StoredNames names) {
    return {.config = file, .weights = {file}, .config_text = config.dump(), .names = std::move(names)};
}

ComponentFiles vae_part(const fs::path& file, const SafetensorsHeader& header, const std::string& prefix) {
    const HeaderShapes vae(header, prefix);
    const std::string name = file.filename().string();
    const bool is_fixed = name.find("fp16-fix") != std::string::npos || name.find("fp16_fix") != std::string::npos ||
                          name.find("fp16fix") != std::string::npos;
    StoredNames names{.prefix = prefix};
    if (has_original_names(vae)) {
        names.map = std::make_shared<const KeyMap>(KeyMap::vae(vae_shape(vae).plan));
    }
    return {.config = file,
            .weights = {file},
            .config_text = vae_config_of(header, prefix, is_fixed),
            .names = std::move(names)};
}

void require_part(const HeaderShapes& part, const std::string& key, const fs::path& file, const char* component) {
    if (!part.has(key)) {
        fail(ErrorCode::ModelIncomplete, file, component, fmt::format("no tensor '{}{}'", part.prefix(), key),
             fmt::format("a checkpoint with its {}", component));
    }
}

void refuse_variants(const SafetensorsHeader& header, const HeaderShapes& unet, const std::string& root,
                     const fs::path& file) {
    if (header.tensors.contains(root + "edm_mean")) {
        fail(ErrorCode::ModelUnsupported, file, "edm_mean", "a Playground model, whose latents are scaled otherwise",
             "an SDXL checkpoint");
    }
    if (header.tensors.contains(root + "ztsnr")) {
        fail(ErrorCode::ModelUnsupported, file, "ztsnr", "a model trained for zero terminal SNR",
             "an SDXL checkpoint with the usual schedule");
    }
    const std::int64_t channels = unet.size("input_blocks.0.0.weight", 1);
    if (channels != 4) {
        fail(ErrorCode::ModelUnsupported, file, "unet", fmt::format("{} input channels", channels),
             channels == 9 ? "4; a model for inpainting only is not run" : "4");
    }
}

ComponentFiles open_clip_part(const fs::path& file, const SafetensorsHeader& header, const std::string& prefix) {
    const HeaderShapes text(header, prefix);
    require_part(text, "token_embedding.weight", file, "text_encoder_2");
    const json config = open_clip_config(text);
    return part_of(file, config,
                   {.prefix = prefix,
                    .map = std::make_shared<const KeyMap>(KeyMap::open_clip(config["num_hidden_layers"].get<int>())),
                    .is_open_clip = true});
}

}  // namespace

DiffusersFolder open_single_file(const fs::path& file, const SafetensorsHeader& header, ModelFamily family) {
    // Some programs store everything below one more name.
    const std::string root =
        header.tensors.contains(std::string("state_dict.") + kUnet + "input_blocks.0.0.weight") ? "state_dict." : "";
    const HeaderShapes unet(header, root + kUnet);
    require_part(unet, "input_blocks.0.0.weight", file, "unet");
    refuse_variants(header, unet, root, file);
    const HeaderShapes vae(header, root + kVae);
    require_part(vae, "decoder.conv_in.weight", file, "vae");
    const bool is_base = family == ModelFamily::SdxlBase;

    DiffusersFolder folder;
    folder.root = file;
    folder.family = family;
    folder.requires_aesthetics_score = !is_base;
    folder.force_zeros_for_empty_prompt = is_base;
    const UnetShape shape = unet_shape(unet);
    folder.unet = part_of(file, shape.config,
                          {.prefix = root + kUnet, .map = std::make_shared<const KeyMap>(KeyMap::unet(shape.plan))});
    folder.vae = vae_part(file, header, root + kVae);
    folder.text_encoder_2 =
        open_clip_part(file, header, root + fmt::format("conditioner.embedders.{}.model.", is_base ? 1 : 0));
    folder.scheduler_config = file;
    folder.scheduler_text = scheduler_config(header, root).dump();
    folder.tokenizer_2 = shared_data_dir() / "tokenizer_2";
    require_file(folder.tokenizer_2 / "vocab.json", "tokenizer_2");
    if (is_base) {
        const std::string prefix = root + "conditioner.embedders.0.transformer.";
        const HeaderShapes text(header, prefix);
        require_part(text, "text_model.embeddings.token_embedding.weight", file, "text_encoder");
        folder.text_encoder = part_of(file, clip_config(text), {.prefix = prefix, .ignored = "text_projection.weight"});
        folder.tokenizer = shared_data_dir() / "tokenizer";
        require_file(folder.tokenizer / "vocab.json", "tokenizer");
    }
    return folder;
}

std::string vae_config_of(const SafetensorsHeader& header, const std::string& prefix, bool is_fp16_fixed) {
    const HeaderShapes vae(header, prefix);
    const VaeShape shape = vae_shape(vae);
    const auto levels = static_cast<std::size_t>(shape.plan.levels);
    if (levels == 0 || !vae.has("decoder.conv_in.weight")) {
        return {};
    }
    return json{{"_class_name", "AutoencoderKL"},
                {"in_channels", vae.size("encoder.conv_in.weight", 1)},
                {"out_channels", vae.size("decoder.conv_out.weight", 0)},
                {"latent_channels", vae.size("decoder.conv_in.weight", 1)},
                {"block_out_channels", shape.widths},
                {"down_block_types", std::vector<std::string>(levels, "DownEncoderBlock2D")},
                {"up_block_types", std::vector<std::string>(levels, "UpDecoderBlock2D")},
                {"layers_per_block", shape.plan.layers},
                {"norm_num_groups", 32},
                {"act_fn", "silu"},
                {"scaling_factor", 0.13025},
                {"force_upcast", !is_fp16_fixed},
                {"use_quant_conv", vae.has("quant_conv.weight")},
                {"use_post_quant_conv", vae.has("post_quant_conv.weight")}}
        .dump();
}

ComponentFiles open_vae(const fs::path& path) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
        const bool is_pipeline = fs::exists(path / "vae" / "config.json", ignored);
        const fs::path folder = is_pipeline ? path / "vae" : path.has_filename() ? path : path.parent_path();
        return find_component(fs::absolute(folder).parent_path(), folder.filename().string());
    }
    CheckpointInfo info = inspect_checkpoint(path);
    if (info.family == ModelFamily::Sd1 || info.family == ModelFamily::Sd2) {
        fail(ErrorCode::ModelUnsupported, path, "vae",
             fmt::format("the autoencoder of a {} model, whose latents are scaled otherwise", family_name(info.family)),
             "an SDXL autoencoder: a diffusers folder or a safetensors file");
    }
    const SafetensorsHeader header = info.family == ModelFamily::Unknown && info.components.empty()
                                         ? SafetensorsHeader()
                                         : read_safetensors_header(path);
    for (const char* prefix : {"", kVae, "vae.", "state_dict.", "state_dict.first_stage_model."}) {
        const HeaderShapes vae(header, prefix);
        if (!vae.has("decoder.conv_in.weight") || !vae.has("encoder.conv_in.weight")) {
            continue;
        }
        const std::int64_t channels = vae.size("decoder.conv_in.weight", 1);
        if (channels != 4) {
            fail(ErrorCode::ModelUnsupported, path, "vae",
                 fmt::format("an autoencoder of {} latent channels", channels), "one of SDXL's, which has 4");
        }
        return vae_part(path, header, prefix);
    }
    fail(ErrorCode::ModelUnsupported, path, "vae",
         info.unusable_reason.empty() ? "no autoencoder"
                                      : info.unusable_reason.substr(0, info.unusable_reason.find(';')),
         "an SDXL autoencoder: a diffusers folder or a safetensors file");
}

}  // namespace burnish
