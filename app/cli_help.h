// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_options.h"

#include <string>

namespace burnish::cli {

/// The text of `--help`: of the program for Command::None, else of one command. Lists what works, and apart from it
/// what is accepted only at the value that changes nothing.
std::string help_text(Command command);
/// "burnish-cli 0.1.0".
std::string version_text();

}  // namespace burnish::cli
