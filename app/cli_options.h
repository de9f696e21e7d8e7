// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace burnish::cli {

struct OptionSpec;

enum class Command { None, Refine, Generate, Inspect, Batch, Models, Bench };

/// What the command line asks for, checked: every number in range, every choice known and working. Which files exist is
/// not looked at here.
struct CliOptions {
    Command command = Command::None;
    bool help = false;
    bool version = false;
    bool json = false;
    bool quiet = false;
    bool strip_private = false;  ///< leave out place, names and serial numbers
    bool seed_given = false;
    int width = 0;        ///< of a generated picture; 0: the model's
    int height = 0;       ///< the same
    int jobs = 1;         ///< processes of a batch
    int shard_index = 1;  ///< which part of the work, 1 to `shard_count`
    int shard_count = 1;
    std::vector<std::string> arguments;  ///< as given
    std::vector<std::filesystem::path> inputs;
    std::filesystem::path output;
    std::filesystem::path latents;
    std::filesystem::path mask;
    std::filesystem::path save_latents;
    std::filesystem::path trace;
    RefineSettings settings;
    ComputeSettings compute;
    std::vector<std::pair<const OptionSpec*, std::string>> given;  ///< as written, in the table's order

    bool has(std::string_view long_option) const;

    /// Lays the given options over other starting values (a model's recommended settings).
    RefineSettings settings_over(const RefineSettings& defaults) const;
};

/// Parses the arguments without the program's name. Throws Error{InvalidArgument} for everything that is wrong usage:
/// unknown command or option, missing argument, a value out of range, a feature that is not built yet.
CliOptions parse_command_line(const std::vector<std::string>& arguments);

}  // namespace burnish::cli
