// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/conditioning.h"

#include "core/engine/pipelines/sdxl_model.h"

#include <ATen/ATen.h>

namespace burnish {
namespace {

constexpr std::size_t kCachedPrompts = 16;

at::Tensor row_of(const SizeHW& original, const CropTL& crop, std::initializer_list<double> rest) {
    std::vector<float> values{static_cast<float>(original.height), static_cast<float>(original.width),
                              static_cast<float>(crop.top), static_cast<float>(crop.left)};
    for (const double value : rest) {
        values.push_back(static_cast<float>(value));
    }
    return at::tensor(values, at::TensorOptions().dtype(at::kFloat)).unsqueeze(0);
}

TimeIds refiner_ids(const RefineSettings& settings, const SizeHW& size) {
    const SizeHW original = settings.original_size.value_or(size);
    return {.positive = row_of(original, settings.crop, {settings.aesthetic_score}),
            .negative = row_of(settings.negative_original_size.value_or(original), settings.negative_crop,
                               {settings.negative_aesthetic_score})};
}

TimeIds base_ids(const RefineSettings& settings, const SizeHW& size) {
    const auto row = [](const SizeHW& original, const CropTL& crop, const SizeHW& target) {
        return row_of(original, crop, {static_cast<double>(target.height), static_cast<double>(target.width)});
    };
    const SizeHW original = settings.original_size.value_or(size);
    const SizeHW target = settings.target_size.value_or(size);
    TimeIds ids{.positive = row(original, settings.crop, target)};
    if (!settings.generate) {
        // Picture to picture: the negative side has the positive crop, as in diffusers.
        ids.negative = row(settings.negative_original_size.value_or(original), settings.crop,
                           settings.negative_target_size.value_or(target));
    } else if (settings.negative_original_size && settings.negative_target_size) {
        ids.negative = row(*settings.negative_original_size, settings.negative_crop, *settings.negative_target_size);
    } else {
        ids.negative = ids.positive;
    }
    return ids;
}

}  // namespace

PromptEmbeds PromptEmbeds::zeros() const {
    return {.hidden = at::zeros_like(hidden), .pooled = at::zeros_like(pooled)};
}

std::optional<PromptEmbeds> PromptCache::find(const std::string& text) {
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        if (entry->first == text) {
            entries_.splice(entries_.begin(), entries_, entry);
            return entry->second;
        }
    }
    return std::nullopt;
}

void PromptCache::keep(const std::string& text, PromptEmbeds embeds) {
    entries_.emplace_front(text, std::move(embeds));
    if (entries_.size() > kCachedPrompts) {
        entries_.pop_back();
    }
}

TimeIds time_ids(ModelRole role, const RefineSettings& settings, const SizeHW& size) {
    return role == ModelRole::Refiner ? refiner_ids(settings, size) : base_ids(settings, size);
}

}  // namespace burnish
