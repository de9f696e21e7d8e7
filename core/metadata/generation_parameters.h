// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace burnish {

/// The `parameters` text that AUTOMATIC1111's web UI introduced and most tools read: prompt, negative prompt, and one
/// line of `Key: value` fields (its `create_infotext` and `parse_generation_parameters`).
struct GenerationParameters {
    std::string prompt;
    std::string negative_prompt;
    std::vector<std::pair<std::string, std::string>> fields;  ///< in the order of the line

    std::optional<std::string> field(std::string_view key) const;
};

/// The text: prompt, `Negative prompt: ...` unless empty, and always the line of fields. A value with a comma, a line
/// break or a colon is written as a JSON string.
std::string format_generation_parameters(const GenerationParameters& parameters);

/// Reads any text, UTF-8 or not: the last line counts as fields if at least three of them match, else it is prompt.
GenerationParameters parse_generation_parameters(std::string_view text);

}  // namespace burnish
