// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/config_reader.h"

#include "core/common/error.h"

#include <cmath>
#include <fstream>

namespace burnish {
namespace {

constexpr std::int64_t kLargest = std::int64_t{1} << 20;
constexpr std::size_t kLongestList = 64;

nlohmann::json parse_file(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        throw Error(
            {.code = ErrorCode::ModelIncomplete, .path = path, .found = "no such file", .expected = "a configuration"});
    }
    nlohmann::json json = nlohmann::json::parse(stream, nullptr, false);
    if (!json.is_object()) {
        throw Error({.code = ErrorCode::ModelCorrupt,
                     .path = path,
                     .found = "not a JSON object",
                     .expected = "a configuration"});
    }
    return json;
}

bool is_extent(const nlohmann::json& value, std::int64_t minimum) {
    return value.is_number_integer() && value >= minimum && value <= kLargest;
}

}  // namespace

ConfigReader::ConfigReader(const std::filesystem::path& path) : ConfigReader(parse_file(path), path) {}

ConfigReader::ConfigReader(nlohmann::json json, std::filesystem::path path)
    : json_(std::move(json)), path_(std::move(path)) {}

const nlohmann::json* ConfigReader::find(const char* key) const {
    const auto entry = json_.find(key);
    return entry == json_.end() || entry->is_null() ? nullptr : &*entry;
}

bool ConfigReader::has(const char* key) const {
    return find(key) != nullptr;
}

void ConfigReader::refuse(const char* key, const std::string& expected) const {
    const nlohmann::json* value = find(key);
    throw Error(
        {.code = ErrorCode::ModelUnsupported,
         .path = path_,
         .subject = key,
         .found = value == nullptr ? "nothing" : value->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
         .expected = expected});
}

std::int64_t ConfigReader::integer(const char* key, std::int64_t fallback, std::int64_t minimum) const {
    const nlohmann::json* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    if (!is_extent(*value, minimum)) {
        refuse(key, "a whole number from " + std::to_string(minimum) + " to " + std::to_string(kLargest));
    }
    return value->get<std::int64_t>();
}

std::int64_t ConfigReader::required_integer(const char* key) const {
    if (!has(key)) {
        refuse(key, "a whole number");
    }
    return integer(key, 0);
}

double ConfigReader::number(const char* key, double fallback) const {
    const nlohmann::json* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    if (!value->is_number() || !std::isfinite(value->get<double>())) {
        refuse(key, "a number");
    }
    return value->get<double>();
}

bool ConfigReader::boolean(const char* key, bool fallback) const {
    const nlohmann::json* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    if (!value->is_boolean()) {
        refuse(key, "true or false");
    }
    return value->get<bool>();
}

std::string ConfigReader::text(const char* key, const std::string& fallback) const {
    const nlohmann::json* value = find(key);
    if (value == nullptr) {
        return fallback;
    }
    if (!value->is_string()) {
        refuse(key, "a text");
    }
    return value->get<std::string>();
}

std::vector<std::int64_t> ConfigReader::integers(const char* key) const {
    const nlohmann::json* value = find(key);
    if (value == nullptr || !value->is_array() || value->empty() || value->size() > kLongestList) {
        refuse(key, "a list of whole numbers");
    }
    for (const nlohmann::json& item : *value) {
        if (!is_extent(item, 1)) {
            refuse(key, "a list of whole numbers from 1 to " + std::to_string(kLargest));
        }
    }
    return value->get<std::vector<std::int64_t>>();
}

std::vector<std::string> ConfigReader::texts(const char* key) const {
    const nlohmann::json* value = find(key);
    if (value == nullptr || !value->is_array() || value->size() > kLongestList) {
        refuse(key, "a list of names");
    }
    for (const nlohmann::json& item : *value) {
        if (!item.is_string()) {
            refuse(key, "a list of names");
        }
    }
    return value->get<std::vector<std::string>>();
}

std::vector<double> ConfigReader::numbers(const char* key) const {
    const nlohmann::json* value = find(key);
    if (value == nullptr || !value->is_array()) {
        refuse(key, "a list of numbers");
    }
    for (const nlohmann::json& item : *value) {
        if (!item.is_number()) {
            refuse(key, "a list of numbers");
        }
    }
    return value->get<std::vector<double>>();
}

std::vector<std::int64_t> ConfigReader::per_level(const char* key, std::int64_t fallback, std::size_t levels) const {
    const nlohmann::json* value = find(key);
    if (value == nullptr || value->is_number()) {
        return std::vector<std::int64_t>(levels, integer(key, fallback));
    }
    std::vector<std::int64_t> list = integers(key);
    if (list.size() != levels) {
        refuse(key, "a whole number, or a list of " + std::to_string(levels));
    }
    return list;
}

void ConfigReader::require(const char* key, const nlohmann::json& neutral) const {
    const nlohmann::json* value = find(key);
    if (value != nullptr && *value != neutral) {
        refuse(key, neutral.dump());
    }
}

void ConfigReader::require_one_of(const char* key, const std::string& value,
                                  std::initializer_list<std::string_view> supported) const {
    std::string expected;
    for (const std::string_view candidate : supported) {
        if (value == candidate) {
            return;
        }
        expected += (expected.empty() ? "" : " or ") + std::string(candidate);
    }
    refuse(key, expected);
}

}  // namespace burnish
