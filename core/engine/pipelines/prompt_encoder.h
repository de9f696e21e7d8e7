// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pipelines/run_context.h"
#include "core/engine/pipelines/sdxl_model.h"

#include <string>
#include <vector>

namespace burnish {

/// Brings a component of the model to the device; a load is a stage of its own.
Residency::Lease lease_component(SdxlModel& model, RunContext& run, const char* component, Stage stage);

/// Encodes prompts with a model's text encoders, one encoder after the other, so that only one is on the device at a
/// time. Prompts that the model has met lately are not encoded again. All come back with as many chunks as the longest
/// has: the shorter ones go on with the empty text. Weights multiply the states of their tokens (webui's emphasis "No
/// norm"); the pooled state is the first chunk's, without weights. What the syntax leaves out goes to the run's result.
std::vector<PromptEmbeds> encode_prompts(SdxlModel& model, RunContext& run, const std::vector<std::string>& texts,
                                         PromptSyntax syntax);

}  // namespace burnish
