// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/recipe_dialects.h"

#include <charconv>
#include <cmath>
#include <set>

namespace burnish::dialects {

namespace {

constexpr int kLongestWay = 32;

const Json* member(const Json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() ? &*found : nullptr;
}

/// The inputs of a node, if there is such a node.
const Json* inputs_of(const Json& graph, const std::string& id) {
    const Json* node = member(graph, id.c_str());
    return node != nullptr ? member(*node, "inputs") : nullptr;
}

/// A link is [id, slot]; the id of where it comes from.
std::string linked(const Json* value) {
    const bool is_link = value != nullptr && value->is_array() && value->size() == 2 && (*value)[0].is_string();
    return is_link ? (*value)[0].get<std::string>() : std::string();
}

/// Follows a value back over the links to the first text.
std::string text_behind(const Json& graph, const Json* value, int way = 0) {
    if (value == nullptr || way > kLongestWay) {
        return {};
    }
    if (value->is_string()) {
        return value->get<std::string>();
    }
    const Json* inputs = inputs_of(graph, linked(value));
    if (inputs == nullptr) {
        return {};
    }
    for (const char* key :
         {"text", "text_g", "string", "value", "prompt", "conditioning", "conditioning_1", "positive"}) {
        if (const Json* next = member(*inputs, key)) {
            if (std::string text = text_behind(graph, next, way + 1); !text.empty()) {
                return text;
            }
        }
    }
    return {};
}

/// A number, or the number behind a link to a primitive.
Json value_behind(const Json& graph, const Json* value, int way = 0) {
    if (value == nullptr || way > kLongestWay) {
        return {};
    }
    if (!value->is_array()) {
        return *value;
    }
    const Json* inputs = inputs_of(graph, linked(value));
    for (const char* key : {"seed", "noise_seed", "value", "int", "float"}) {
        const Json* next = inputs != nullptr ? member(*inputs, key) : nullptr;
        if (next != nullptr) {
            return value_behind(graph, next, way + 1);
        }
    }
    return {};
}

long number_of_id(const std::string& id) {
    long number = -1;
    std::from_chars(id.data(), id.data() + id.size(), number);
    return number;
}

bool is_sampler(const Json& node) {
    const Json* kind = member(node, "class_type");
    const Json* inputs = member(node, "inputs");
    return kind != nullptr && kind->is_string() && inputs != nullptr && inputs->is_object() &&
           kind->get_ref<const std::string&>().find("KSampler") != std::string::npos && inputs->contains("steps");
}

/// The sampler that no other sampler goes on from; of several the one made last.
const Json* last_sampler(const Json& graph) {
    std::set<std::string> passed_on;
    for (const auto& [id, node] : graph.items()) {
        if (is_sampler(node)) {
            passed_on.insert(linked(member(node["inputs"], "latent_image")));
        }
    }
    const Json* best = nullptr;
    long best_number = -2;
    for (const auto& [id, node] : graph.items()) {
        if (is_sampler(node) && !passed_on.contains(id) && number_of_id(id) > best_number) {
            best = &node;
            best_number = number_of_id(id);
        }
    }
    return best;
}

void note_all_texts(const Json& graph, Translation& translation) {
    for (const auto& [id, node] : graph.items()) {
        const Json* inputs = member(node, "inputs");
        const Json* text = inputs != nullptr ? member(*inputs, "text") : nullptr;
        if (text != nullptr && text->is_string() && !text->get_ref<const std::string&>().empty()) {
            translation.note("Node " + id + " says: " + text->get<std::string>());
        }
    }
}

}  // namespace

FoundRecipe read_comfyui(const Json& prompt) {
    Translation translation("ComfyUI");
    const Json* sampler = last_sampler(prompt);
    if (sampler == nullptr) {
        translation.note("Its graph has no sampler that is known here.");
        note_all_texts(prompt, translation);
        return translation.finish();
    }
    const Json& inputs = (*sampler)["inputs"];
    const std::string positive = text_behind(prompt, member(inputs, "positive"));
    translation.text("prompt", positive);
    translation.text("negative", text_behind(prompt, member(inputs, "negative")));
    if (positive.empty()) {
        note_all_texts(prompt, translation);
    }
    const Json denoise = value_behind(prompt, member(inputs, "denoise"));
    const Json said = value_behind(prompt, member(inputs, "steps"));
    const int steps = said.is_number() && said.get<double>() >= 1 && said.get<double>() <= 10'000 ? said.get<int>() : 0;
    const double strength = denoise.is_number() ? denoise.get<double>() : 0;
    translation.number("strength", denoise, 0, 1);
    translation.steps(steps, steps, strength);  // it stretches the schedule and runs all of them
    translation.number("guidance", value_behind(prompt, member(inputs, "cfg")), 0, 100);
    const Json* seed = member(inputs, "seed") != nullptr ? member(inputs, "seed") : member(inputs, "noise_seed");
    translation.seed(value_behind(prompt, seed));
    const auto word = [&inputs](const char* key) {
        const Json* value = member(inputs, key);
        return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
    };
    translation.sampler(word("sampler_name"), word("scheduler"));
    if (const Json* start = member(inputs, "start_at_step"); start != nullptr && start->is_number()) {
        translation.note("It began at step " + start->dump() + "; set the strength or the hand-off by hand.");
    }
    return translation.finish();
}

}  // namespace burnish::dialects
