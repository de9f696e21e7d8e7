// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tokenizer/byte_pair_merger.h"

#include <array>
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
    /// The last two may be missing.
    /// Throws Error{ModelNotFound, ModelIncomplete, ModelCorrupt}.
    explicit ClipTokenizer(const std::filesystem::path& folder);

    /// Content ids without begin, end and padding; not cut. Invalid UTF-8 counts as U+FFFD.
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
    /// A token that is cut out of the text before anything else; `normalized` ones are matched after normalisation.
    struct SpecialToken {
        std::string content;
        std::int64_t id = 0;
        bool normalized = false;
    };

    void read_vocabulary(const std::filesystem::path& file);
    void read_merges(const std::filesystem::path& file);
    void read_special_tokens(const std::filesystem::path& folder);
    void append_segment(std::string_view text, std::vector<std::int64_t>& ids) const;
    void append_words(std::string_view text, std::vector<std::int64_t>& ids) const;
    void append_bpe(std::string_view word, std::vector<std::int64_t>& ids) const;

    std::unordered_map<std::string, std::int64_t> vocabulary_;
    BytePairMerger merger_;
    std::array<std::int64_t, 256> byte_ids_{};       ///< of each byte inside a word
    std::array<std::int64_t, 256> last_byte_ids_{};  ///< of each byte that ends a word
    std::vector<SpecialToken> raw_tokens_;           ///< matched in the raw text
    std::vector<SpecialToken> normalized_tokens_;    ///< matched in the normalised text
    int model_max_length_ = 77;
    std::int64_t bos_id_ = 0;
    std::int64_t eos_id_ = 0;
    std::int64_t pad_id_ = 0;
    std::int64_t unk_id_ = 0;
};

}  // namespace burnish
