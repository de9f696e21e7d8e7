// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_batch_ledger.h"
#include "app/cli_outputs.h"
#include "core/codec/codec_client.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace burnish::cli {

/// Carries out `burnish-cli batch`: with `--jobs` above 1 as so many processes of itself, which take turns by the
/// ledger's locks; then sums up. Returns the exit status: 0, a failure's, or 130.
int batch(const CliOptions& options, std::stop_token stop);

/// The shard's pictures with their outputs, settings and keys. Creates the output folder. Throws Error{InvalidArgument,
/// ImageNotFound, WriteFailed}.
std::vector<OutputJob> plan_batch(const CliOptions& options);

/// The settings of one picture. Its prompt comes from the plan, else from `<name>.txt` beside it, else from the recipe
/// inside it, else it is the common one; every other setting of the plan is laid over the common ones. Throws
/// Error{ImageUnreadable} for a prompt file that is not text.
RefineSettings settings_of(const OutputJob& job, const DecodedImage& source, const RefineSettings& common);

/// Size of the journal when the batch began of which this process is a part; empty if it is none of several.
std::optional<std::uintmax_t> batch_began_at();

}  // namespace burnish::cli
