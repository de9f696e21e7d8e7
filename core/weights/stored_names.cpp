// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/stored_names.h"

namespace burnish {

std::vector<TensorPart> StoredNames::parts_of(std::string_view stored_key) const {
    if (!stored_key.starts_with(prefix)) {
        return {};
    }
    const std::string_view key = stored_key.substr(prefix.size());
    if (!ignored.empty() && key == ignored) {
        return {};
    }
    if (is_open_clip) {
        std::vector<TensorPart> parts;
        for (std::string& part : split_in_proj(key)) {
            parts.push_back({.key = std::move(part), .third = static_cast<int>(parts.size())});
        }
        if (!parts.empty()) {
            return parts;
        }
    }
    const std::optional<std::string> known = map ? map->to_diffusers(key) : std::nullopt;
    return {{.key = known.value_or(std::string(key)), .transposed = is_open_clip && key == "text_projection"}};
}

}  // namespace burnish
