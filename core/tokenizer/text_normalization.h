// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace burnish {

/// The same text with every invalid UTF-8 sequence replaced by U+FFFD, one for each maximal part (Unicode 15, §3.9).
std::string to_valid_utf8(std::string_view text);

/// What CLIP's tokenizer does before it splits: canonical composition, runs of white space to one blank, lower case
/// character by character (U+0130 becomes i and U+0307; a final capital sigma becomes the ordinary small one).
/// `text` is valid UTF-8.
std::string normalize_text(std::string_view text);

/// What the tokenizer's pattern tells apart: `\s`, `\p{L}`, `\p{N}` and the rest.
enum class CharacterClass { Space, Letter, Number, Other };

/// The class of the character at `position` of valid UTF-8, and the length of its encoding.
struct ClassifiedCharacter {
    CharacterClass character_class = CharacterClass::Other;
    std::size_t size = 1;
};
ClassifiedCharacter classify_character(std::string_view text, std::size_t position);

}  // namespace burnish
