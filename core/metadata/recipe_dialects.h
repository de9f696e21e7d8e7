// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metadata/found_recipe.h"

#include <string_view>

namespace burnish::dialects {

using Json = nlohmann::json;

/// JSON of bounded depth; discarded if it is not that.
Json parse_json(std::string_view text);

// One function a program; each takes what is known to be in its form and leaves out what is not as expected.
FoundRecipe read_a1111(std::string_view text, std::string tool);
FoundRecipe read_comfyui(const Json& prompt);
FoundRecipe read_invokeai(const Json& metadata);
FoundRecipe read_fooocus(const Json& parameters);
FoundRecipe read_swarmui(const Json& parameters);
FoundRecipe read_novelai(const Json& comment, const std::string& description);
FoundRecipe read_draw_things(const Json& comment);

/// Collects settings under our names and notes what has none.
class Translation final {
public:
    explicit Translation(std::string tool) { found_.tool = std::move(tool); }

    void text(const char* name, const Json& value);
    void number(const char* name, const Json& value, double low, double high);
    void seed(const Json& value);
    /// Names of samplers and schedules as any of the programs writes them.
    void sampler(std::string name, std::string schedule);
    /// How many steps ran there becomes the number of which as many run here. `runs` of `strength`, 0: all of them.
    void steps(int said, int runs, double strength);
    void note(std::string sentence) { found_.notes.push_back(std::move(sentence)); }
    FoundRecipe finish() { return std::move(found_); }

private:
    FoundRecipe found_;
};

}  // namespace burnish::dialects
