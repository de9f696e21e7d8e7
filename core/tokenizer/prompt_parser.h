// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace burnish {

/// A piece of a prompt with one weight; or, where `is_break` is set, the end of a chunk.
struct PromptPart {
    std::string text;
    double weight = 1.0;
    bool is_break = false;
    bool operator==(const PromptPart&) const = default;
};

struct ParsedPrompt {
    std::vector<PromptPart> parts;     ///< at least one; neighbours differ in weight
    std::vector<std::string> ignored;  ///< what was left out, as written: "<lora:name:1>", "AND"
};

/// Reads the a1111 syntax (peers.md §4.4; stable-diffusion-webui, modules/prompt_parser.py): `(x)` times 1.1, `[x]`
/// divided by 1.1, `(x:1.3)`, nesting multiplies, what is left open reaches to the end, `\(` and the like are literal,
/// `BREAK` ends a chunk. `<name:…>` and `AND` mean nothing to one model on one picture: they are left out and listed.
/// Throws Error{InvalidArgument} for a weight that is not a number ("(x:1.2.3)").
ParsedPrompt parse_prompt(std::string_view text);

/// The prompt of the plain syntax: the text as it stands.
ParsedPrompt plain_prompt(std::string_view text);

}  // namespace burnish
