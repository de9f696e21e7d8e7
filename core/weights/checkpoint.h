// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/checkpoint_info.h"
#include "core/api/refine_request.h"
#include "core/weights/stored_names.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace burnish {

/// The files of one component of a diffusers folder, or its part of a single file.
struct ComponentFiles {
    std::filesystem::path config;                             ///< `<component>/config.json`
    std::vector<std::filesystem::path> weights;               ///< safetensors files: one, or the shards
    std::map<std::string, std::filesystem::path> weight_map;  ///< key -> shard; empty if there is one file
    std::string config_text;  ///< the configuration where `config` is the checkpoint itself; empty: it is in the file
    StoredNames names;        ///< how the tensors are called
};

/// A diffusers folder whose required components were all found; a single file is seen as one.
struct DiffusersFolder {
    std::filesystem::path root;
    ModelFamily family = ModelFamily::SdxlRefiner;  ///< SdxlRefiner or SdxlBase
    bool requires_aesthetics_score = false;         ///< model_index.json
    bool force_zeros_for_empty_prompt = true;       ///< model_index.json; diffusers' default
    ComponentFiles unet;
    ComponentFiles vae;
    std::optional<ComponentFiles> text_encoder;  ///< of a base model
    ComponentFiles text_encoder_2;
    std::filesystem::path scheduler_config;
    std::string scheduler_text;         ///< the configuration where there is no such file; empty: it is in the file
    std::filesystem::path tokenizer;    ///< of a base model: folder with vocab.json and merges.txt
    std::filesystem::path tokenizer_2;  ///< the same
};

/// Finds every file of an SDXL refiner's or base model's folder, or the parts of a single file (single_file.h). Prefers
/// the variant whose dtype needs the least reading: the `fp16` variant if there is one, else the plain files. Names
/// looked for: spec.md §6.2 (index of the variant, legacy index, single file, then without variant). Throws
/// Error{ModelNotFound, ModelIncomplete, ModelUnsupported, ModelCorrupt}.
DiffusersFolder open_diffusers_folder(const std::filesystem::path& root);

/// Tells what a file or folder is, from headers alone; never throws for a model that cannot be used (see
/// `CheckpointInfo::unusable_reason`), but Error{ModelNotFound, ModelIncomplete, ModelCorrupt} for what is missing or
/// damaged.
CheckpointInfo inspect_checkpoint(const std::filesystem::path& path);

/// `burnish.json` beside model_index.json: the model's recommended settings laid over `settings` for the keys that
/// `burnish.json` names under `defaults`. Missing file: unchanged. Throws Error{ModelCorrupt}.
void apply_model_defaults(const std::filesystem::path& model, RefineSettings& settings);

}  // namespace burnish
