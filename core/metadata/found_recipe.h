// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metadata/picture_metadata.h"
#include "core/metadata/recipe.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace burnish {

/// How a picture was made, in our terms, as far as it can be told from what another program wrote into its file.
struct FoundRecipe {
    std::string tool;                                    ///< "Burnish", "AUTOMATIC1111", "ComfyUI", ...
    nlohmann::json settings = nlohmann::json::object();  ///< under the command line's names; only what was said
    std::vector<std::string> notes;                      ///< what could not be translated, one English sentence each
};

/// Looks at the texts of a picture, whoever wrote them: by their key first, then by how they begin. They are untrusted:
/// nothing in them is run and no path in them followed. Nothing if no text tells a recipe.
std::optional<FoundRecipe> find_recipe(const PictureTexts& texts, const PictureMetadata& metadata);

}  // namespace burnish
