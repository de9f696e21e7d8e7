// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace burnish {

/// `burnish.json` beside model_index.json: what its maker recommends and says about a model.
struct ModelCard {
    static constexpr int kSchema = 1;

    std::string name;
    std::string license;
    std::string note;
    nlohmann::json defaults = nlohmann::json::object();  ///< settings under the command line's names
    /// Linear map from latents to RGB in -1..1 for previews, one row a latent channel. Empty: none given.
    std::vector<std::array<double, 3>> latent_rgb;
};

/// The card of a model folder; an empty one if there is none. Throws Error{ModelCorrupt}.
ModelCard read_model_card(const std::filesystem::path& model);

}  // namespace burnish
