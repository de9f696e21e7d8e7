// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/common/app_paths.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace burnish::test {

/// Where set-up has put CLIP's real vocab.json and merges.txt; in the build tree beside the tests.
inline std::filesystem::path clipTables() {
    return shared_data_dir() / "clip";
}

/// A token as official checkpoints write it.
inline nlohmann::json tokenObject(const std::string& content, bool normalized = true) {
    return {
        {"content", content}, {"lstrip", false}, {"normalized", normalized}, {"rstrip", false}, {"single_word", false}};
}

/// The special tokens of tokenizer_2 in the official repositories.
inline nlohmann::json officialTokens(const std::string& pad = "!") {
    return {{"bos_token", tokenObject("<|startoftext|>")},
            {"eos_token", tokenObject("<|endoftext|>")},
            {"unk_token", tokenObject("<|endoftext|>")},
            {"pad_token", pad}};
}

/// Makes a tokenizer folder over the real tables. A null document is not written.
inline void makeClipFolder(const std::filesystem::path& folder, const nlohmann::json& specialTokensMap,
                           const nlohmann::json& config) {
    std::filesystem::create_directories(folder);
    for (const char* name : {"vocab.json", "merges.txt"}) {
        std::filesystem::create_symlink(std::filesystem::canonical(clipTables() / name), folder / name);
    }
    if (!specialTokensMap.is_null()) {
        std::ofstream(folder / "special_tokens_map.json") << specialTokensMap;
    }
    if (!config.is_null()) {
        std::ofstream(folder / "tokenizer_config.json") << config;
    }
}

}  // namespace burnish::test
