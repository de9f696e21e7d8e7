// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/settings_json.h"

#include "core/api/tiling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace burnish {

namespace {

using nlohmann::json;

json pair_of(int first, int second) {
    return json::array({first, second});
}

/// Reads typed, range-checked values; a missing key leaves the target as it is.
class SettingsReader {
public:
    explicit SettingsReader(const json& object) : object_(object) {}

    void text(const char* key, std::string& target) const {
        if (const json* value = find(key)) {
            require(value->is_string(), key);
            target = value->get<std::string>();
        }
    }

    void flag(const char* key, bool& target) const {
        if (const json* value = find(key)) {
            require(value->is_boolean(), key);
            target = value->get<bool>();
        }
    }

    void number(const char* key, double& target, double low, double high) const {
        if (const json* value = find(key)) {
            require(value->is_number(), key);
            const double read = value->get<double>();
            require(std::isfinite(read) && read >= low && read <= high, key);
            target = read;
        }
    }

    void optional_number(const char* key, std::optional<double>& target, double low, double high) const {
        if (find(key) != nullptr) {
            double read = 0;
            number(key, read, low, high);
            target = read;
        }
    }

    void integer(const char* key, int& target, int low, int high) const {
        if (const json* value = find(key)) {
            target = static_cast<int>(bounded(*value, key, low, high));
        }
    }

    void seed(const char* key, std::uint64_t& target) const {
        if (const json* value = find(key)) {
            require(value->is_number_unsigned(), key);
            target = value->get<std::uint64_t>();
        }
    }

    /// Two integers; true if the key is there.
    bool pair(const char* key, int& first, int& second, int low) const {
        const json* value = find(key);
        if (value == nullptr) {
            return false;
        }
        constexpr int kHigh = 1 << 20;
        require(value->is_array() && value->size() == 2, key);
        first = static_cast<int>(bounded((*value)[0], key, low, kHigh));
        second = static_cast<int>(bounded((*value)[1], key, low, kHigh));
        return true;
    }

    void size(const char* key, std::optional<SizeHW>& target) const {
        SizeHW read;
        if (pair(key, read.height, read.width, 1)) {
            target = read;
        }
    }

    void crop(const char* key, CropTL& target) const { pair(key, target.top, target.left, 0); }

private:
    const json* find(const char* key) const {
        const auto found = object_.find(key);
        return found == object_.end() || found->is_null() ? nullptr : &*found;
    }

    static void require(bool condition, const char* key) {
        if (!condition) {
            throw std::invalid_argument(key);
        }
    }

    static std::int64_t bounded(const json& value, const char* key, std::int64_t low, std::int64_t high) {
        require(value.is_number_integer(), key);
        require(!value.is_number_unsigned() || value.get<std::uint64_t>() <= static_cast<std::uint64_t>(high), key);
        const auto read = value.get<std::int64_t>();
        require(read >= low && read <= high, key);
        return read;
    }

    const json& object_;
};

constexpr double kLargest = 1e6;

std::string watermark_word(Watermark watermark) {
    return watermark == Watermark::Verified ? "verified" : watermark == Watermark::Reference ? "reference" : "none";
}

void add_sizes(const RefineSettings& settings, json& out) {
    const auto add = [&out](const char* key, const std::optional<SizeHW>& size) {
        if (size) {
            out[key] = pair_of(size->height, size->width);
        }
    };
    add("original_size", settings.original_size);
    add("target_size", settings.target_size);
    add("negative_original_size", settings.negative_original_size);
    add("negative_target_size", settings.negative_target_size);
    out["crop"] = pair_of(settings.crop.top, settings.crop.left);
    out["negative_crop"] = pair_of(settings.negative_crop.top, settings.negative_crop.left);
}

/// Text to picture and masks: written only where they are used.
void add_routes(const RefineSettings& settings, json& out) {
    if (settings.generate) {
        out["generate"] = pair_of(settings.generate->height, settings.generate->width);
    }
    if (settings.refiner_prompt) {
        out["refiner_prompt"] = *settings.refiner_prompt;
    }
    if (settings.handoff) {
        out["switch"] = *settings.handoff;
    }
    if (!settings.mask.empty()) {
        out["mask"] = settings.mask;
        out["mask_feather"] = settings.mask_feather;
    }
    if (settings.mask_crop) {
        out["mask_crop"] = *settings.mask_crop;
    }
    if (settings.tile) {
        out["tile"] = *settings.tile;
    }
}

void read_routes(const json& object, const SettingsReader& reader, RefineSettings& settings) {
    reader.size("generate", settings.generate);
    if (object.contains("refiner_prompt") && !object["refiner_prompt"].is_null()) {
        reader.text("refiner_prompt", settings.refiner_prompt.emplace());
    }
    reader.optional_number("switch", settings.handoff, 0, 1);
    reader.text("mask", settings.mask);
    reader.integer("mask_feather", settings.mask_feather, 0, 1 << 16);
    int crop = -1;
    reader.integer("mask_crop", crop, 0, 1 << 16);
    if (crop >= 0) {
        settings.mask_crop = crop;
    }
    int tile = -1;
    reader.integer("tile", tile, 0, kLargestTile);
    if (tile >= 0) {
        settings.tile = tile == 0 ? 0 : std::max(tile, kSmallestTile);
    }
}

}  // namespace

json settings_to_json(const RefineSettings& settings) {
    json out{{"prompt", settings.prompt},
             {"prompt_syntax", settings.prompt_syntax == PromptSyntax::Plain ? "plain" : "a1111"},
             {"strength", settings.strength},
             {"steps", settings.steps},
             {"guidance", settings.guidance_scale},
             {"guidance_rescale", settings.guidance_rescale},
             {"aesthetic", settings.aesthetic_score},
             {"negative_aesthetic", settings.negative_aesthetic_score},
             {"keep_detail", settings.keep_detail},
             {"eta", settings.eta},
             {"seed", settings.seed},
             {"noise", settings.noise == NoiseDtype::Fp32 ? "fp32" : "pipeline"},
             {"sampler", std::string(sampler_id(settings.sampler))}};
    if (settings.negative_prompt) {
        out["negative"] = *settings.negative_prompt;
    }
    if (settings.denoising_start) {
        out["denoising_start"] = *settings.denoising_start;
    }
    if (settings.denoising_end) {
        out["denoising_end"] = *settings.denoising_end;
    }
    add_routes(settings, out);
    if (settings.watermark != Watermark::None) {
        out["watermark"] = watermark_word(settings.watermark);
    }
    if (settings.allow_colour) {
        out["allow_colour"] = true;
    }
    add_sizes(settings, out);
    return out;
}

void settings_from_json(const json& object, RefineSettings& settings) {
    if (!object.is_object()) {
        throw std::invalid_argument("settings");
    }
    const SettingsReader reader(object);
    reader.text("prompt", settings.prompt);
    if (object.contains("negative") && !object["negative"].is_null()) {
        reader.text("negative", settings.negative_prompt.emplace());
    }
    reader.number("strength", settings.strength, 0, 1);
    reader.integer("steps", settings.steps, 1, 1000);
    reader.number("guidance", settings.guidance_scale, -kLargest, kLargest);
    reader.number("guidance_rescale", settings.guidance_rescale, 0, 1);
    reader.number("aesthetic", settings.aesthetic_score, -kLargest, kLargest);
    reader.number("negative_aesthetic", settings.negative_aesthetic_score, -kLargest, kLargest);
    reader.number("keep_detail", settings.keep_detail, 0, 1);
    reader.number("eta", settings.eta, 0, 1);
    reader.seed("seed", settings.seed);
    reader.optional_number("denoising_start", settings.denoising_start, 0, 1);
    reader.optional_number("denoising_end", settings.denoising_end, 0, 1);
    reader.size("original_size", settings.original_size);
    reader.size("target_size", settings.target_size);
    reader.size("negative_original_size", settings.negative_original_size);
    reader.size("negative_target_size", settings.negative_target_size);
    reader.crop("crop", settings.crop);
    reader.crop("negative_crop", settings.negative_crop);
    read_routes(object, reader, settings);
    reader.flag("allow_colour", settings.allow_colour);

    std::string word = settings.prompt_syntax == PromptSyntax::Plain ? "plain" : "a1111";
    reader.text("prompt_syntax", word);
    settings.prompt_syntax = word == "a1111" ? PromptSyntax::A1111 : PromptSyntax::Plain;
    word = settings.noise == NoiseDtype::Fp32 ? "fp32" : "pipeline";
    reader.text("noise", word);
    settings.noise = word == "pipeline" ? NoiseDtype::Pipeline : NoiseDtype::Fp32;
    word = std::string(sampler_id(settings.sampler));
    reader.text("sampler", word);
    const auto sampler = sampler_from_id(word);
    if (!sampler) {
        throw std::invalid_argument("sampler");
    }
    settings.sampler = *sampler;
    word = watermark_word(settings.watermark);
    reader.text("watermark", word);
    settings.watermark = word == "verified"    ? Watermark::Verified
                         : word == "reference" ? Watermark::Reference
                                               : Watermark::None;
}

}  // namespace burnish
