// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

namespace burnish {

/// A JSON object from a file of at most `max_size` bytes. Throws Error{ModelNotFound} if there is no such file and
/// Error{ModelCorrupt} for anything but an object.
nlohmann::json read_json_object(const std::filesystem::path& path, std::uint64_t max_size = 16U << 20);

/// The value of a key, or `fallback` if it is absent, null or of another type: configuration files of other programs.
std::int64_t int_or(const nlohmann::json& object, const char* key, std::int64_t fallback);
bool bool_or(const nlohmann::json& object, const char* key, bool fallback);
std::string string_or(const nlohmann::json& object, const char* key, const std::string& fallback);

}  // namespace burnish
