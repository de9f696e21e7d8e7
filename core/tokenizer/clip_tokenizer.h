// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace burnish {

/// Byte-level BPE of CLIP (spec.md §3.1 to §3.3), identical to transformers' CLIPTokenizer as diffusers 0.42 loads it.
/// Immutable after construction; `const` methods may be called from any thread.
class ClipTokenizer final {
public:
    /// Reads vocab.json, merges.txt, special_tokens_map.json and tokenizer_config.json of a diffusers tokenizer folder.
    /// Throws Error{ModelIncomplete, ModelCorrupt}.
    explicit ClipTokenizer(const std::filesystem::path& folder);

    /// Content ids without begin, end and padding; not cut.
    std::vector<std::int64_t> tokenize(std::string_view text) const;

    struct Encoded {
        std::vector<std::int64_t> ids;  ///< begin, at most 75 content ids, end, padding: model_max_length (77) in all
        int content_tokens = 0;         ///< before cutting
        bool truncated = false;
    };
    Encoded encode(std::string_view text) const;

    int model_max_length() const noexcept { return model_max_length_; }
    std::int64_t bos_id() const noexcept { return bos_id_; }
    std::int64_t eos_id() const noexcept { return eos_id_; }
    std::int64_t pad_id() const noexcept { return pad_id_; }

private:
    void append_bpe(std::string_view word, std::vector<std::int64_t>& ids) const;

    std::unordered_map<std::string, std::int64_t> vocabulary_;
    std::unordered_map<std::string, int> merge_ranks_;  ///< "first second" -> rank
    std::vector<std::pair<std::string, std::int64_t>> special_tokens_;
    int model_max_length_ = 77;
    std::int64_t bos_id_ = 0;
    std::int64_t eos_id_ = 0;
    std::int64_t pad_id_ = 0;
};

}  // namespace burnish
