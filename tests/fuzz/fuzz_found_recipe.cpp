// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/found_recipe.h"
#include "core/metadata/settings_json.h"

#include <array>
#include <cstdint>
#include <stdexcept>

/// Whatever a text says, a recipe or nothing comes out, and its settings are read or refused by name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace burnish;
    constexpr std::array kKeys = {"parameters", "prompt", "invokeai_metadata", "Comment", "UserComment", "stealth"};
    if (size < 1) {
        return 0;
    }
    PictureMetadata metadata;
    metadata.texts[kKeys[data[0] % kKeys.size()]] = std::string(reinterpret_cast<const char*>(data + 1), size - 1);
    if ((data[0] & 0x40) != 0) {
        metadata.texts["Software"] = "NovelAI";
    }
    if (const auto found = find_recipe({}, metadata)) {
        RefineSettings settings;
        try {
            settings_from_json(found->settings, settings);
        } catch (const std::invalid_argument&) {
        }
    }
    return 0;
}
