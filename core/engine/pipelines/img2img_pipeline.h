// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pipelines/model_run.h"

namespace burnish {

/// Picture to picture: diffusers' `StableDiffusionXLImg2ImgPipeline` for one picture, with a refiner or a base model.
/// Lives for one run.
class Img2ImgPipeline final {
public:
    /// All references must outlive the pipeline. `block_hook` is told about every block; may be null.
    Img2ImgPipeline(SdxlModel& model, const RefineRequest& request, ProgressReporter& reporter,
                    BlockHook* block_hook = nullptr);

    /// Throws Error, Cancelled; what torch throws passes through.
    RefineResult run();

private:
    SdxlModel& model_;
    RunContext run_;
};

/// What every route ends with: traces the final latents, saves them if asked to, and decodes them if a picture is
/// wanted. `part` is the model whose autoencoder decodes.
RefineResult finish_run(RunContext& run, ModelRun& part, const at::Tensor& latents);

}  // namespace burnish
