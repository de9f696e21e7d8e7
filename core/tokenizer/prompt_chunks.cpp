// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/prompt_chunks.h"

#include <algorithm>

namespace burnish {

namespace {

constexpr std::size_t kCommaReach = 20;

class Layout final {
public:
    explicit Layout(const ClipTokenizer& tokenizer)
        : tokenizer_(tokenizer), length_(static_cast<std::size_t>(tokenizer.model_max_length()) - 2) {
        const std::vector<std::int64_t> comma = tokenizer.tokenize(",");
        comma_ = comma.size() == 1 ? comma.front() : -1;
    }

    void add(std::int64_t id, float weight) {
        if (id == comma_) {
            after_comma_ = ids_.size() + 1;
        } else if (ids_.size() == length_ && after_comma_ > 0 && ids_.size() + 1 - after_comma_ <= kCommaReach) {
            move_tail();
        }
        if (ids_.size() == length_) {
            end_chunk();
        }
        ids_.push_back(id);
        weights_.push_back(weight);
    }

    void end_chunk() {
        PromptChunk chunk;
        chunk.ids.push_back(tokenizer_.bos_id());
        chunk.ids.insert(chunk.ids.end(), ids_.begin(), ids_.end());
        chunk.ids.push_back(tokenizer_.eos_id());
        chunk.ids.resize(length_ + 2, tokenizer_.pad_id());
        chunk.weights.push_back(1.0F);
        chunk.weights.insert(chunk.weights.end(), weights_.begin(), weights_.end());
        chunk.weights.resize(length_ + 2, 1.0F);
        chunks_.push_back(std::move(chunk));
        ids_.clear();
        weights_.clear();
        after_comma_ = 0;
    }

    std::vector<PromptChunk> finish() {
        if (!ids_.empty() || chunks_.empty()) {
            end_chunk();
        }
        return std::move(chunks_);
    }

private:
    /// What stands behind the last comma goes on in the next chunk.
    void move_tail() {
        const auto tail = static_cast<std::ptrdiff_t>(after_comma_);
        const std::vector<std::int64_t> ids(ids_.begin() + tail, ids_.end());
        const std::vector<float> weights(weights_.begin() + tail, weights_.end());
        ids_.resize(after_comma_);
        weights_.resize(after_comma_);
        end_chunk();
        ids_ = ids;
        weights_ = weights;
    }

    const ClipTokenizer& tokenizer_;
    std::size_t length_;
    std::int64_t comma_ = -1;
    std::size_t after_comma_ = 0;  ///< tokens of this chunk up to its last comma; 0: it has none
    std::vector<std::int64_t> ids_;
    std::vector<float> weights_;
    std::vector<PromptChunk> chunks_;
};

}  // namespace

bool PromptChunks::is_weighted() const noexcept {
    return std::any_of(chunks.begin(), chunks.end(), [](const PromptChunk& chunk) {
        return std::any_of(chunk.weights.begin(), chunk.weights.end(), [](float weight) { return weight != 1.0F; });
    });
}

void PromptChunks::pad_to(std::size_t count, const ClipTokenizer& tokenizer) {
    while (chunks.size() < count) {
        chunks.push_back(plain_chunk(tokenizer, "").chunks.front());
    }
}

PromptChunks chunk_prompt(const ClipTokenizer& tokenizer, const ParsedPrompt& prompt) {
    Layout layout(tokenizer);
    for (const PromptPart& part : prompt.parts) {
        if (part.is_break) {
            layout.end_chunk();
            continue;
        }
        for (const std::int64_t id : tokenizer.tokenize(part.text)) {
            layout.add(id, static_cast<float>(part.weight));
        }
    }
    return {.chunks = layout.finish()};
}

PromptChunks plain_chunk(const ClipTokenizer& tokenizer, std::string_view text) {
    const ClipTokenizer::Encoded encoded = tokenizer.encode(text);
    const std::vector<float> weights(encoded.ids.size(), 1.0F);
    return {.chunks = {{.ids = encoded.ids, .weights = weights}}, .truncated = encoded.truncated};
}

}  // namespace burnish
