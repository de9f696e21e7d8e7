// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/special_tokens.h"

#include "core/common/error.h"
#include "core/common/json_file.h"

#include <charconv>
#include <system_error>
#include <utility>

namespace burnish {

namespace fs = std::filesystem;

namespace {

constexpr int kMaxLength = 4096;

struct Token {
    std::string content;
    bool normalized = false;
};

nlohmann::json read_if_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored) ? read_json_object(path) : nlohmann::json::object();
}

/// A token written as plain text or as an object of its content and flags.
Token token_of(const nlohmann::json& value, const std::string& name, const fs::path& file) {
    const auto reject = [&](const char* found, const char* expected) {
        throw Error(
            {.code = ErrorCode::ModelCorrupt, .path = file, .subject = name, .found = found, .expected = expected});
    };
    Token token;
    if (value.is_string()) {
        token.content = value.get<std::string>();
    } else if (value.is_object()) {
        token.content = string_or(value, "content", "");
        token.normalized = bool_or(value, "normalized", true);
        if (bool_or(value, "single_word", false)) {
            reject("a token that only matches whole words", "one that matches anywhere");
        }
    }
    if (token.content.empty()) {
        reject("no text", "the token's text");
    }
    return token;
}

/// Reads `<name>_token` of the map, else of the configuration, over `content`.
void read_token(const char* name, std::string& content, const nlohmann::json& map, const nlohmann::json& config,
                const fs::path& folder, SpecialTokens& result) {
    Token token = {.content = content, .normalized = false};
    for (const auto& [json, file] :
         {std::pair(&config, "tokenizer_config.json"), std::pair(&map, "special_tokens_map.json")}) {
        const auto value = json->find(name);
        if (value != json->end() && !value->is_null()) {
            token = token_of(*value, name, folder / file);
        }
    }
    content = token.content;
    result.tokens[token.content] = {.normalized = token.normalized, .id = -1};
}

void read_added_tokens(const nlohmann::json& config, const fs::path& file, SpecialTokens& result) {
    const auto added = config.find("added_tokens_decoder");
    if (added == config.end() || !added->is_object()) {
        return;
    }
    for (const auto& [key, value] : added->items()) {
        std::int64_t id = -1;
        const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), id);
        if (error != std::errc() || end != key.data() + key.size() || id < 0) {
            throw Error({.code = ErrorCode::ModelCorrupt,
                         .path = file,
                         .subject = "added_tokens_decoder",
                         .found = "the key \"" + key + "\"",
                         .expected = "a token's number"});
        }
        const Token token = token_of(value, key, file);
        result.tokens[token.content] = {.normalized = token.normalized, .id = id};
    }
}

}  // namespace

SpecialTokens read_special_tokens_of(const fs::path& folder) {
    const fs::path config_file = folder / "tokenizer_config.json";
    const nlohmann::json config = read_if_there(config_file);
    const nlohmann::json map = read_if_there(folder / "special_tokens_map.json");
    SpecialTokens result;
    // The order matters where two share a text: the last one says how it is matched.
    read_token("bos_token", result.bos, map, config, folder, result);
    read_token("eos_token", result.eos, map, config, folder, result);
    read_token("unk_token", result.unk, map, config, folder, result);
    read_token("pad_token", result.pad, map, config, folder, result);
    read_added_tokens(config, config_file, result);
    const std::int64_t length = int_or(config, "model_max_length", result.model_max_length);
    if (length < 3 || length > kMaxLength) {
        throw Error({.code = ErrorCode::ModelCorrupt,
                     .path = config_file,
                     .subject = "model_max_length",
                     .found = std::to_string(length),
                     .expected = "3 to " + std::to_string(kMaxLength)});
    }
    result.model_max_length = static_cast<int>(length);
    return result;
}

}  // namespace burnish
