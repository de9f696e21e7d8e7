// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace burnish {

/// What a tokenizer folder's tokenizer_config.json and special_tokens_map.json say, merged as transformers 5 merges
/// them: the map wins over the configuration, and `added_tokens_decoder` decides how a token is matched.
struct SpecialTokens {
    struct Matching {
        bool normalized = false;  ///< matched after normalisation; a token given as plain text is not
        std::int64_t id = -1;     ///< from `added_tokens_decoder`; negative: the vocabulary's
    };

    std::string bos = "<|startoftext|>";
    std::string eos = "<|endoftext|>";
    std::string unk = "<|endoftext|>";
    std::string pad = "<|endoftext|>";
    std::map<std::string, Matching> tokens;  ///< by content
    int model_max_length = 77;
};

/// Throws Error{ModelCorrupt}.
SpecialTokens read_special_tokens_of(const std::filesystem::path& folder);

}  // namespace burnish
