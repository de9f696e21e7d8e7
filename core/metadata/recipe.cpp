// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/recipe.h"

#include "core/common/error.h"
#include "core/metadata/generation_parameters.h"
#include "core/metadata/settings_json.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <iterator>
#include <stdexcept>

namespace burnish {

namespace {

using Json = nlohmann::json;

[[noreturn]] void refuse(const std::string& what) {
    throw Error({.code = ErrorCode::ImageUnreadable, .subject = "recipe", .found = what});
}

std::string text_at(const Json& object, const char* section, const char* key) {
    const auto found = object.find(section);
    if (found == object.end() || !found->is_object()) {
        return {};
    }
    const auto value = found->find(key);
    return value != found->end() && value->is_string() ? value->get<std::string>() : std::string();
}

/// A number as a person writes it: 5, 0.3, 2.5.
std::string short_number(double value) {
    return fmt::format("{:g}", value);
}

Json model_json(const std::string& name, const RefineSettings& settings) {
    Json model{{"name", name}, {"path", settings.model.string()}};
    if (!settings.vae.empty()) {
        model["vae"] = settings.vae.string();
    }
    if (!settings.refiner.empty()) {
        model["refiner"] = settings.refiner.string();
    }
    for (const LoraChoice& lora : settings.loras) {
        model["loras"].push_back({{"path", lora.path.string()}, {"weight", lora.weight}});
    }
    return model;
}

/// The LoRAs of a recipe; an entry that is not one is refused.
std::vector<LoraChoice> loras_of(const Json& recipe) {
    std::vector<LoraChoice> loras;
    const auto model = recipe.find("model");
    const auto list = model != recipe.end() && model->is_object() ? model->find("loras") : recipe.end();
    if (model == recipe.end() || !model->is_object() || list == model->end()) {
        return loras;
    }
    for (const Json& entry : *list) {
        const bool is_whole = entry.is_object() && entry.contains("path") && entry["path"].is_string() &&
                              entry.contains("weight") && entry["weight"].is_number();
        if (!is_whole || loras.size() == 64) {
            refuse("the value of \"loras\" cannot be used");
        }
        loras.push_back({.path = entry["path"].get<std::string>(), .weight = entry["weight"].get<double>()});
    }
    return loras;
}

/// The past may take so much of a recipe: in a JPEG all of it shares one segment with other XMP.
constexpr std::size_t kLongestHistory = 24'000;
constexpr const char* kHistory = "history";
constexpr const char* kLeftOut = "history_left_out";

/// What a recipe tells of its past, and then itself as one pass of it.
Json past_of(const Json& recipe) {
    Json past = Json::array();
    if (const auto found = recipe.find(kHistory); found != recipe.end() && found->is_array()) {
        past = *found;
    }
    Json pass = recipe;
    for (const char* key : {kHistory, kLeftOut, "schema"}) {
        pass.erase(key);
    }
    past.push_back(std::move(pass));
    return past;
}

/// Takes passes out until the past is short enough: never the first, which tells where everything began. Returns how
/// many.
std::uint64_t shorten(Json& past) {
    std::uint64_t taken = 0;
    std::size_t size = past.dump(-1, ' ', false, Json::error_handler_t::replace).size();
    while (size > kLongestHistory && past.size() > 2) {
        size -= past[1].dump(-1, ' ', false, Json::error_handler_t::replace).size() + 1;
        past.erase(1);
        ++taken;
    }
    return taken;
}

std::string utc_now() {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

}  // namespace

Recipe::Recipe(const RefineResult& result, const SourceIdentity& source, const std::string& model_name,
               const Recipe* before) {
    json_ = {
        {"schema", kSchema},
        {"app", {{"name", "Burnish"}, {"version", BURNISH_VERSION}}},
        {"created", utc_now()},
        {"model", model_json(model_name, result.settings)},
        {"settings", settings_to_json(result.settings)},
        {"compute",
         {{"device", result.compute.device},
          {"dtype", result.compute.dtype},
          {"offload", result.compute.offload},
          {"threads", result.compute.threads}}},
        {"source",
         {{"file_name", source.file_name}, {"file_sha256", source.file_sha256}, {"pixel_sha256", source.pixel_sha256}}},
        {"result", {{"steps_run", result.steps_run}}}};
    if (result.compute.tile > 0) {
        json_["compute"]["tile"] = result.compute.tile;
    }
    if (result.image) {
        json_["result"]["width"] = result.image->width();
        json_["result"]["height"] = result.image->height();
    }
    if (before != nullptr && before->json_.is_object() && !before->json_.empty()) {
        Json past = past_of(before->json_);
        const auto earlier = before->json_.find(kLeftOut);
        const bool is_count = earlier != before->json_.end() && earlier->is_number_unsigned();
        const std::uint64_t left_out = shorten(past) + (is_count ? earlier->get<std::uint64_t>() : 0);
        json_[kHistory] = std::move(past);
        if (left_out > 0) {
            json_[kLeftOut] = left_out;
        }
    }
}

Recipe Recipe::from_json(const std::string& text) {
    constexpr std::size_t kLongest = std::size_t{1} << 20;
    if (text.size() > kLongest) {
        refuse("it is longer than 1 MiB");
    }
    int depth = 0;
    const auto limit_depth = [&depth](int level, Json::parse_event_t, Json&) {
        depth = std::max(depth, level);
        return level < 16;
    };
    Recipe recipe;
    recipe.json_ = Json::parse(text, limit_depth, false);
    if (!recipe.json_.is_object() || depth >= 16) {
        refuse("it is not a JSON object");
    }
    const auto schema = recipe.json_.find("schema");
    if (schema == recipe.json_.end() || *schema != kSchema) {
        refuse("its schema is not 1; it may come from a newer Burnish");
    }
    recipe.settings();
    return recipe;
}

std::optional<Recipe> Recipe::from_text(const std::optional<std::string>& text) {
    try {
        return text ? std::optional(from_json(*text)) : std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::string Recipe::to_json() const {
    return json_.dump(-1, ' ', false, Json::error_handler_t::replace);
}

RefineSettings Recipe::settings() const {
    RefineSettings settings;
    settings.model = text_at(json_, "model", "path");
    settings.vae = text_at(json_, "model", "vae");
    settings.refiner = text_at(json_, "model", "refiner");
    settings.loras = loras_of(json_);
    const auto found = json_.find("settings");
    if (found == json_.end()) {
        return settings;
    }
    try {
        settings_from_json(*found, settings);
    } catch (const std::invalid_argument& key) {
        refuse(std::string("the value of \"") + key.what() + "\" cannot be used");
    }
    return settings;
}

SourceIdentity Recipe::source() const {
    return {.file_name = text_at(json_, "source", "file_name"),
            .file_sha256 = text_at(json_, "source", "file_sha256"),
            .pixel_sha256 = text_at(json_, "source", "pixel_sha256")};
}

std::vector<nlohmann::json> Recipe::history() const {
    std::vector<Json> passes;
    if (const auto found = json_.find(kHistory); found != json_.end() && found->is_array()) {
        std::ranges::copy_if(*found, std::back_inserter(passes), [](const Json& pass) { return pass.is_object(); });
    }
    return passes;
}

SourceIdentity Recipe::origin() const {
    const std::vector<Json> passes = history();
    if (passes.empty()) {
        return source();
    }
    return {.file_name = text_at(passes.front(), "source", "file_name"),
            .file_sha256 = text_at(passes.front(), "source", "file_sha256"),
            .pixel_sha256 = text_at(passes.front(), "source", "pixel_sha256")};
}

std::string Recipe::model_name() const {
    return text_at(json_, "model", "name");
}

std::string Recipe::to_parameters() const {
    const RefineSettings made_with = settings();
    GenerationParameters parameters;
    parameters.prompt = made_with.prompt;
    parameters.negative_prompt = made_with.negative_prompt.value_or("");
    auto& fields = parameters.fields;
    fields = {{"Steps", std::to_string(made_with.steps)},
              {"Sampler", std::string(sampler_display_name(made_with.sampler))},
              {"CFG scale", short_number(made_with.guidance_scale)},
              {"Seed", std::to_string(made_with.seed)}};
    const Json result = json_.value("result", Json::object());
    if (result.is_object() && result.contains("width") && result.contains("height")) {
        fields.emplace_back("Size", result["width"].dump() + "x" + result["height"].dump());
    }
    fields.emplace_back("Model", model_name());
    if (!made_with.generate || (!made_with.refiner.empty() && !made_with.handoff)) {
        fields.emplace_back("Denoising strength", short_number(made_with.strength));
    }
    if (const std::string_view schedule = sampler_schedule_name(made_with.sampler); !schedule.empty()) {
        fields.emplace_back("Schedule type", std::string(schedule));
    }
    if (!made_with.refiner.empty()) {
        fields.emplace_back("Refiner", made_with.refiner.filename().string());
    }
    if (made_with.handoff) {
        fields.emplace_back("Refiner switch at", short_number(*made_with.handoff));
    }
    fields.emplace_back("RNG", "CPU");
    fields.emplace_back("Aesthetic score", short_number(made_with.aesthetic_score));
    fields.emplace_back("Negative aesthetic score", short_number(made_with.negative_aesthetic_score));
    if (made_with.guidance_rescale > 0) {
        fields.emplace_back("CFG rescale", short_number(made_with.guidance_rescale));
    }
    if (made_with.keep_detail > 0) {
        fields.emplace_back("Keep detail", short_number(made_with.keep_detail));
    }
    if (made_with.denoising_start) {
        fields.emplace_back("Denoising start", short_number(*made_with.denoising_start));
    }
    fields.emplace_back("Version", "Burnish " BURNISH_VERSION);
    return format_generation_parameters(parameters);
}

}  // namespace burnish
