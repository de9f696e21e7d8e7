// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_options.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace burnish::cli {

/// One picture to make.
struct OutputJob {
    std::filesystem::path input;   ///< empty: from `--latents`
    std::filesystem::path output;  ///< empty: only latents or a trace are written
    nlohmann::json settings;       ///< of a batch: what differs from the common settings, under the recipe's names
    std::string key;               ///< of a batch: what decides the picture, as a digest
};

/// `name` in the folder; a format that is only read becomes PNG.
std::filesystem::path output_in_folder(const std::filesystem::path& folder, const std::filesystem::path& name);

/// Pairs inputs with outputs and checks, before any model is read, that each can be written: known extension, writable
/// folder, no two inputs for one output. Creates the folder for several inputs. Throws Error{InvalidArgument,
/// WriteFailed}.
std::vector<OutputJob> plan_outputs(const CliOptions& options);

}  // namespace burnish::cli
