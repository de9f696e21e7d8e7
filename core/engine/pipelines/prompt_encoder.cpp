// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/prompt_encoder.h"

#include "core/engine/runtime/stop_hook.h"
#include "core/tokenizer/prompt_chunks.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace burnish {
namespace {

/// A prompt laid out for both encoders.
struct LaidOutPrompt {
    std::string key;     ///< under which its embeddings are kept
    PromptChunks first;  ///< empty where the model has one encoder
    PromptChunks second;
};

at::Tensor row_of_ids(const PromptChunk& chunk) {
    return at::tensor(chunk.ids, at::TensorOptions().dtype(at::kLong)).unsqueeze(0);
}

PromptChunks lay_out(const ClipTokenizer& tokenizer, const std::string& text, const ParsedPrompt& parsed,
                     PromptSyntax syntax) {
    return syntax == PromptSyntax::Plain ? plain_chunk(tokenizer, text) : chunk_prompt(tokenizer, parsed);
}

std::vector<LaidOutPrompt> lay_out_all(const SdxlModel& model, RunContext& run, const std::vector<std::string>& texts,
                                       PromptSyntax syntax) {
    std::vector<LaidOutPrompt> prompts;
    std::size_t longest = 1;
    for (const std::string& text : texts) {
        const ParsedPrompt parsed = syntax == PromptSyntax::Plain ? plain_prompt(text) : parse_prompt(text);
        std::vector<std::string>& ignored = run.result.ignored_prompt_parts;
        ignored.insert(ignored.end(), parsed.ignored.begin(), parsed.ignored.end());
        LaidOutPrompt& prompt = prompts.emplace_back();
        prompt.second = lay_out(model.tokenizer_2, text, parsed, syntax);
        longest = std::max(longest, prompt.second.chunks.size());
        if (model.tokenizer) {
            prompt.first = lay_out(*model.tokenizer, text, parsed, syntax);
            longest = std::max(longest, prompt.first.chunks.size());
        }
    }
    for (std::size_t index = 0; index < texts.size(); ++index) {
        prompts[index].second.pad_to(longest, model.tokenizer_2);
        if (model.tokenizer) {
            prompts[index].first.pad_to(longest, *model.tokenizer);
        }
        prompts[index].key =
            (syntax == PromptSyntax::Plain ? "plain " : "a1111 ") + std::to_string(longest) + ' ' + texts[index];
    }
    return prompts;
}

/// The states of all chunks one after the other, [1, 77 · chunks, C], each token's multiplied by its weight.
at::Tensor joined(const std::vector<at::Tensor>& states, const PromptChunks& prompt) {
    const at::Tensor whole = states.size() == 1 ? states.front() : at::cat(states, 1);
    if (!prompt.is_weighted()) {
        return whole;
    }
    std::vector<float> weights;
    for (const PromptChunk& chunk : prompt.chunks) {
        weights.insert(weights.end(), chunk.weights.begin(), chunk.weights.end());
    }
    return whole * at::tensor(weights, at::TensorOptions().dtype(at::kFloat)).reshape({1, -1, 1}).to(whole.options());
}

/// Penultimate states of the first encoder, which base models have beside the second.
std::vector<at::Tensor> run_first_encoder(SdxlModel& model, RunContext& run,
                                          const std::vector<const LaidOutPrompt*>& prompts) {
    const auto lease = lease_component(model, run, SdxlModel::kTextEncoder, Stage::LoadTextEncoder);
    run.reporter.enter(Stage::EncodeText);
    StopHook stop_hook(run.reporter.stop(), run.block_hook);
    const HookedModule hooked(*model.text_encoder, stop_hook);
    std::vector<at::Tensor> result;
    for (const LaidOutPrompt* prompt : prompts) {
        std::vector<at::Tensor> states;
        for (const PromptChunk& chunk : prompt->first.chunks) {
            states.push_back(model.text_encoder->penultimate(row_of_ids(chunk).to(model.compute.device)));
        }
        result.push_back(joined(states, prompt->first));
    }
    model.compute.synchronize();
    return result;
}

std::vector<PromptEmbeds> run_second_encoder(SdxlModel& model, RunContext& run,
                                             const std::vector<const LaidOutPrompt*>& prompts) {
    const auto lease = lease_component(model, run, SdxlModel::kTextEncoder2, Stage::LoadTextEncoder);
    run.reporter.enter(Stage::EncodeText);
    StopHook stop_hook(run.reporter.stop(), run.block_hook);
    const HookedModule hooked(model.text_encoder_2, stop_hook);
    std::vector<PromptEmbeds> result;
    for (const LaidOutPrompt* prompt : prompts) {
        PromptEmbeds embeds{.truncated = prompt->second.truncated};
        std::vector<at::Tensor> ids;
        std::vector<at::Tensor> states;
        for (const PromptChunk& chunk : prompt->second.chunks) {
            ids.push_back(row_of_ids(chunk));
            const CLIPTextOutput output = model.text_encoder_2.forward(ids.back().to(model.compute.device));
            states.push_back(output.penultimate);
            embeds.pooled = embeds.pooled.defined() ? embeds.pooled : output.text_embeds;
        }
        embeds.input_ids = at::cat(ids, 1);
        embeds.hidden = joined(states, prompt->second);
        result.push_back(std::move(embeds));
    }
    model.compute.synchronize();
    return result;
}

}  // namespace

Residency::Lease lease_component(SdxlModel& model, RunContext& run, const char* component, Stage stage) {
    if (!model.residency().is_resident(component)) {
        run.reporter.enter(stage);
    }
    return model.residency().lease(component, {.stop = run.reporter.stop(), .progress = [&run](int moved, int total) {
                                                   run.reporter.advance(moved, total);
                                               }});
}

std::vector<PromptEmbeds> encode_prompts(SdxlModel& model, RunContext& run, const std::vector<std::string>& texts,
                                         PromptSyntax syntax) {
    const std::vector<LaidOutPrompt> laid_out = lay_out_all(model, run, texts, syntax);
    std::vector<PromptEmbeds> prompts(texts.size());
    std::vector<const LaidOutPrompt*> unknown;
    std::vector<std::size_t> places;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        if (std::optional<PromptEmbeds> known = model.prompts.find(laid_out[index].key)) {
            prompts[index] = std::move(*known);
        } else {
            unknown.push_back(&laid_out[index]);
            places.push_back(index);
        }
    }
    if (unknown.empty()) {
        return prompts;
    }
    const std::vector<at::Tensor> first =
        model.text_encoder ? run_first_encoder(model, run, unknown) : std::vector<at::Tensor>();
    std::vector<PromptEmbeds> encoded = run_second_encoder(model, run, unknown);
    for (std::size_t index = 0; index < encoded.size(); ++index) {
        if (!first.empty()) {
            encoded[index].hidden = at::cat({first[index], encoded[index].hidden}, -1);
        }
        model.prompts.keep(unknown[index]->key, encoded[index]);
        prompts[places[index]] = std::move(encoded[index]);
    }
    return prompts;
}

}  // namespace burnish
