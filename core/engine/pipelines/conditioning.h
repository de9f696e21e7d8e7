// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"

#include <ATen/core/Tensor.h>

#include <list>
#include <optional>
#include <string>
#include <utility>

namespace burnish {

enum class ModelRole;

/// What the text encoders make of one prompt.
struct PromptEmbeds {
    at::Tensor input_ids;  ///< int64 [1, 77], of tokenizer_2
    at::Tensor hidden;     ///< penultimate states, those of both encoders side by side, [1, 77, C]
    at::Tensor pooled;     ///< of text_encoder_2, [1, P]
    bool truncated = false;

    /// An absent negative prompt of a base model: nothing is encoded, everything is zero, and there are no ids.
    PromptEmbeds zeros() const;
};

/// The embeddings of the last prompts of one model: asking again needs no text encoder.
class PromptCache final {
public:
    std::optional<PromptEmbeds> find(const std::string& text);
    void keep(const std::string& text, PromptEmbeds embeds);
    void clear() { entries_.clear(); }

private:
    std::list<std::pair<std::string, PromptEmbeds>> entries_;  ///< latest first
};

/// What the UNet is told besides the latents; batch 2 under guidance, negative first.
struct Conditioning {
    at::Tensor prompt_embeds;  ///< [B, 77, C]
    at::Tensor text_embeds;    ///< [B, P]
    at::Tensor time_ids;       ///< fp32 [B, 5 or 6]
};

/// The positive and the negative time ids of a picture of `size`, fp32 [1, n] each (spec §2.2). A refiner's: original
/// height, original width, crop top, crop left, score. A base model's: the target size in place of the score.
struct TimeIds {
    at::Tensor positive;
    at::Tensor negative;
};
TimeIds time_ids(ModelRole role, const RefineSettings& settings, const SizeHW& size);

}  // namespace burnish
