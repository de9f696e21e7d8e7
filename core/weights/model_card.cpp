// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/model_card.h"

#include "core/common/error.h"
#include "core/common/json_file.h"
#include "core/metadata/settings_json.h"
#include "core/weights/checkpoint.h"

#include <fmt/format.h>
#include <stdexcept>

namespace burnish {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kMaxCardBytes = 1U << 20;

[[noreturn]] void reject(const fs::path& path, const std::string& key, std::string found, std::string expected) {
    throw Error({.code = ErrorCode::ModelCorrupt,
                 .path = path,
                 .subject = key,
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

}  // namespace

ModelCard read_model_card(const fs::path& model) {
    const fs::path path = model / "burnish.json";
    std::error_code ignored;
    if (!fs::exists(path, ignored)) {
        return {};
    }
    const nlohmann::json json = read_json_object(path, kMaxCardBytes);
    const std::int64_t schema = int_or(json, "schema", ModelCard::kSchema);
    if (schema != ModelCard::kSchema) {
        reject(path, "schema", fmt::format("schema {}", schema), fmt::format("schema {}", ModelCard::kSchema));
    }
    ModelCard card;
    card.name = string_or(json, "name", "");
    card.license = string_or(json, "license", "");
    card.note = string_or(json, "note", "");
    if (const auto defaults = json.find("defaults"); defaults != json.end()) {
        if (!defaults->is_object()) {
            reject(path, "defaults", defaults->type_name(), "an object");
        }
        card.defaults = *defaults;
    }
    return card;
}

void apply_model_defaults(const fs::path& model, RefineSettings& settings) {
    const ModelCard card = read_model_card(model);
    try {
        settings_from_json(card.defaults, settings);
    } catch (const std::invalid_argument& error) {
        reject(model / "burnish.json", "defaults", error.what(), "recommended settings in range");
    }
}

}  // namespace burnish
