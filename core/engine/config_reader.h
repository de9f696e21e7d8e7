// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace burnish {

/// A component's config.json, read key by key: a value that is not supported is refused with its key, what was found
/// and what is expected. An absent key and a null one are the same, as in diffusers.
class ConfigReader final {
public:
    /// Throws Error{ModelIncomplete} if the file is missing, Error{ModelCorrupt} if it is not a JSON object.
    explicit ConfigReader(const std::filesystem::path& path);
    ConfigReader(nlohmann::json json, std::filesystem::path path);

    const std::filesystem::path& path() const noexcept { return path_; }

    bool has(const char* key) const;
    /// Integers must be in [1, 2^20] unless `minimum` says otherwise.
    std::int64_t integer(const char* key, std::int64_t fallback, std::int64_t minimum = 1) const;
    std::int64_t required_integer(const char* key) const;
    double number(const char* key, double fallback) const;
    bool boolean(const char* key, bool fallback) const;
    std::string text(const char* key, const std::string& fallback) const;
    std::vector<std::int64_t> integers(const char* key) const;
    std::vector<std::string> texts(const char* key) const;
    std::vector<double> numbers(const char* key) const;
    /// One number for all levels, or a list with one for each.
    std::vector<std::int64_t> per_level(const char* key, std::int64_t fallback, std::size_t levels) const;

    /// Refuses any value of `key` but `neutral` (or an absent one).
    void require(const char* key, const nlohmann::json& neutral) const;
    void require_one_of(const char* key, const std::string& value,
                        std::initializer_list<std::string_view> supported) const;
    /// Throws Error{ModelUnsupported}.
    [[noreturn]] void refuse(const char* key, const std::string& expected) const;

private:
    const nlohmann::json* find(const char* key) const;

    nlohmann::json json_;
    std::filesystem::path path_;
};

}  // namespace burnish
