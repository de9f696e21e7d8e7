// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_options.h"
#include "core/common/error.h"

#include <cstdio>
#include <exception>
#include <stop_token>
#include <string_view>

namespace burnish::cli {

/// Carries out `burnish-cli refine` on the calling thread: checks everything that can be checked without weights, then
/// opens one engine for all inputs. Results go to standard output (`--json`), remarks, progress and errors to standard
/// error. Returns the exit status: 0, the first failure's, or 130. Throws Error for what concerns all inputs.
int refine(const CliOptions& options, std::stop_token stop);

/// Writes "burnish-cli: <sentence>" to standard error and returns the exit status for what was caught.
int report(const std::exception& problem);

/// Writes one line to standard output. Throws Error{WriteFailed} if nobody can read it.
void print_line(std::string_view line);

}  // namespace burnish::cli
