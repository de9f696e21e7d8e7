// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_result.h"
#include "core/engine/pipelines/guidance.h"
#include "core/engine/pipelines/latents.h"
#include "core/engine/pipelines/refiner_model.h"
#include "core/engine/pipelines/trace.h"
#include "core/engine/runtime/progress_reporter.h"

namespace burnish {

/// Picture to picture: diffusers' `StableDiffusionXLImg2ImgPipeline` for one picture. Lives for one run.
class Img2ImgPipeline final {
public:
    /// All references must outlive the pipeline. `block_hook` is told about every block; may be null.
    Img2ImgPipeline(RefinerModel& model, const RefineRequest& request, ProgressReporter& reporter,
                    BlockHook* block_hook = nullptr);

    /// Throws Error, Cancelled; what torch throws passes through.
    RefineResult run();

private:
    struct Prompts {
        PromptEmbeds positive;
        std::optional<PromptEmbeds> negative;  ///< under guidance
    };

    Residency::Lease lease(const char* component, Stage stage);
    Prompts encode_prompts();
    PromptEmbeds encode_cached(const std::string& text, std::optional<Residency::Lease>& text_encoder);
    Conditioning condition(const Prompts& prompts, const SizeHW& size) const;
    at::Tensor source_latents(at::Generator& generator);
    at::Tensor run_steps(Scheduler& scheduler, const at::Tensor& latents, const Conditioning& conditioning,
                         const StepRange& range);
    double decode_estimate(const at::Tensor& latents) const;
    at::Tensor source_pixels(bool keep_range) const;
    bool keeps_detail() const;
    at::Tensor decode(const at::Tensor& latents);
    at::Tensor decode_picture(const at::Tensor& latents);

    RefinerModel& model_;
    const RefineRequest& request_;
    ProgressReporter& reporter_;
    BlockHook* block_hook_;
    Guidance guidance_;
    Trace trace_;
    at::Tensor source_mean_;  ///< mean latents of the source, while its detail is kept
    RefineResult result_;
};

}  // namespace burnish
