// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/json_file.h"

#include "core/common/error.h"
#include "core/common/file_bytes.h"

#include <fmt/format.h>
#include <limits>

namespace burnish {

namespace {

const nlohmann::json* find_value(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

}  // namespace

nlohmann::json read_json_object(const std::filesystem::path& path, std::uint64_t max_size) {
    const std::string text = read_text_file(path, max_size);
    try {
        nlohmann::json json = nlohmann::json::parse(text);
        if (json.is_object()) {
            return json;
        }
    } catch (const nlohmann::json::parse_error& error) {
        throw Error({.code = ErrorCode::ModelCorrupt,
                     .path = path,
                     .found = fmt::format("not valid JSON at byte {}", error.byte),
                     .expected = "a JSON object"});
    }
    throw Error(
        {.code = ErrorCode::ModelCorrupt, .path = path, .found = "JSON of another kind", .expected = "a JSON object"});
}

std::int64_t int_or(const nlohmann::json& object, const char* key, std::int64_t fallback) {
    const nlohmann::json* value = find_value(object, key);
    if (value == nullptr || !value->is_number_integer()) {
        return fallback;
    }
    const bool is_too_large =
        value->is_number_unsigned() && value->get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max();
    return is_too_large ? fallback : value->get<std::int64_t>();
}

bool bool_or(const nlohmann::json& object, const char* key, bool fallback) {
    const nlohmann::json* value = find_value(object, key);
    return value != nullptr && value->is_boolean() ? value->get<bool>() : fallback;
}

std::string string_or(const nlohmann::json& object, const char* key, const std::string& fallback) {
    const nlohmann::json* value = find_value(object, key);
    return value != nullptr && value->is_string() ? value->get<std::string>() : fallback;
}

}  // namespace burnish
