// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/checkpoint.h"

#include "core/common/error.h"
#include "core/common/json_file.h"
#include "core/weights/checkpoint_detection.h"
#include "core/weights/component_files.h"
#include "core/weights/model_card.h"
#include "core/weights/safetensors_reader.h"
#include "core/weights/single_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <system_error>

namespace burnish {

namespace fs = std::filesystem;

namespace {

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

/// A model's own name: the folder's, or the repository's for a snapshot in the Hugging Face cache
/// (`models--<owner>--<name>/snapshots/<commit>`).
std::string name_from_path(const fs::path& path) {
    const fs::path named = path.has_filename() ? path : path.parent_path();
    if (named.parent_path().filename() == "snapshots") {
        const std::string repository = named.parent_path().parent_path().filename().string();
        if (const std::size_t mark = repository.rfind("--"); mark != std::string::npos) {
            return repository.substr(mark + 2);
        }
    }
    return named.filename().string();
}

/// Configuration of a component; an empty object if the folder has no such component.
nlohmann::json component_config(const fs::path& root, const std::string& component) {
    const fs::path path = root / component / "config.json";
    return is_there(path) ? read_json_object(path) : nlohmann::json::object();
}

/// Whether model_index.json names a class for a component; `[null, null]` means that the pipeline has none.
bool index_names(const nlohmann::json& index, const char* component) {
    const auto entry = index.find(component);
    return entry != index.end() && entry->is_array() && entry->size() == 2 && (*entry)[1].is_string();
}

int level_count(const nlohmann::json& config, int fallback) {
    const auto widths = config.find("block_out_channels");
    return widths != config.end() && widths->is_array() && !widths->empty() && widths->size() <= 16
               ? static_cast<int>(widths->size())
               : fallback;
}

int first_width(const nlohmann::json& config, int fallback) {
    const auto widths = config.find("block_out_channels");
    const bool is_known =
        widths != config.end() && widths->is_array() && !widths->empty() && widths->front().is_number_unsigned();
    return is_known ? static_cast<int>(std::min<std::uint64_t>(widths->front().get<std::uint64_t>(), 1U << 20))
                    : fallback;
}

void read_sizes(const fs::path& root, const nlohmann::json& unet, CheckpointInfo& checkpoint) {
    const nlohmann::json vae = component_config(root, "vae");
    checkpoint.latent_channels = static_cast<int>(std::clamp<std::int64_t>(int_or(vae, "latent_channels", 4), 1, 1024));
    checkpoint.vae_scale_factor = 1 << (level_count(vae, 4) - 1);
    checkpoint.unet_channels = first_width(unet, checkpoint.unet_channels);
    checkpoint.vae_channels = first_width(vae, checkpoint.vae_channels);
    const auto sample_size = static_cast<int>(std::clamp<std::int64_t>(int_or(unet, "sample_size", 128), 1, 4096));
    checkpoint.best_size = sample_size * checkpoint.vae_scale_factor;
}

fs::path find_tokenizer(const fs::path& root, const char* name) {
    require_file(root / name / "vocab.json", name);
    require_file(root / name / "merges.txt", name);
    return root / name;
}

DiffusersFolder find_model_files(const fs::path& root, ModelFamily family) {
    const nlohmann::json index = read_json_object(root / "model_index.json");
    DiffusersFolder folder;
    folder.root = root;
    folder.family = family;
    folder.requires_aesthetics_score = bool_or(index, "requires_aesthetics_score", false);
    folder.force_zeros_for_empty_prompt = bool_or(index, "force_zeros_for_empty_prompt", true);
    folder.unet = find_component(root, "unet");
    folder.vae = find_component(root, "vae");
    folder.text_encoder_2 = find_component(root, "text_encoder_2");
    folder.scheduler_config = root / "scheduler" / "scheduler_config.json";
    require_file(folder.scheduler_config, "scheduler");
    folder.tokenizer_2 = find_tokenizer(root, "tokenizer_2");
    if (family == ModelFamily::SdxlBase) {
        folder.text_encoder = find_component(root, "text_encoder");
        folder.tokenizer = find_tokenizer(root, "tokenizer");
    }
    return folder;
}

/// Counts what is there, whatever it is for; a component without safetensors is left out.
void describe_components(const fs::path& root, CheckpointInfo& checkpoint, bool is_required) {
    for (const char* name : {"unet", "vae", "text_encoder", "text_encoder_2"}) {
        if (!is_there(root / name)) {
            continue;
        }
        try {
            checkpoint.components.push_back(describe_component(name, find_component(root, name)));
        } catch (const Error& error) {
            if (is_required || error.code() != ErrorCode::ModelIncomplete) {
                throw;
            }
            continue;
        }
        const ComponentInfo& component = checkpoint.components.back();
        checkpoint.parameters += component.parameters;
        checkpoint.bytes += component.bytes;
        if (component.name == "unet") {
            checkpoint.dtype = component.dtype;
        }
    }
}

void inspect_pipeline(const fs::path& root, CheckpointInfo& checkpoint) {
    const nlohmann::json index = read_json_object(root / "model_index.json");
    if (!index_names(index, "unet")) {
        checkpoint.unusable_reason =
            fmt::format("is a {} without a unet; {}", string_or(index, "_class_name", "pipeline"), what_would_fit());
        return;
    }
    require_file(root / "unet" / "config.json", "unet");
    const nlohmann::json unet = read_json_object(root / "unet" / "config.json");
    if (index_names(index, "text_encoder_2")) {
        require_file(root / "text_encoder_2" / "config.json", "text_encoder_2");
    }
    checkpoint.family = folder_family(unet, component_config(root, "text_encoder_2"));
    read_sizes(root, unet, checkpoint);
    const bool is_sdxl = checkpoint.family == ModelFamily::SdxlRefiner || checkpoint.family == ModelFamily::SdxlBase;
    if (is_sdxl) {
        find_model_files(root, checkpoint.family);
    }
    describe_components(root, checkpoint, is_sdxl);
    const std::int64_t in_channels = int_or(unet, "in_channels", checkpoint.latent_channels);
    if (is_sdxl && in_channels != checkpoint.latent_channels) {
        checkpoint.unusable_reason = fmt::format("has a unet of {} input channels for latents of {}; {}", in_channels,
                                                 checkpoint.latent_channels, what_would_fit());
    } else if (!is_sdxl) {
        const bool is_known = checkpoint.family != ModelFamily::Unknown;
        checkpoint.unusable_reason = fmt::format(
            "is a {} model; {}",
            is_known ? family_name(checkpoint.family) : string_or(index, "_class_name", "diffusion"), what_would_fit());
    }
    checkpoint.usable = checkpoint.unusable_reason.empty();
}

/// A folder without model_index.json: says what it is as far as its files tell.
void inspect_other_folder(const fs::path& root, CheckpointInfo& checkpoint) {
    if (is_there(root / "adapter_config.json") || is_there(root / "pytorch_lora_weights.safetensors")) {
        checkpoint.family = ModelFamily::Lora;
        checkpoint.unusable_reason = "is a LoRA, which needs a base model; " + what_would_fit();
        return;
    }
    if (is_there(root / "config.json")) {
        const std::string name =
            string_or(read_json_object(root / "config.json"), "_class_name", "one part of a model");
        checkpoint.family = name == "AutoencoderKL" ? ModelFamily::Vae : ModelFamily::Unknown;
        checkpoint.unusable_reason =
            fmt::format("is {}, one component of a model; name the folder above it that has model_index.json",
                        checkpoint.family == ModelFamily::Vae ? "a VAE" : "a " + name);
        return;
    }
    throw Error({.code = ErrorCode::ModelIncomplete,
                 .path = root,
                 .subject = "model_index.json",
                 .found = "the file is missing",
                 .expected = "a diffusers folder of an SDXL refiner or base model"});
}

void inspect_file(const fs::path& path, CheckpointInfo& checkpoint) {
    checkpoint.layout = ModelLayout::SingleFile;
    if (const std::string kind = foreign_file_kind(path); !kind.empty()) {
        checkpoint.unusable_reason = fmt::format("{}; {}", kind, what_would_fit());
        return;
    }
    const SafetensorsHeader header = read_safetensors_header(path);
    detect_single_file(header, checkpoint);
    const bool is_sdxl = checkpoint.family == ModelFamily::SdxlRefiner || checkpoint.family == ModelFamily::SdxlBase;
    if (!is_sdxl || !checkpoint.unusable_reason.empty()) {
        return;
    }
    try {
        const DiffusersFolder parts = open_single_file(path, header, checkpoint.family);
        const nlohmann::json vae = nlohmann::json::parse(parts.vae.config_text, nullptr, false);
        checkpoint.latent_channels = static_cast<int>(int_or(vae, "latent_channels", 4));
        checkpoint.vae_scale_factor = 1 << (level_count(vae, 4) - 1);
        checkpoint.vae_channels = first_width(vae, checkpoint.vae_channels);
        checkpoint.usable = true;
    } catch (const Error& error) {
        Error::Parts parts = error.parts();
        parts.path.clear();
        checkpoint.unusable_reason = fmt::format("is an {} model in a single file that cannot be used: {}; {}",
                                                 family_name(checkpoint.family), to_sentence(parts), what_would_fit());
    }
}

}  // namespace

CheckpointInfo inspect_checkpoint(const fs::path& path) {
    std::error_code ignored;
    const fs::file_status status = fs::status(path, ignored);
    if (!fs::exists(status)) {
        throw Error({.code = ErrorCode::ModelNotFound,
                     .path = path,
                     .found = "no such file or folder",
                     .expected = "an SDXL refiner or base model, a diffusers folder or a safetensors file"});
    }
    CheckpointInfo checkpoint;
    checkpoint.path = path;
    checkpoint.name = name_from_path(path);
    if (!fs::is_directory(status)) {
        inspect_file(path, checkpoint);
        return checkpoint;
    }
    if (!is_there(path / "model_index.json")) {
        inspect_other_folder(path, checkpoint);
        return checkpoint;
    }
    const ModelCard card = read_model_card(path);
    checkpoint.name = card.name.empty() ? checkpoint.name : card.name;
    checkpoint.note = card.note;
    checkpoint.license = card.license;
    inspect_pipeline(path, checkpoint);
    return checkpoint;
}

DiffusersFolder open_diffusers_folder(const fs::path& root) {
    const CheckpointInfo checkpoint = inspect_checkpoint(root);
    if (!checkpoint.usable) {
        throw Error({.code = ErrorCode::ModelUnsupported, .path = root, .found = checkpoint.unusable_reason});
    }
    if (checkpoint.layout == ModelLayout::SingleFile) {
        return open_single_file(root, read_safetensors_header(root), checkpoint.family);
    }
    DiffusersFolder folder = find_model_files(root, checkpoint.family);
    // The two are told apart by their time ids; diffusers refuses a model whose index says otherwise.
    folder.requires_aesthetics_score = checkpoint.family == ModelFamily::SdxlRefiner;
    return folder;
}

}  // namespace burnish
