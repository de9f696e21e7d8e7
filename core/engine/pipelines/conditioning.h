// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"
#include "core/engine/models/clip_text_model.h"
#include "core/tokenizer/clip_tokenizer.h"

#include <list>
#include <optional>
#include <string>

namespace burnish {

/// What the text encoder makes of one prompt.
struct PromptEmbeds {
    at::Tensor input_ids;  ///< int64 [1, 77]
    at::Tensor hidden;     ///< penultimate state, [1, 77, C]
    at::Tensor pooled;     ///< [1, P]
    bool truncated = false;
};

/// Tokenizes and encodes one prompt; the ids move to the model's device.
PromptEmbeds encode_prompt(const ClipTokenizer& tokenizer, const CLIPTextModelWithProjection& model,
                           const std::string& text, const at::Device& device);

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
    at::Tensor time_ids;       ///< fp32 [B, 5]
};

/// The refiner's ids of a picture of `size`, positive [1, 5]: original height, original width, crop top, crop left,
/// score.
at::Tensor refiner_time_ids(const RefineSettings& settings, const SizeHW& size);
/// The same for the negative prompt.
at::Tensor negative_refiner_time_ids(const RefineSettings& settings, const SizeHW& size);

}  // namespace burnish
