// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace burnish {

/// One picture of a batch.
struct BatchItem {
    std::filesystem::path input;
    std::string output;       ///< a plain file name in the output folder
    nlohmann::json settings;  ///< what differs from the common settings, under the recipe's names
};

/// Reads a plan: JSON lines, each an object with `input` (relative to `folder`), `output` if it is to have another
/// name, and any setting under the recipe's names ("prompt", "strength", "seed", ...). Empty lines count for nothing.
/// Throws Error{InvalidArgument} naming the line for anything else: an unknown key, a value out of range, an output
/// that is no plain name, two lines for one output.
std::vector<BatchItem> parse_batch_plan(std::string_view text, const std::filesystem::path& plan,
                                        const std::filesystem::path& folder);

/// The pictures of a folder by their extensions, sorted by name; folders inside are left out.
std::vector<BatchItem> list_batch_folder(const std::filesystem::path& folder);

}  // namespace burnish
