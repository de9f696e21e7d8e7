// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_options.h"
#include "core/api/checkpoint_info.h"

namespace burnish::cli {

/// Whether the options of `generate` go together. Throws Error{InvalidArgument}.
void check_generate(const CliOptions& options);

/// Completes the settings of a picture from text: its size, and where a second model takes over. `settings` are the
/// given ones over the model's own. Throws Error{ModelUnsupported} for a model that cannot make a picture from text.
RefineSettings generate_settings(const CliOptions& options, RefineSettings settings, const CheckpointInfo& model);

}  // namespace burnish::cli
