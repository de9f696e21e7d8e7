// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_options.h"

#include <filesystem>
#include <vector>

namespace burnish::cli {

/// One picture to make.
struct OutputJob {
    std::filesystem::path input;   ///< empty: from `--latents`
    std::filesystem::path output;  ///< empty: only latents or a trace are written
};

/// Pairs inputs with outputs and checks, before any model is read, that each can be written: known extension, writable
/// folder, no two inputs for one output. Creates the folder for several inputs. Throws Error{InvalidArgument,
/// WriteFailed}.
std::vector<OutputJob> plan_outputs(const CliOptions& options);

}  // namespace burnish::cli
