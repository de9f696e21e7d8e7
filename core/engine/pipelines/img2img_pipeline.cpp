// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/img2img_pipeline.h"

#include "core/engine/image_tensor.h"
#include "core/engine/pipelines/keep_detail.h"
#include "core/engine/pipelines/sampler_noise.h"

#include <ATen/ATen.h>

namespace burnish {
namespace {

at::Tensor picture_with_detail(RunContext& run, ModelRun& part, const at::Tensor& latents) {
    const auto values = [](const at::Tensor& tensor) {
        return tensor.defined() ? tensor.to(at::kCPU, at::kFloat) : tensor;
    };
    const LatentChange change{.source = values(run.source_mean),
                              .refined = values(latents),
                              .noise = values(run.injected_noise),
                              .noise_renewed = run.noise_renewed};
    const double amount = run.request.settings.keep_detail;
    const at::Tensor decoded = part.decode(without_sampler_noise(change, amount).to(latents.options()));
    const at::Tensor round_trip = part.decode(run.source_mean);
    return keep_detail(part.pixels_of(*run.request.source, true), round_trip, decoded, noise_found(change), amount);
}

}  // namespace

Img2ImgPipeline::Img2ImgPipeline(SdxlModel& model, const RefineRequest& request, ProgressReporter& reporter,
                                 BlockHook* block_hook)
    : model_(model), run_(request, reporter, block_hook) {}

RefineResult Img2ImgPipeline::run() {
    const RefineRequest& request = run_.request;

    // 1. prompts and schedule
    ModelRun part(model_, request.settings, run_);
    part.prepare();

    if (request.mask != nullptr) {
        const std::int64_t factor = model_.vae.config().scale_factor();
        const auto rounded_up = [factor](int extent) { return (extent + factor - 1) / factor * factor; };
        run_.mask = PictureMask::from_image(*request.mask, rounded_up(request.source->height()),
                                            rounded_up(request.source->width()), factor, request.settings.mask_feather);
    }

    // 2. latents: the posterior's noise is the generator's first draw, the diffusion's the second
    const at::Generator generator = make_generator(request.settings.seed);
    const std::int64_t channels = model_.vae.config().vae.latent_channels;
    at::Tensor latents = request.latents.empty() ? part.encode(*request.source, generator)
                                                 : read_latents(request.latents, channels).to(model_.compute.device);
    latents = part.add_noise(latents, generator);

    // 3. denoising, and the picture
    latents = part.denoise(latents, generator);
    return finish_run(run_, part, latents);
}

RefineResult finish_run(RunContext& run, ModelRun& part, const at::Tensor& latents) {
    run.trace.record("final", latents);
    run.trace.write();
    if (!run.request.save_latents.empty()) {
        write_tensors(run.request.save_latents, {{"latents", latents}});
    }
    if (run.request.wants_picture) {
        const at::Tensor pixels = run.keeps_detail() ? picture_with_detail(run, part, latents) : part.decode(latents);
        run.result.image = tensor_to_image(pixels, run.request.source.get(), run.keeps_detail());
        if (run.mask) {
            run.result.image = composite(*run.request.source, *run.result.image, run.mask->pixels);
        }
    }
    run.result.settings.keep_detail = run.keeps_detail() ? run.request.settings.keep_detail : 0.0;
    return std::move(run.result);
}

}  // namespace burnish
