// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/lora_file.h"

#include "core/common/error.h"
#include "core/weights/lora_names.h"
#include "core/weights/safetensors_reader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <optional>
#include <set>

namespace burnish {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kNamed = 3;

/// What a file holds for one module under one name.
struct Module {
    std::string down;
    std::string up;
    std::string alpha;
    std::string other;  ///< a tensor of a kind that is not merged (DoRA, LoHa, LoKr, CP decomposition)
};

double half_to_double(std::uint16_t bits) {
    const int exponent = bits >> 10 & 0x1F;
    const double fraction = bits & 0x3FF;
    const double magnitude = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(fraction + 1024, exponent - 25);
    return (bits & 0x8000U) != 0 ? -magnitude : magnitude;
}

/// A stored scalar; empty for another shape or element type, or a value that is not finite.
std::optional<double> scalar(SafetensorsReader& reader, const TensorEntry& entry) {
    const std::uint64_t bytes = dtype_bits(entry.dtype) / 8;
    if (entry.size != bytes || bytes == 0 || bytes > 8) {
        return std::nullopt;
    }
    const std::span<const std::byte> stored = reader.tensor_bytes(entry);
    std::uint64_t bits = 0;
    std::memcpy(&bits, stored.data(), bytes);
    double value = 0;
    switch (entry.dtype) {
    case TensorDtype::F16:
        value = (bits >> 10 & 0x1F) == 0x1F ? NAN : half_to_double(static_cast<std::uint16_t>(bits));
        break;
    case TensorDtype::BF16:
        value = static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16));
        break;
    case TensorDtype::F32:
        value = static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
        break;
    case TensorDtype::F64:
        value = std::bit_cast<double>(bits);
        break;
    case TensorDtype::I64:
        value = static_cast<double>(static_cast<std::int64_t>(bits));
        break;
    default:
        return std::nullopt;
    }
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::map<std::string, Module> modules_of(const SafetensorsHeader& header) {
    std::map<std::string, Module> modules;
    for (const auto& [key, entry] : header.tensors) {
        const LoraKey parsed = parse_lora_key(key);
        Module& module = modules[parsed.module];
        std::string& place = parsed.role == LoraRole::Down    ? module.down
                             : parsed.role == LoraRole::Up    ? module.up
                             : parsed.role == LoraRole::Alpha ? module.alpha
                                                              : module.other;
        place = key;
    }
    return modules;
}

/// diffusers 0.35 and later keep PEFT's lora_alpha in the header: "<component>.lora_alpha" of one JSON text.
std::map<std::string, double> alphas_in_metadata(const SafetensorsHeader& header) {
    std::map<std::string, double> alphas;
    const auto text = header.metadata.find("lora_adapter_metadata");
    if (text == header.metadata.end()) {
        return alphas;
    }
    const nlohmann::json json = nlohmann::json::parse(text->second, nullptr, false);
    if (json.is_object()) {
        for (const auto& [key, value] : json.items()) {
            constexpr std::string_view kSuffix = ".lora_alpha";
            if (key.ends_with(kSuffix) && value.is_number()) {
                alphas[key.substr(0, key.size() - kSuffix.size())] = value.get<double>();
            }
        }
    }
    return alphas;
}

/// Whether up · down has the shape of the weight. A 1 x 1 kernel counts as none.
bool shapes_fit(const std::vector<std::uint64_t>& down, const std::vector<std::uint64_t>& up,
                const std::vector<std::int64_t>& weight) {
    if (down.size() < 2 || up.size() < 2 || down[0] == 0 || down[0] != up[1]) {
        return false;
    }
    const auto extent = [](const auto& shape, std::size_t index) {
        return index < shape.size() ? static_cast<std::uint64_t>(shape[index]) : 1;
    };
    if (weight.size() < 2 || extent(weight, 0) != up[0] || std::max({down.size(), up.size(), weight.size()}) > 4) {
        return false;
    }
    for (std::size_t index = 1; index < 4; ++index) {
        if (extent(down, index) != extent(weight, index) || (index > 1 && extent(up, index) != 1)) {
            return false;
        }
    }
    return true;
}

class Matcher final {
public:
    Matcher(const fs::path& file, double weight, const std::vector<LoraTarget>& targets)
        : reader_(file), weight_(weight), targets_(targets), names_(targets) {}

    std::map<std::string, LoraLayers> run(const std::string& model_name) {
        const std::map<std::string, Module> modules = modules_of(reader_.header());
        const std::map<std::string, double> alphas = alphas_in_metadata(reader_.header());
        std::map<std::string, LoraLayers> layers;
        std::vector<std::string> misfits;
        for (const auto& [name, module] : modules) {
            const LoraNames::Place* place = names_.find(name);
            const bool is_whole = !module.down.empty() && !module.up.empty() && module.other.empty();
            if (place == nullptr || !is_whole || !fits(module, *place)) {
                misfits.push_back(module.other.empty() ? name : module.other);
                continue;
            }
            const std::string& component = targets_[place->target].component;
            const auto common = alphas.find(component);
            const std::optional<double> factor =
                factor_of(module, common == alphas.end() ? std::nullopt : std::optional(common->second));
            if (!factor) {
                misfits.push_back(module.alpha);
                continue;
            }
            layers[component][place->weight].push_back(
                {.file = reader_.path(), .down = module.down, .up = module.up, .factor = *factor});
        }
        if (!misfits.empty() || layers.empty()) {
            refuse(modules.size(), misfits, model_name);
        }
        return layers;
    }

private:
    bool fits(const Module& module, const LoraNames::Place& place) const {
        const auto& tensors = reader_.header().tensors;
        return shapes_fit(tensors.at(module.down).shape, tensors.at(module.up).shape,
                          targets_[place.target].weights.at(place.weight));
    }

    std::optional<double> factor_of(const Module& module, std::optional<double> common_alpha) {
        const auto& tensors = reader_.header().tensors;
        const auto rank = static_cast<double>(tensors.at(module.down).shape[0]);
        const std::optional<double> alpha =
            module.alpha.empty() ? common_alpha.value_or(rank) : scalar(reader_, tensors.at(module.alpha));
        return alpha ? std::optional(weight_ * *alpha / rank) : std::nullopt;
    }

    [[noreturn]] void refuse(std::size_t count, const std::vector<std::string>& misfits,
                             const std::string& model_name) const {
        const std::string made_for = lora_made_for(reader_.header());
        std::string found = misfits.empty() ? std::string("no LoRA")
                                            : fmt::format("{} of {} parts that do not fit (", misfits.size(), count);
        for (std::size_t index = 0; index < std::min(misfits.size(), kNamed); ++index) {
            found += (index > 0 ? ", " : "") + misfits[index];
        }
        if (!misfits.empty()) {
            found += misfits.size() > kNamed ? fmt::format(" and {} more)", misfits.size() - kNamed) : ")";
        }
        if (!made_for.empty()) {
            found += fmt::format("; it is a LoRA for {}", made_for);
        }
        throw Error({.code = ErrorCode::ModelUnsupported,
                     .path = reader_.path(),
                     .subject = "LoRA",
                     .found = found,
                     .expected = fmt::format("a LoRA for {}", model_name)});
    }

    SafetensorsReader reader_;
    double weight_;
    const std::vector<LoraTarget>& targets_;
    LoraNames names_;
};

}  // namespace

std::map<std::string, LoraLayers> match_lora(const fs::path& file, double weight,
                                             const std::vector<LoraTarget>& targets, const std::string& model_name) {
    return Matcher(file, weight, targets).run(model_name);
}

std::string lora_made_for(const SafetensorsHeader& header) {
    for (const auto& [key, entry] : header.tensors) {
        const bool reads_text = key.find("attn2") != std::string::npos && key.find("to_k") != std::string::npos;
        if (!reads_text || parse_lora_key(key).role != LoraRole::Down || entry.shape.size() < 2) {
            continue;
        }
        switch (entry.shape[1]) {
        case 2048:
            return "SDXL base";
        case 1280:
            return "the SDXL refiner";
        case 1024:
            return "Stable Diffusion 2.x";
        case 768:
            return "Stable Diffusion 1.x";
        default:
            return {};
        }
    }
    return {};
}

std::string describe_lora(const SafetensorsHeader& header) {
    std::set<std::string> modules;
    std::set<std::uint64_t> ranks;
    bool is_kohya = false;
    for (const auto& [key, entry] : header.tensors) {
        const LoraKey parsed = parse_lora_key(key);
        modules.insert(parsed.module);
        is_kohya = is_kohya || parsed.module.starts_with("lora_");
        if (parsed.role == LoraRole::Down && !entry.shape.empty()) {
            ranks.insert(entry.shape[0]);
        }
    }
    const std::string rank = ranks.empty()       ? "of no rank"
                             : ranks.size() == 1 ? fmt::format("rank {}", *ranks.begin())
                                                 : fmt::format("ranks {} to {}", *ranks.begin(), *ranks.rbegin());
    const std::string made_for = lora_made_for(header);
    return fmt::format("{} names, {}, {} module{}{}", is_kohya ? "kohya" : "diffusers", rank, modules.size(),
                       modules.size() == 1 ? "" : "s", made_for.empty() ? "" : ", for " + made_for);
}

}  // namespace burnish
