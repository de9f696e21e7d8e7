// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pipelines/model_run.h"

namespace burnish {

/// Text to picture: diffusers' `StableDiffusionXLPipeline` for one picture, and after it, without leaving latent space,
/// `StableDiffusionXLImg2ImgPipeline` with a second model: as an ensemble of experts, which share one schedule, or in
/// two stages. Each model begins with a generator of its own on the same seed, so that the parts give the same
/// latents when they are run one by one. Lives for one run.
class TextToImagePipeline final {
public:
    /// `refiner` may be null, and may be the first model again. All references must outlive the pipeline.
    TextToImagePipeline(SdxlModel& base, SdxlModel* refiner, const RefineRequest& request, ProgressReporter& reporter,
                        BlockHook* block_hook = nullptr);

    /// Throws Error{InvalidArgument} for a size that the models cannot make and for models that do not fit each other;
    /// Error, Cancelled.
    RefineResult run();

private:
    void check_models() const;

    SdxlModel& base_;
    SdxlModel* refiner_;
    RunContext run_;
};

/// What the first and the second model are asked, when both make a picture of `settings`.
RefineSettings first_model_settings(const RefineSettings& settings);
RefineSettings second_model_settings(const RefineSettings& settings);

}  // namespace burnish
