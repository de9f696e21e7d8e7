// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/prompt_encoder.h"

#include "core/engine/runtime/stop_hook.h"

#include <ATen/ATen.h>

namespace burnish {
namespace {

at::Tensor row_of_ids(const ClipTokenizer::Encoded& encoded) {
    return at::tensor(encoded.ids, at::TensorOptions().dtype(at::kLong)).unsqueeze(0);
}

/// Penultimate states of the first encoder, which base models have beside the second.
std::vector<at::Tensor> run_first_encoder(SdxlModel& model, RunContext& run, const std::vector<std::string>& texts) {
    const auto lease = lease_component(model, run, SdxlModel::kTextEncoder, Stage::LoadTextEncoder);
    run.reporter.enter(Stage::EncodeText);
    StopHook stop_hook(run.reporter.stop(), run.block_hook);
    const HookedModule hooked(*model.text_encoder, stop_hook);
    std::vector<at::Tensor> states;
    for (const std::string& text : texts) {
        const at::Tensor ids = row_of_ids(model.tokenizer->encode(text));
        states.push_back(model.text_encoder->penultimate(ids.to(model.compute.device)));
    }
    return states;
}

std::vector<PromptEmbeds> run_second_encoder(SdxlModel& model, RunContext& run, const std::vector<std::string>& texts) {
    const auto lease = lease_component(model, run, SdxlModel::kTextEncoder2, Stage::LoadTextEncoder);
    run.reporter.enter(Stage::EncodeText);
    StopHook stop_hook(run.reporter.stop(), run.block_hook);
    const HookedModule hooked(model.text_encoder_2, stop_hook);
    std::vector<PromptEmbeds> prompts;
    for (const std::string& text : texts) {
        const ClipTokenizer::Encoded encoded = model.tokenizer_2.encode(text);
        PromptEmbeds embeds{.input_ids = row_of_ids(encoded), .truncated = encoded.truncated};
        const CLIPTextOutput output = model.text_encoder_2.forward(embeds.input_ids.to(model.compute.device));
        embeds.hidden = output.penultimate;
        embeds.pooled = output.text_embeds;
        prompts.push_back(std::move(embeds));
    }
    return prompts;
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

std::vector<PromptEmbeds> encode_prompts(SdxlModel& model, RunContext& run, const std::vector<std::string>& texts) {
    std::vector<PromptEmbeds> prompts(texts.size());
    std::vector<std::string> unknown;
    std::vector<std::size_t> places;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        if (std::optional<PromptEmbeds> known = model.prompts.find(texts[index])) {
            prompts[index] = std::move(*known);
        } else {
            unknown.push_back(texts[index]);
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
        model.prompts.keep(unknown[index], encoded[index]);
        prompts[places[index]] = std::move(encoded[index]);
    }
    return prompts;
}

}  // namespace burnish
