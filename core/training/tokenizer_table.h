// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace burnish::training {

/// Learns byte-level BPE merges (https://arxiv.org/abs/1508.07909) until every word of `words` (lower case, ASCII) is
/// one token, and writes the files of a CLIP tokenizer into `folder`: vocab.json, merges.txt, tokenizer_config.json and
/// special_tokens_map.json. Any other text falls into pieces and single bytes. Returns the size of the vocabulary.
std::int64_t write_tokenizer(const std::filesystem::path& folder, std::span<const std::string> words);

}  // namespace burnish::training
