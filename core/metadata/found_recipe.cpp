// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/found_recipe.h"

#include "core/common/error.h"
#include "core/metadata/recipe_dialects.h"

#include <array>

namespace burnish {

namespace {

using dialects::Json;

constexpr std::size_t kLongest = std::size_t{16} << 20;

bool begins_with_brace(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{';
}

std::optional<FoundRecipe> from_own(const std::string& text) {
    try {
        const Recipe recipe = Recipe::from_json(text);
        const auto settings = recipe.json().find("settings");
        FoundRecipe found{.tool = "Burnish"};
        if (settings != recipe.json().end() && settings->is_object()) {
            found.settings = *settings;
        }
        return found;
    } catch (const Error&) {
        return std::nullopt;  // damaged, or from a newer Burnish: the text beside it may still help
    }
}

/// One text of unknown origin: JSON in a form that is known, or A1111's.
std::optional<FoundRecipe> from_text(const std::string& text, const std::string& software, const std::string& scheme) {
    if (text.size() > kLongest) {
        return std::nullopt;
    }
    if (!begins_with_brace(text)) {
        const bool tells = text.find("Steps: ") != std::string::npos;
        const bool is_fooocus = !scheme.empty() || software.starts_with("Fooocus");
        const bool is_cpp =
            text.find("SDCPP") != std::string::npos || text.find("stable-diffusion.cpp") != std::string::npos;
        const char* tool = is_fooocus ? "Fooocus" : is_cpp ? "stable-diffusion.cpp" : "AUTOMATIC1111";
        return tells ? std::optional(dialects::read_a1111(text, tool)) : std::nullopt;
    }
    const Json json = dialects::parse_json(text);
    if (!json.is_object()) {
        return std::nullopt;
    }
    if (json.contains("sui_image_params")) {
        return dialects::read_swarmui(json);
    }
    if (json.contains("c") && json.contains("seed")) {
        return dialects::read_draw_things(json);
    }
    if (json.contains("guidance_scale") || json.contains("base_model")) {
        return dialects::read_fooocus(json);
    }
    if (json.contains("uc") && json.contains("sampler")) {
        return dialects::read_novelai(json, {});
    }
    // NovelAI hides what it writes into its texts as one object.
    const auto comment = json.find("Comment");
    if (comment != json.end() && comment->is_string()) {
        const auto description = json.find("Description");
        const Json inner = dialects::parse_json(comment->get<std::string>());
        const bool has_words = description != json.end() && description->is_string();
        return inner.is_object() ? std::optional(dialects::read_novelai(
                                       inner, has_words ? description->get<std::string>() : std::string()))
                                 : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::optional<FoundRecipe> find_recipe(const PictureTexts& texts, const PictureMetadata& metadata) {
    const auto text = [&metadata](const char* key) {
        const auto found = metadata.texts.find(key);
        return found != metadata.texts.end() && found->second.size() <= kLongest ? found->second : std::string();
    };
    if (texts.recipe) {
        if (auto found = from_own(*texts.recipe)) {
            return found;
        }
    }
    if (const Json json = dialects::parse_json(text("invokeai_metadata")); json.is_object()) {
        return dialects::read_invokeai(json);
    }
    // In WebP ComfyUI uses the fields for the camera's make and model, with the key before the JSON.
    constexpr std::string_view kPromptKey = "prompt:";
    std::string graph = text("prompt");
    if (const std::string model = text("Model"); graph.empty() && model.starts_with(kPromptKey)) {
        graph = model.substr(kPromptKey.size());
    }
    if (const Json json = dialects::parse_json(graph); json.is_object()) {
        return dialects::read_comfyui(json);
    }
    if (text("Software") == "NovelAI") {
        if (const Json json = dialects::parse_json(text("Comment")); json.is_object()) {
            return dialects::read_novelai(json, text("Description"));
        }
    }
    const std::string scheme = text("fooocus_scheme");
    if (texts.parameters) {
        if (auto found = from_text(*texts.parameters, text("Software"), scheme)) {
            return found;
        }
    }
    for (const char* key :
         {"parameters", "UserComment", "Comment", "comment", "ImageDescription", "description", "stealth"}) {
        if (auto found = from_text(text(key), text("Software"), scheme)) {
            return found;
        }
    }
    return std::nullopt;
}

}  // namespace burnish
