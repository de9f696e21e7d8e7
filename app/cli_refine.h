// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_options.h"

#include <stop_token>

namespace burnish::cli {

/// Carries out `burnish-cli refine` on the calling thread: checks everything that can be checked without weights, then
/// opens one engine for all inputs. Results go to standard output (`--json`), remarks, progress and errors to standard
/// error. Returns the exit status: 0, the first failure's, or 130. Throws Error for what concerns all inputs.
int refine(const CliOptions& options, std::stop_token stop);

}  // namespace burnish::cli
