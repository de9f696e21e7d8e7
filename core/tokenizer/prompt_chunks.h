// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tokenizer/clip_tokenizer.h"
#include "core/tokenizer/prompt_parser.h"

namespace burnish {

/// What a text encoder is given at once: begin, at most 75 content ids, end, padding.
struct PromptChunk {
    std::vector<std::int64_t> ids;
    std::vector<float> weights;  ///< one an id; 1 for begin, end and padding
};

struct PromptChunks {
    std::vector<PromptChunk> chunks;  ///< at least one
    bool truncated = false;           ///< the plain syntax cut something
    /// Whether any weight differs from 1.
    bool is_weighted() const noexcept;
    /// Adds chunks of the empty text up to `count`.
    void pad_to(std::size_t count, const ClipTokenizer& tokenizer);
};

/// Lays the tokens of a prompt out in chunks (stable-diffusion-webui, modules/sd_hijack_clip.py): a break ends one, and
/// where one overflows the text after a comma among its last 20 tokens moves to the next.
PromptChunks chunk_prompt(const ClipTokenizer& tokenizer, const ParsedPrompt& prompt);

/// The one chunk of the plain syntax, cut after 75 tokens as diffusers does.
PromptChunks plain_chunk(const ClipTokenizer& tokenizer, std::string_view text);

}  // namespace burnish
