// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/lora_names.h"

#include "core/weights/lora_file.h"

#include <algorithm>

namespace burnish {

namespace {

constexpr std::string_view kWeight = ".weight";
constexpr std::string_view kTextModel = "text_model.";

std::string with_underscores(std::string name) {
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}

/// diffusers' attention processors of 2023: "….attn1.processor.to_q_lora" is "….attn1.to_q".
std::string without_processor(std::string module) {
    constexpr std::string_view kProcessor = ".processor.";
    const std::size_t found = module.find(kProcessor);
    if (found == std::string::npos) {
        return module;
    }
    module.replace(found, kProcessor.size(), ".");
    return module.ends_with(".to_out") ? module + ".0" : module;
}

}  // namespace

LoraKey parse_lora_key(std::string_view key) {
    static constexpr std::pair<std::string_view, LoraRole> kEndings[] = {{".lora_down.weight", LoraRole::Down},
                                                                         {".lora_up.weight", LoraRole::Up},
                                                                         {".lora_A.weight", LoraRole::Down},
                                                                         {".lora_B.weight", LoraRole::Up},
                                                                         {".lora_A.default.weight", LoraRole::Down},
                                                                         {".lora_B.default.weight", LoraRole::Up},
                                                                         {".lora.down.weight", LoraRole::Down},
                                                                         {".lora.up.weight", LoraRole::Up},
                                                                         {"_lora.down.weight", LoraRole::Down},
                                                                         {"_lora.up.weight", LoraRole::Up},
                                                                         {".alpha", LoraRole::Alpha}};
    for (const auto& [ending, role] : kEndings) {
        if (key.size() > ending.size() && key.ends_with(ending)) {
            return {.module = without_processor(std::string(key.substr(0, key.size() - ending.size()))), .role = role};
        }
    }
    static constexpr std::string_view kOthers[] = {".dora_scale", ".lora_magnitude_vector", ".lora_mid.weight",
                                                   ".lora_magnitude_vector.weight"};
    for (const std::string_view ending : kOthers) {
        if (key.size() > ending.size() && key.ends_with(ending)) {
            return {.module = std::string(key.substr(0, key.size() - ending.size()))};
        }
    }
    return {.module = std::string(key)};
}

LoraNames::LoraNames(const std::vector<LoraTarget>& targets) {
    for (std::size_t index = 0; index < targets.size(); ++index) {
        const LoraTarget& target = targets[index];
        const std::string kohya = target.component == "unet"           ? "lora_unet_"
                                  : target.component == "text_encoder" ? "lora_te1_"
                                                                       : "lora_te2_";
        for (const auto& [weight, shape] : target.weights) {
            if (!weight.ends_with(kWeight) || shape.size() < 2) {
                continue;
            }
            const std::string module = weight.substr(0, weight.size() - kWeight.size());
            const Place place{.target = index, .weight = weight};
            // transformers 5 calls the modules of CLIP's text model without what every earlier version begins them
            // with.
            const std::string shorter =
                module.starts_with(kTextModel) ? module.substr(kTextModel.size()) : std::string();
            for (const std::string& name : {module, shorter.empty() ? module : shorter}) {
                places_.emplace(kohya + with_underscores(name), place);
                places_.emplace(target.component + "." + name, place);
            }
            if (target.is_only_text_encoder) {
                places_.emplace("lora_te_" + with_underscores(module), place);
            }
            if (target.original_names != nullptr) {
                if (const auto original = target.original_names->to_original(module)) {
                    places_.emplace(kohya + with_underscores(*original), place);
                    places_.emplace("diffusion_model." + *original, place);
                }
            }
        }
    }
}

const LoraNames::Place* LoraNames::find(const std::string& module) const {
    const auto found = places_.find(module);
    return found == places_.end() ? nullptr : &found->second;
}

}  // namespace burnish
