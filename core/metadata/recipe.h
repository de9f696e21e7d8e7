// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_result.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace burnish {

/// Identity of the picture that a result was made from.
struct SourceIdentity {
    std::string file_name;    ///< without folders
    std::string file_sha256;  ///< empty for a picture that came from the clipboard
    std::string pixel_sha256;
};

/// What made a result: settings, what `auto` became, source, model. Stored in every file we write; the same recipe on
/// the same source makes the same picture again. Unknown keys survive reading and rewriting.
class Recipe final {
public:
    static constexpr int kSchema = 1;

    Recipe() = default;
    /// `before` is the recipe of the picture that was refined: it goes in with all that it says of its own past.
    Recipe(const RefineResult& result, const SourceIdentity& source, const std::string& model_name,
           const Recipe* before = nullptr);

    /// Throws Error{ImageUnreadable} for text that is not a recipe of a schema we know.
    static Recipe from_json(const std::string& text);
    /// Nothing where there is no text or it is no such recipe.
    static std::optional<Recipe> from_text(const std::optional<std::string>& text);
    std::string to_json() const;

    RefineSettings settings() const;
    SourceIdentity source() const;
    /// Passes before this one, the first one first: objects with `model`, `settings`, `source` and so on. Where there
    /// were too many, those next to the first and the last are kept, and `history_left_out` tells how many are not.
    std::vector<nlohmann::json> history() const;
    /// The picture that the first pass began with.
    SourceIdentity origin() const;
    std::string model_name() const;
    const nlohmann::json& json() const noexcept { return json_; }

    /// A1111's `parameters` text (peers.md §4.1).
    std::string to_parameters() const;

private:
    nlohmann::json json_;
};

/// Texts found in or written into a picture file.
struct PictureTexts {
    std::optional<std::string> parameters;  ///< A1111 text
    std::optional<std::string> recipe;      ///< our JSON
};

}  // namespace burnish
