// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace burnish {

/// `burnish.json` beside model_index.json: what its maker recommends and says about a model. (Its `latent_rgb` is read
/// by the engine, which alone knows the latents.)
struct ModelCard {
    static constexpr int kSchema = 1;

    std::string name;
    std::string license;
    std::string note;
    nlohmann::json defaults = nlohmann::json::object();  ///< settings under the command line's names
};

/// The card of a model folder; an empty one if there is none. Throws Error{ModelCorrupt}.
ModelCard read_model_card(const std::filesystem::path& model);

}  // namespace burnish
