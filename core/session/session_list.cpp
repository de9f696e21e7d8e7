// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/session/session_list.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

namespace burnish {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int kSchema = 1;
constexpr std::uintmax_t kMaxListBytes = 16u << 20;
/// Larger ids do not come from us, and would not survive a JSON reader that uses doubles.
constexpr std::uint64_t kMaxId = 1ull << 53;

/// JSON strings are UTF-8; a path's bytes may be anything, so each byte above 126 or below 32, and '%', is escaped.
std::string path_to_text(const fs::path& path) {
    std::string text;
    for (const char c : path.native()) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f && byte != '%') {
            text += c;
            continue;
        }
        std::array<char, 4> escaped{};
        std::snprintf(escaped.data(), escaped.size(), "%%%02X", static_cast<unsigned>(byte));
        text += escaped.data();
    }
    return text;
}

fs::path text_to_path(const std::string& text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        if (text[i] == '%' && i + 2 < text.size() && std::sscanf(text.c_str() + i + 1, "%2x", &value) == 1) {
            bytes += static_cast<char>(value);
            i += 2;
        } else {
            bytes += text[i];
        }
    }
    return bytes.find('\0') == std::string::npos ? fs::path(bytes) : fs::path();
}

json to_json(const SessionContent& content) {
    json results = json::array();
    for (const SessionResult& result : content.results)
        results.push_back({{"id", result.id},
                           {"parent", result.parent},
                           {"file", result.file},
                           {"seconds", result.seconds},
                           {"saved", result.saved}});
    return {{"schema", kSchema},
            {"program", "burnish " BURNISH_VERSION},
            {"created", content.created},
            {"source",
             {{"name", content.source_name},
              {"path", path_to_text(content.source_path)},
              {"file_name", content.source.file_name},
              {"file_sha256", content.source.file_sha256},
              {"pixel_sha256", content.source.pixel_sha256},
              {"file", kSessionSourceName}}},
            {"results", std::move(results)}};
}

bool is_plain_file_name(const std::string& name) {
    return !name.empty() && name.size() < 256 && name[0] != '.' && name.find('/') == std::string::npos &&
           name.find('\0') == std::string::npos;
}

SessionResult result_from_json(const json& value, const fs::path& list) {
    SessionResult result;
    result.id = value.at("id").get<std::uint64_t>();
    result.parent = value.at("parent").get<std::uint64_t>();
    result.file = value.at("file").get<std::string>();
    result.seconds = value.value("seconds", 0.0);
    result.saved = value.value("saved", false);
    const bool ids_fit = value.at("id").is_number_unsigned() && value.at("parent").is_number_unsigned() &&
                         result.id != 0 && result.id <= kMaxId && result.parent <= kMaxId;
    if (!ids_fit)
        throw damaged_session(list, "a result with an impossible id");
    if (!is_plain_file_name(result.file))
        throw damaged_session(list, "a result outside the session's folder");
    return result;
}

SessionContent content_from_json(const json& value, const fs::path& list) {
    if (!value.is_object() || !value.contains("schema"))
        throw damaged_session(list, "no session");
    const json& schema = value.at("schema");
    if (!schema.is_number_integer() || schema.get<int>() != kSchema)
        throw damaged_session(list, "a session of another version", "schema " + std::to_string(kSchema));
    const json& source = value.at("source");
    SessionContent content;
    content.created = value.value("created", std::string());
    content.source_name = source.value("name", std::string());
    content.source_path = text_to_path(source.value("path", std::string()));
    content.source.file_name = source.value("file_name", std::string());
    content.source.file_sha256 = source.value("file_sha256", std::string());
    content.source.pixel_sha256 = source.value("pixel_sha256", std::string());
    std::set<std::uint64_t> known;
    for (const json& entry : value.at("results")) {
        SessionResult result = result_from_json(entry, list);
        if (result.parent != 0 && known.count(result.parent) == 0)
            throw damaged_session(list, "a result whose parent is missing");
        if (!known.insert(result.id).second)
            throw damaged_session(list, "two results with one id");
        content.results.push_back(std::move(result));
    }
    return content;
}

}  // namespace

Error damaged_session(const fs::path& path, std::string found, std::string expected) {
    return Error({.code = ErrorCode::ImageUnreadable,
                  .path = path,
                  .subject = "session",
                  .found = std::move(found),
                  .expected = std::move(expected)});
}

std::string session_list_text(const SessionContent& content) {
    // A name that is not UTF-8 must not cost the session.
    return to_json(content).dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

SessionContent read_session_list(const fs::path& folder) {
    const fs::path list = folder / kSessionListName;
    std::error_code error;
    const std::uintmax_t size = fs::file_size(list, error);
    if (error)
        throw damaged_session(list, error.message());
    if (size > kMaxListBytes)
        throw damaged_session(list, std::to_string(size) + " bytes",
                              "at most " + std::to_string(kMaxListBytes) + " bytes");
    std::ifstream stream(list, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    try {
        return content_from_json(json::parse(text), list);
    } catch (const json::exception& exception) {
        throw damaged_session(list, exception.what());
    }
}

}  // namespace burnish
