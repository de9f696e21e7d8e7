// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_options.h"

#include <stop_token>
#include <string>

namespace burnish::cli {

/// Tells what the one input is: a model (folder, safetensors or a checkpoint that we refuse) or a picture. Text for
/// people, or one JSON object with `--json`; without the line break at the end. Throws Error, Cancelled.
std::string inspect(const CliOptions& options, std::stop_token stop);

}  // namespace burnish::cli
