// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/metadata/recipe.h"

#include <cstdint>
#include <string>

/// A text is a recipe that can be written and read again, or refused with an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto recipe = burnish::Recipe::from_json(std::string(reinterpret_cast<const char*>(data), size));
        recipe.settings();
        recipe.source();
        recipe.to_parameters();
        burnish::Recipe::from_json(recipe.to_json());
    } catch (const burnish::Error&) {
    }
    return 0;
}
