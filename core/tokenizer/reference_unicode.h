// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace burnish {

/// Where the Unicode tables of the reference tokenizer (transformers 5.23 with tokenizers 0.22: normalisation of
/// Unicode 9, lower case of 17, classes of 16) differ from utf8proc's (Unicode 15). Found by probing every character
/// with tests/tools/hash_tokenizer.py, whose digests tst_clip_tokenizer checks.

/// Letters and numbers (`\p{L}`, `\p{N}`) that utf8proc does not know yet.
bool is_newer_letter(std::int32_t character) noexcept;
bool is_newer_number(std::int32_t character) noexcept;

/// Lower case of one character; U+0130, which becomes two, is the caller's.
std::int32_t lower_case(std::int32_t character) noexcept;

/// Marks younger than the reference's normalisation: it neither reorders nor composes them, nor anything across them.
bool is_opaque_to_normalization(std::int32_t character) noexcept;

}  // namespace burnish
