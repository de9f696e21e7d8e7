// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/recipe_dialects.h"

#include "core/api/sampler.h"
#include "core/metadata/generation_parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace burnish::dialects {

namespace {

constexpr int kMostSteps = 1000;
constexpr int kDeepest = 64;

std::string plain(std::string_view name) {
    std::string result;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') {
            result += static_cast<char>(c - 'A' + 'a');
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+') {
            result += c;
        }
    }
    return result;
}

std::optional<double> number_of(const Json& value) {
    if (value.is_number()) {
        return value.get<double>();
    }
    if (!value.is_string()) {
        return std::nullopt;
    }
    const auto& text = value.get_ref<const std::string&>();
    double number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc{} ? std::optional(number) : std::nullopt;
}

const Json& at(const Json& object, const char* key) {
    static const Json kNothing;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() ? *found : kNothing;
}

std::string string_at(const Json& object, const char* key) {
    const Json& value = at(object, key);
    return value.is_string() ? value.get<std::string>() : std::string();
}

int whole_at(const Json& object, const char* key) {
    const auto value = number_of(at(object, key));
    return value && *value >= 1 && *value <= 100'000 ? static_cast<int>(*value) : 0;
}

double strength_in(const Json& object, const char* key) {
    const auto value = number_of(at(object, key));
    return value && *value > 0 && *value <= 1 ? *value : 0;
}

void note_model(Translation& translation, const std::string& model) {
    if (!model.empty()) {
        translation.note(fmt::format("It was made with the model {}; the model is not changed.", model));
    }
}

}  // namespace

Json parse_json(std::string_view text) {
    int depth = 0;
    const auto limit_depth = [&depth](int level, Json::parse_event_t, Json&) {
        depth = std::max(depth, level);
        return level < kDeepest;
    };
    Json json = Json::parse(text, limit_depth, false);
    return depth < kDeepest ? json : Json(Json::value_t::discarded);
}

void Translation::text(const char* name, const Json& value) {
    if (value.is_string()) {
        found_.settings[name] = value;
    }
}

void Translation::number(const char* name, const Json& value, double low, double high) {
    const auto number = number_of(value);
    if (!number) {
        return;
    }
    if (!std::isfinite(*number) || *number < low || *number > high) {
        return note(fmt::format("{} of {:g} is out of range here.", name, *number));
    }
    found_.settings[name] = *number;
}

void Translation::seed(const Json& value) {
    if (value.is_number_unsigned()) {
        found_.settings["seed"] = value;
        return;
    }
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        std::uint64_t seed = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seed);
        if (problem == std::errc{}) {
            found_.settings["seed"] = seed;
        }
    }
}

void Translation::sampler(std::string name, std::string schedule) {
    if (name.empty()) {
        return;
    }
    std::string key = plain(name);
    std::string curve = plain(schedule);
    for (const std::string_view ending : {"karras", "exponential", "sgmuniform", "discrete"}) {
        if (key.size() > ending.size() && key.ends_with(ending)) {
            key.resize(key.size() - ending.size());
            curve = ending;
        }
    }
    if (key.starts_with("k") && key != "karras") {
        key.erase(0, 1);  // NovelAI's k_euler
    }
    struct Known {
        std::string_view name;
        std::string_view id;
    };
    static constexpr std::array kKnown = {Known{"euler", "euler"},
                                          Known{"eulera", "euler_a"},
                                          Known{"eulerancestral", "euler_a"},
                                          Known{"dpm++2m", "dpmpp_2m"},
                                          Known{"dpmpp2m", "dpmpp_2m"},
                                          Known{"dpmpp2mk", "dpmpp_2m_karras"},
                                          Known{"dpm++2msde", "dpmpp_2m_sde"},
                                          Known{"dpmpp2msde", "dpmpp_2m_sde"},
                                          Known{"dpmpp2msdegpu", "dpmpp_2m_sde"},
                                          Known{"dpmpp2msdek", "dpmpp_2m_sde"},
                                          Known{"ddim", "ddim"},
                                          Known{"ddimv3", "ddim"},
                                          Known{"unipc", "unipc"},
                                          Known{"heun", "heun"},
                                          Known{"lcm", "lcm"}};
    const auto known = std::ranges::find(kKnown, key, &Known::name);
    if (known == kKnown.end()) {
        return note(fmt::format("The sampler {} does not exist here; the sampler is not changed.", name));
    }
    std::string id(known->id);
    const bool is_usual = curve.empty() || curve == "automatic" || curve == "normal" || curve == "simple" ||
                          curve == "discrete" || curve == "native" || curve == "uniform";
    if (curve == "karras" && id == "dpmpp_2m") {
        id = "dpmpp_2m_karras";
    } else if (!is_usual && id != "dpmpp_2m_karras") {
        note(fmt::format("The schedule {} of {} is not used here.", curve, name));
    }
    found_.settings["sampler"] = id;
}

void Translation::steps(int said, int runs, double strength) {
    if (said < 1) {
        return;
    }
    int steps = std::min(said, kMostSteps);
    if (runs > 0 && strength > 0 && strength < 1) {
        // The smallest number of which as many run here: int(steps * strength), as diffusers counts.
        steps = static_cast<int>(std::ceil(static_cast<double>(runs) / strength));
        while (static_cast<int>(static_cast<double>(steps) * strength) < runs && steps < kMostSteps) {
            ++steps;
        }
        steps = std::min(steps, kMostSteps);
        if (steps != said) {
            note(fmt::format("{} steps there are {} here: at strength {:g} {} run.", said, steps, strength, runs));
        }
    }
    found_.settings["steps"] = steps;
}

FoundRecipe read_a1111(std::string_view text, std::string tool) {
    const GenerationParameters parameters = parse_generation_parameters(text);
    const std::string version = parameters.field("Version").value_or("");
    if (version.starts_with("Burnish")) {
        tool = "Burnish";
    } else if (version.starts_with("f")) {
        tool = "Forge";
    }
    const bool is_ours = tool == "Burnish";
    Translation translation(std::move(tool));
    translation.text("prompt", parameters.prompt);
    translation.text("negative", parameters.negative_prompt);
    const auto field = [&parameters](const char* key) {
        const auto value = parameters.field(key);
        return value ? Json(*value) : Json();
    };
    const Json strength = field("Denoising strength");
    const double part = number_of(strength).value_or(0);
    const int said = static_cast<int>(std::clamp(number_of(field("Steps")).value_or(0), 0.0, 100'000.0));
    const int runs = is_ours || part <= 0 ? 0 : static_cast<int>(std::min(part, 0.999) * said) + 1;
    translation.number("strength", strength, 0, 1);
    translation.steps(said, runs, part);
    translation.number("guidance", field("CFG scale"), 0, 100);
    translation.number("guidance_rescale", field("CFG rescale"), 0, 1);
    translation.number("aesthetic", field("Aesthetic score"), 0, 100);
    translation.number("negative_aesthetic", field("Negative aesthetic score"), 0, 100);
    translation.number("keep_detail", field("Keep detail"), 0, 1);
    translation.seed(field("Seed"));
    translation.sampler(parameters.field("Sampler").value_or(""), parameters.field("Schedule type").value_or(""));
    if (!is_ours) {
        note_model(translation, parameters.field("Model").value_or(""));
        for (const char* key : {"Clip skip", "Refiner", "Refiner switch at", "Hires upscale", "Variation seed",
                                "Lora hashes", "TI hashes", "Mask blur"}) {
            if (const auto value = parameters.field(key)) {
                translation.note(fmt::format("{} ({}) has no counterpart here.", key, *value));
            }
        }
    }
    return translation.finish();
}

FoundRecipe read_invokeai(const Json& metadata) {
    Translation translation("InvokeAI");
    translation.text("prompt", at(metadata, "positive_prompt"));
    translation.text("negative", at(metadata, "negative_prompt"));
    const double strength = strength_in(metadata, "strength");
    const int steps = whole_at(metadata, "steps");
    translation.number("strength", at(metadata, "strength"), 0, 1);
    translation.steps(steps, strength > 0 ? static_cast<int>(steps * strength) : 0, strength);
    translation.number("guidance", at(metadata, "cfg_scale"), 0, 100);
    translation.number("guidance_rescale", at(metadata, "cfg_rescale_multiplier"), 0, 1);
    translation.number("aesthetic", at(metadata, "refiner_positive_aesthetic_score"), 0, 100);
    translation.number("negative_aesthetic", at(metadata, "refiner_negative_aesthetic_score"), 0, 100);
    translation.seed(at(metadata, "seed"));
    translation.sampler(string_at(metadata, "scheduler"), "");
    const Json& model = at(metadata, "model");
    note_model(translation, model.is_object() ? string_at(model, "name") : string_at(metadata, "model"));
    if (at(metadata, "refiner_start").is_number()) {
        translation.note("Its refiner took over part of the way; here the whole refine is one run.");
    }
    return translation.finish();
}

FoundRecipe read_fooocus(const Json& parameters) {
    Translation translation("Fooocus");
    const auto text_or = [&](const char* key, const char* other) -> const Json& {
        return at(parameters, key).is_string() ? at(parameters, key) : at(parameters, other);
    };
    translation.text("prompt", text_or("prompt", "Prompt"));
    translation.text("negative", text_or("negative_prompt", "Negative Prompt"));
    translation.steps(whole_at(parameters, "steps"), 0, 0);
    translation.number("guidance", at(parameters, "guidance_scale"), 0, 100);
    translation.seed(at(parameters, "seed"));
    translation.sampler(string_at(parameters, "sampler"), string_at(parameters, "scheduler"));
    note_model(translation, string_at(parameters, "base_model"));
    if (!string_at(parameters, "refiner_model").empty() && string_at(parameters, "refiner_model") != "None") {
        translation.note(
            fmt::format("Its refiner {} has no counterpart here.", string_at(parameters, "refiner_model")));
    }
    return translation.finish();
}

FoundRecipe read_swarmui(const Json& parameters) {
    const Json& said = at(parameters, "sui_image_params");
    Translation translation("SwarmUI");
    translation.text("prompt", at(said, "prompt"));
    translation.text("negative", at(said, "negativeprompt"));
    const double strength = strength_in(said, "initimagecreativity");
    const int steps = whole_at(said, "steps");
    translation.number("strength", at(said, "initimagecreativity"), 0, 1);
    translation.steps(steps, strength > 0 ? std::max(1, static_cast<int>(std::lround(steps * strength))) : 0, strength);
    translation.number("guidance", at(said, "cfgscale"), 0, 100);
    translation.seed(at(said, "seed"));
    translation.sampler(string_at(said, "sampler"), string_at(said, "scheduler"));
    note_model(translation, string_at(said, "model"));
    return translation.finish();
}

FoundRecipe read_novelai(const Json& comment, const std::string& description) {
    Translation translation("NovelAI");
    translation.text("prompt", at(comment, "prompt").is_string() ? at(comment, "prompt") : Json(description));
    translation.text("negative", at(comment, "uc"));
    const double strength = strength_in(comment, "strength");
    const int steps = whole_at(comment, "steps");
    translation.number("strength", at(comment, "strength"), 0, 1);
    translation.steps(steps, strength > 0 ? std::max(1, static_cast<int>(steps * strength)) : 0, strength);
    translation.number("guidance", at(comment, "scale"), 0, 100);
    translation.number("guidance_rescale", at(comment, "cfg_rescale"), 0, 1);
    translation.seed(at(comment, "seed"));
    translation.sampler(string_at(comment, "sampler"), string_at(comment, "noise_schedule"));
    const std::string prompt = string_at(comment, "prompt") + description;
    if (prompt.find('{') != std::string::npos || prompt.find('[') != std::string::npos) {
        translation.note("Braces weigh words there; here they are taken as they stand.");
    }
    return translation.finish();
}

FoundRecipe read_draw_things(const Json& comment) {
    Translation translation("Draw Things");
    translation.text("prompt", at(comment, "c"));
    translation.text("negative", at(comment, "uc"));
    const double strength = strength_in(comment, "strength");
    const int steps = whole_at(comment, "steps");
    translation.number("strength", at(comment, "strength"), 0, 1);
    translation.steps(steps, strength > 0 ? std::max(1, static_cast<int>(steps * strength)) : 0, strength);
    translation.number("guidance", at(comment, "scale"), 0, 100);
    translation.seed(at(comment, "seed"));
    translation.sampler(string_at(comment, "sampler"), "");
    note_model(translation, string_at(comment, "model"));
    return translation.finish();
}

}  // namespace burnish::dialects
