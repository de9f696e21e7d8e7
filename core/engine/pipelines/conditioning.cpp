// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/conditioning.h"

#include <ATen/ATen.h>

namespace burnish {
namespace {

constexpr std::size_t kCachedPrompts = 16;

at::Tensor time_ids(const SizeHW& original, const CropTL& crop, double score) {
    return at::tensor({static_cast<float>(original.height), static_cast<float>(original.width),
                       static_cast<float>(crop.top), static_cast<float>(crop.left), static_cast<float>(score)},
                      at::TensorOptions().dtype(at::kFloat))
        .unsqueeze(0);
}

}  // namespace

PromptEmbeds encode_prompt(const ClipTokenizer& tokenizer, const CLIPTextModelWithProjection& model,
                           const std::string& text, const at::Device& device) {
    const ClipTokenizer::Encoded encoded = tokenizer.encode(text);
    PromptEmbeds embeds{.truncated = encoded.truncated};
    embeds.input_ids = at::tensor(encoded.ids, at::TensorOptions().dtype(at::kLong)).unsqueeze(0);
    const CLIPTextOutput output = model.forward(embeds.input_ids.to(device));
    embeds.hidden = output.penultimate;
    embeds.pooled = output.text_embeds;
    return embeds;
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

at::Tensor refiner_time_ids(const RefineSettings& settings, const SizeHW& size) {
    return time_ids(settings.original_size.value_or(size), settings.crop, settings.aesthetic_score);
}

at::Tensor negative_refiner_time_ids(const RefineSettings& settings, const SizeHW& size) {
    const SizeHW original = settings.negative_original_size.value_or(settings.original_size.value_or(size));
    return time_ids(original, settings.negative_crop, settings.negative_aesthetic_score);
}

}  // namespace burnish
