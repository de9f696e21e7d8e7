// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/checkpoint_detection.h"

#include "core/common/error.h"
#include "core/common/file_bytes.h"
#include "core/common/json_file.h"
#include "core/weights/component_files.h"
#include "core/weights/lora_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <functional>
#include <string_view>
#include <utility>

namespace burnish {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

namespace {

using Tensors = std::map<std::string, TensorEntry>;

/// Size of a tensor's dimension, 0 if there is no such tensor or dimension.
std::uint64_t dimension(const Tensors& tensors, const std::string& name, std::size_t index) {
    const auto found = tensors.find(name);
    return found != tensors.end() && index < found->second.shape.size() ? found->second.shape[index] : 0;
}

bool has_prefix(const Tensors& tensors, const std::string& prefix) {
    const auto next = tensors.lower_bound(prefix);
    return next != tensors.end() && next->first.starts_with(prefix);
}

bool any_key(const Tensors& tensors, const std::function<bool(const std::string&)>& test) {
    return std::any_of(tensors.begin(), tensors.end(), [&test](const auto& item) { return test(item.first); });
}

bool every_key(const Tensors& tensors, const std::function<bool(const std::string&)>& test) {
    return !tensors.empty() &&
           std::all_of(tensors.begin(), tensors.end(), [&test](const auto& item) { return test(item.first); });
}

bool is_lora_key(const std::string& key) {
    return key.find("lora_") != std::string::npos || key.find(".lora.") != std::string::npos ||
           key.find("_lora.") != std::string::npos;
}

bool is_vae_key(const std::string& key) {
    constexpr std::array kPrefixes = {"encoder."sv,         "decoder."sv,           "quant_conv."sv,
                                      "post_quant_conv."sv, "first_stage_model."sv, "vae."sv};
    return std::any_of(kPrefixes.begin(), kPrefixes.end(),
                       [&key](std::string_view prefix) { return key.starts_with(prefix); });
}

ModelFamily diffusion_model_family(const Tensors& tensors) {
    const std::string unet = "model.diffusion_model.";
    if (tensors.contains("conditioner.embedders.1.model.ln_final.weight")) {
        return ModelFamily::SdxlBase;
    }
    if (tensors.contains("conditioner.embedders.0.model.ln_final.weight")) {
        return ModelFamily::SdxlRefiner;
    }
    if (const std::uint64_t label = dimension(tensors, unet + "label_emb.0.0.weight", 1);
        label == 2560 || label == 2816) {
        return label == 2560 ? ModelFamily::SdxlRefiner : ModelFamily::SdxlBase;
    }
    const std::uint64_t context =
        dimension(tensors, unet + "input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight", 1);
    const std::uint64_t shallow_context =
        dimension(tensors, unet + "input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight", 1);
    if (has_prefix(tensors, "cond_stage_model.transformer.") || context == 768 || shallow_context == 768) {
        return ModelFamily::Sd1;
    }
    if (has_prefix(tensors, "cond_stage_model.model.") || context == 1024 || shallow_context == 1024) {
        return ModelFamily::Sd2;
    }
    return ModelFamily::Unknown;
}

/// The component that a key of a single file belongs to; empty for the buffers beside them.
std::string component_of(const std::string& key, ModelFamily family) {
    if (key.starts_with("model.diffusion_model.")) {
        return "unet";
    }
    if (key.starts_with("first_stage_model.")) {
        return "vae";
    }
    if (key.starts_with("conditioner.embedders.0.")) {
        return family == ModelFamily::SdxlRefiner ? "text_encoder_2" : "text_encoder";
    }
    if (key.starts_with("conditioner.embedders.1.")) {
        return "text_encoder_2";
    }
    return key.starts_with("cond_stage_model.") ? "text_encoder" : "";
}

void count_components(const Tensors& tensors, CheckpointInfo& checkpoint) {
    std::map<std::string, ComponentInfo> components;
    ComponentInfo all;
    for (const auto& [key, entry] : tensors) {
        count_tensor(all, entry);
        if (const std::string name = component_of(key, checkpoint.family); !name.empty()) {
            ComponentInfo& component = components[name];
            component.name = name;
            component.files = 1;
            count_tensor(component, entry);
        }
    }
    checkpoint.parameters = all.parameters;
    checkpoint.bytes = all.bytes;
    checkpoint.dtype = components.contains("unet") ? components["unet"].dtype : all.dtype;
    for (auto& [name, component] : components) {
        checkpoint.components.push_back(std::move(component));
    }
}

/// "is a ..." for a file that is no whole checkpoint; sets the family where there is one for it.
std::string name_part_of_model(const Tensors& tensors, ModelFamily& family) {
    if (any_key(tensors, is_lora_key)) {
        family = ModelFamily::Lora;
        const std::string made_for = lora_made_for({.tensors = tensors});
        return fmt::format("is a LoRA{}, which is laid over a model (--lora)",
                           made_for.empty() ? "" : " for " + made_for);
    }
    if (every_key(tensors, is_vae_key)) {
        family = ModelFamily::Vae;
        return "is a VAE, which is put in a model's place (--vae)";
    }
    if (tensors.contains("clip_g") || tensors.contains("clip_l") || tensors.contains("emb_params")) {
        return "is a textual inversion embedding";
    }
    if (tensors.size() == 1 && tensors.contains("latents")) {
        return "is a file of latents, not a model";
    }
    if (any_key(tensors, [](const std::string& key) { return key.find("double_blocks.") != std::string::npos; })) {
        return "is a Flux model";
    }
    if (any_key(tensors, [](const std::string& key) { return key.find("joint_blocks.") != std::string::npos; })) {
        return "is a Stable Diffusion 3 model";
    }
    if (has_prefix(tensors, "down_blocks.")) {
        return "is only the unet of a diffusers folder";
    }
    if (has_prefix(tensors, "text_model.") || has_prefix(tensors, "encoder.layers.")) {
        return "is only the text encoder of a diffusers folder";
    }
    return "is a safetensors file of an unknown kind";
}

/// "4 latent channels, as SDXL's"; empty if the file does not say.
std::string describe_vae(const Tensors& tensors) {
    for (const char* prefix : {"", "first_stage_model.", "vae."}) {
        if (const std::uint64_t channels = dimension(tensors, std::string(prefix) + "decoder.conv_in.weight", 1);
            channels > 0) {
            return fmt::format("{} latent channels{}", channels, channels == 4 ? ", as SDXL's" : "");
        }
    }
    return {};
}

/// "an SDXL ...", "a Stable Diffusion ...".
std::string with_article(const std::string& name) {
    return (name.starts_with("SDXL") ? "an " : "a ") + name;
}

Tensors without_state_dict_prefix(const Tensors& tensors) {
    constexpr std::string_view kPrefix = "state_dict.";
    Tensors result;
    for (const auto& [key, entry] : tensors) {
        result.emplace(key.starts_with(kPrefix) ? key.substr(kPrefix.size()) : key, entry);
    }
    return result;
}

}  // namespace

std::string what_would_fit() {
    return "Burnish refines with an SDXL refiner or base model, a diffusers folder or a single safetensors file (such "
           "as "
           "sd_xl_refiner_1.0.safetensors)";
}

void detect_single_file(const SafetensorsHeader& header, CheckpointInfo& checkpoint) {
    const Tensors tensors = without_state_dict_prefix(header.tensors);
    checkpoint.layout = ModelLayout::SingleFile;
    checkpoint.usable = false;
    std::string what;
    const bool is_transformer = any_key(tensors, [](const std::string& key) {
        return key.find("double_blocks.") != std::string::npos || key.find("joint_blocks.") != std::string::npos;
    });
    if (is_transformer) {
        what = name_part_of_model(tensors, checkpoint.family);
    } else if (has_prefix(tensors, "model.diffusion_model.") || has_prefix(tensors, "conditioner.embedders.")) {
        checkpoint.family = diffusion_model_family(tensors);
        what = checkpoint.family == ModelFamily::Unknown
                   ? "is a diffusion model of an unknown kind"
                   : fmt::format("is {} model", with_article(family_name(checkpoint.family)));
        checkpoint.unet_channels = static_cast<int>(
            std::min<std::uint64_t>(dimension(tensors, "model.diffusion_model.input_blocks.0.0.weight", 0), 1U << 20));
    } else {
        what = name_part_of_model(tensors, checkpoint.family);
    }
    const bool is_sdxl = checkpoint.family == ModelFamily::SdxlRefiner || checkpoint.family == ModelFamily::SdxlBase;
    checkpoint.unusable_reason = is_sdxl ? std::string() : what + "; " + what_would_fit();
    if (checkpoint.family == ModelFamily::Lora) {
        checkpoint.details = describe_lora(header);
    } else if (checkpoint.family == ModelFamily::Vae) {
        checkpoint.details = describe_vae(tensors);
    }
    count_components(tensors, checkpoint);
}

std::string foreign_file_kind(const fs::path& path) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    constexpr std::array kPickles = {".ckpt"sv, ".pt"sv, ".pth"sv, ".bin"sv, ".pkl"sv, ".pickle"sv};
    const std::string pickle = "is a pickle, which can run programs when it is opened, so Burnish does not; "
                               "weights are read as safetensors only";
    if (std::find(kPickles.begin(), kPickles.end(), extension) != kPickles.end()) {
        return pickle;
    }
    FileBytes file(path, FileBytes::Access::Read);
    const std::span<const std::byte> bytes = file.range(0, std::min<std::uint64_t>(file.size(), 16));
    const std::string_view head(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    // A header's length can look like any of the marks below; then its { stands behind it.
    if (head.size() > 8 && head[8] == '{') {
        return {};
    }
    if (head.starts_with("PK\x03\x04"sv)) {
        return "is a zip archive, perhaps a pickle of PyTorch's; weights are read as safetensors only";
    }
    if (head.size() > 1 && head[0] == '\x80' && head[1] >= '\x02' && head[1] <= '\x05') {
        return pickle;
    }
    if (head.starts_with("GGUF"sv)) {
        return "is a GGUF file; weights are read as safetensors only";
    }
    constexpr std::array kPictures = {"\x89PNG\r\n\x1a\n"sv, "\xff\xd8\xff"sv, "II*\0"sv, "MM\0*"sv, "GIF8"sv,
                                      "\x76\x2f\x31\x01"sv};
    const bool is_picture =
        std::any_of(kPictures.begin(), kPictures.end(), [head](auto magic) { return head.starts_with(magic); });
    if (is_picture || (head.starts_with("RIFF"sv) && head.substr(8).starts_with("WEBP"sv))) {
        return "is a picture, not a model";
    }
    return {};
}

ModelFamily folder_family(const nlohmann::json& unet, const nlohmann::json& text_encoder_2) {
    if (string_or(unet, "addition_embed_type", "") == "text_time") {
        const std::int64_t projected = int_or(unet, "projection_class_embeddings_input_dim", 0);
        const std::int64_t time_dim = int_or(unet, "addition_time_embed_dim", 0);
        const std::int64_t pooled = int_or(text_encoder_2, "projection_dim", 0);
        const std::int64_t rest = projected > 0 && pooled > 0 ? projected - pooled : -1;
        if (time_dim > 0 && rest >= 0 && rest % time_dim == 0) {
            const std::int64_t time_ids = rest / time_dim;
            return time_ids == 5   ? ModelFamily::SdxlRefiner
                   : time_ids == 6 ? ModelFamily::SdxlBase
                                   : ModelFamily::Unknown;
        }
        return ModelFamily::Unknown;
    }
    switch (int_or(unet, "cross_attention_dim", 0)) {
    case 768:
        return ModelFamily::Sd1;
    case 1024:
        return ModelFamily::Sd2;
    default:
        return ModelFamily::Unknown;
    }
}

}  // namespace burnish
