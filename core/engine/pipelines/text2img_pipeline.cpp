// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/text2img_pipeline.h"

#include "core/common/error.h"
#include "core/engine/pipelines/img2img_pipeline.h"

#include <ATen/ATen.h>

namespace burnish {
namespace {

void require_size(const SizeHW& size, std::int64_t factor) {
    if (size.height < 1 || size.width < 1 || size.height % factor != 0 || size.width % factor != 0) {
        throw Error({.code = ErrorCode::InvalidArgument,
                     .subject = "size",
                     .found = std::to_string(size.width) + " x " + std::to_string(size.height),
                     .expected = "sides that are multiples of " + std::to_string(factor)});
    }
}

}  // namespace

RefineSettings first_model_settings(const RefineSettings& settings) {
    RefineSettings first = settings;
    first.strength = 1.0;
    first.denoising_start.reset();
    first.denoising_end = settings.handoff;
    return first;
}

RefineSettings second_model_settings(const RefineSettings& settings) {
    RefineSettings second = settings;
    second.prompt = settings.refiner_prompt.value_or(settings.prompt);
    second.generate.reset();
    second.denoising_start = settings.handoff;
    return second;
}

TextToImagePipeline::TextToImagePipeline(SdxlModel& base, SdxlModel* refiner, const RefineRequest& request,
                                         ProgressReporter& reporter, BlockHook* block_hook)
    : base_(base), refiner_(refiner), run_(request, reporter, block_hook) {}

void TextToImagePipeline::check_models() const {
    if (base_.role != ModelRole::Base) {
        throw Error({.code = ErrorCode::ModelUnsupported,
                     .path = run_.request.settings.model,
                     .found = "a refiner, which only finishes pictures",
                     .expected = "an SDXL base model to make one from text"});
    }
    if (refiner_ == nullptr) {
        return;
    }
    const auto require_same = [this](const char* what, std::int64_t first, std::int64_t second) {
        if (first != second) {
            throw Error({.code = ErrorCode::ModelUnsupported,
                         .path = run_.request.settings.refiner,
                         .subject = what,
                         .found = std::to_string(second),
                         .expected = std::to_string(first) + ", as the first model has it"});
        }
    };
    require_same("latent channels", base_.vae.config().vae.latent_channels, refiner_->vae.config().vae.latent_channels);
    require_same("pixels a latent", base_.vae.config().scale_factor(), refiner_->vae.config().scale_factor());
}

RefineResult TextToImagePipeline::run() {
    const RefineSettings& settings = run_.request.settings;
    check_models();
    require_size(*settings.generate, base_.vae.config().scale_factor());

    // 1. the first model, from noise
    ModelRun first(base_, refiner_ != nullptr ? first_model_settings(settings) : settings, run_);
    first.prepare();
    at::Generator generator = make_generator(settings.seed);
    at::Tensor latents = first.pure_noise(*settings.generate, generator);
    latents = first.denoise(latents, generator);
    if (refiner_ == nullptr) {
        return finish_run(run_, first, latents);
    }

    // 2. the second, from the latents of the first
    ModelRun second(*refiner_, second_model_settings(settings), run_, "refiner_");
    second.prepare();
    generator = make_generator(settings.seed);
    latents = second.add_noise(latents.to(refiner_->compute.device), generator);
    latents = second.denoise(latents, generator);
    return finish_run(run_, second, latents);
}

}  // namespace burnish
