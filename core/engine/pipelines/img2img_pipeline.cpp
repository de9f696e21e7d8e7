// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/img2img_pipeline.h"

#include "core/common/error.h"
#include "core/engine/image_tensor.h"
#include "core/engine/pipelines/denoise.h"
#include "core/engine/pipelines/keep_detail.h"
#include "core/engine/runtime/stop_hook.h"
#include "core/engine/schedulers/euler_discrete.h"

#include <ATen/ATen.h>

#include <chrono>

namespace burnish {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::int64_t rounded_up(std::int64_t extent, std::int64_t multiple) {
    return (extent + multiple - 1) / multiple * multiple;
}

std::unique_ptr<Scheduler> make_scheduler(Sampler sampler, const NoiseScheduleConfig& schedule) {
    if (sampler != Sampler::Euler) {
        throw Error({.code = ErrorCode::InvalidArgument,
                     .subject = "sampler",
                     .found = std::string(sampler_id(sampler)),
                     .expected = std::string(sampler_id(Sampler::Euler))});
    }
    return std::make_unique<EulerDiscreteScheduler>(schedule);
}

}  // namespace

Img2ImgPipeline::Img2ImgPipeline(RefinerModel& model, const RefineRequest& request, ProgressReporter& reporter,
                                 BlockHook* block_hook)
    : model_(model), request_(request), reporter_(reporter),
      block_hook_(block_hook), guidance_{.scale = request.settings.guidance_scale,
                                         .rescale = request.settings.guidance_rescale},
      trace_(request.trace) {}

RefineResult Img2ImgPipeline::run() {
    // 1. prompts
    const Prompts prompts = encode_prompts();

    // 2. schedule
    const std::unique_ptr<Scheduler> scheduler = make_scheduler(request_.settings.sampler, model_.schedule);
    scheduler->set_timesteps(request_.settings.steps);
    const StepRange range = step_range(request_.settings, scheduler->timesteps(), scheduler->num_train_timesteps());
    scheduler->set_begin_index(range.begin);
    trace_.record("timesteps", scheduler->timesteps().slice(0, range.begin, range.end));
    trace_.record("sigmas", scheduler->sigmas().slice(0, range.begin, range.end + 1));

    // 3. latents: the posterior's noise is the generator's first draw, the diffusion's the second
    at::Generator generator = make_generator(request_.settings.seed);
    at::Tensor latents = source_latents(generator);
    trace_.record("image_latents", latents);
    if (!request_.settings.denoising_start && range.count() > 0) {
        const bool in_pipeline_dtype = request_.settings.noise == NoiseDtype::Pipeline;
        const at::Tensor noise = draw_noise(latents, generator, in_pipeline_dtype ? model_.compute.dtype : at::kFloat);
        trace_.record("noise", noise);
        latents = scheduler->add_noise(latents, noise);
    }

    // 4. conditioning: sizes are those of the extended picture
    const auto factor = static_cast<int>(model_.vae.config().scale_factor());
    const SizeHW size{.height = static_cast<int>(latents.size(2)) * factor,
                      .width = static_cast<int>(latents.size(3)) * factor};
    const Conditioning conditioning = condition(prompts, size);

    // 5. denoising
    latents = run_steps(*scheduler, latents, conditioning, range);
    trace_.record("final", latents);
    trace_.write();
    if (!request_.save_latents.empty()) {
        write_tensors(request_.save_latents, {{"latents", latents}});
    }

    // 6. picture
    result_.image = tensor_to_image(decode_picture(latents), request_.source.get(), keeps_detail());
    result_.settings = request_.settings;
    result_.settings.keep_detail = keeps_detail() ? request_.settings.keep_detail : 0.0;
    return std::move(result_);
}

Residency::Lease Img2ImgPipeline::lease(const char* component, Stage stage) {
    if (!model_.residency().is_resident(component)) {
        reporter_.enter(stage);
    }
    return model_.residency().lease(component, {.stop = reporter_.stop(), .progress = [this](int moved, int total) {
                                                    reporter_.advance(moved, total);
                                                }});
}

Img2ImgPipeline::Prompts Img2ImgPipeline::encode_prompts() {
    std::optional<Residency::Lease> text_encoder;
    Prompts prompts{.positive = encode_cached(request_.settings.prompt, text_encoder)};
    trace_.record("input_ids", prompts.positive.input_ids);
    trace_.record("prompt_embeds", prompts.positive.hidden);
    trace_.record("pooled_prompt_embeds", prompts.positive.pooled);
    result_.prompt_truncated = prompts.positive.truncated;
    if (!guidance_.is_active()) {
        return prompts;
    }
    PromptEmbeds negative = encode_cached(request_.settings.negative_prompt.value_or(""), text_encoder);
    if (!request_.settings.negative_prompt && model_.force_zeros_for_empty_prompt) {
        negative.hidden = at::zeros_like(negative.hidden);
        negative.pooled = at::zeros_like(negative.pooled);
    }
    trace_.record("negative_input_ids", negative.input_ids);
    trace_.record("negative_prompt_embeds", negative.hidden);
    trace_.record("negative_pooled_prompt_embeds", negative.pooled);
    result_.prompt_truncated = result_.prompt_truncated || negative.truncated;
    prompts.negative = std::move(negative);
    return prompts;
}

PromptEmbeds Img2ImgPipeline::encode_cached(const std::string& text, std::optional<Residency::Lease>& text_encoder) {
    if (std::optional<PromptEmbeds> known = model_.prompts.find(text)) {
        return *known;
    }
    if (!text_encoder) {
        text_encoder.emplace(lease(RefinerModel::kTextEncoder, Stage::LoadTextEncoder));
        reporter_.enter(Stage::EncodeText);
    }
    StopHook stop_hook(reporter_.stop(), block_hook_);
    const HookedModule hooked(model_.text_encoder_2, stop_hook);
    PromptEmbeds embeds = encode_prompt(model_.tokenizer, model_.text_encoder_2, text, model_.compute.device);
    model_.prompts.keep(text, embeds);
    return embeds;
}

Conditioning Img2ImgPipeline::condition(const Prompts& prompts, const SizeHW& size) const {
    Conditioning conditioning{.prompt_embeds = prompts.positive.hidden,
                              .text_embeds = prompts.positive.pooled,
                              .time_ids = refiner_time_ids(request_.settings, size)};
    if (prompts.negative) {
        conditioning.prompt_embeds = at::cat({prompts.negative->hidden, conditioning.prompt_embeds});
        conditioning.text_embeds = at::cat({prompts.negative->pooled, conditioning.text_embeds});
        conditioning.time_ids = at::cat({negative_refiner_time_ids(request_.settings, size), conditioning.time_ids});
    }
    conditioning.time_ids = conditioning.time_ids.to(model_.compute.device);
    return conditioning;
}

at::Tensor Img2ImgPipeline::source_latents(at::Generator& generator) {
    if (!request_.latents.empty()) {
        return read_latents(request_.latents, model_.vae.config().vae.latent_channels).to(model_.compute.device);
    }
    const Residency::Lease vae = lease(RefinerModel::kVae, Stage::LoadVae);
    reporter_.enter(Stage::EncodeImage);
    StopHook stop_hook(reporter_.stop(), block_hook_);
    const HookedModule hooked(model_.vae, stop_hook);
    const EncodedImage encoded =
        encode_image(model_.vae, source_pixels(false).to(model_.compute.device), generator, model_.vae_encode_dtype);
    if (keeps_detail()) {
        source_mean_ = encoded.mean;
    }
    return encoded.latents;
}

at::Tensor Img2ImgPipeline::source_pixels(bool keep_range) const {
    const std::int64_t factor = model_.vae.config().scale_factor();
    const Image& source = *request_.source;
    return image_to_tensor(source, rounded_up(source.height(), factor), rounded_up(source.width(), factor), keep_range);
}

bool Img2ImgPipeline::keeps_detail() const {
    return request_.settings.keep_detail > 0.0 && request_.source != nullptr && request_.latents.empty();
}

at::Tensor Img2ImgPipeline::run_steps(Scheduler& scheduler, const at::Tensor& latents, const Conditioning& conditioning,
                                      const StepRange& range) {
    trace_.record_step(0, latents);
    if (range.count() == 0) {
        return latents;
    }
    const Residency::Lease unet = lease(RefinerModel::kUnet, Stage::LoadUnet);
    const auto total = static_cast<int>(range.count());
    reporter_.enter(Stage::Denoise, total);
    StopHook stop_hook(reporter_.stop(), block_hook_);
    const HookedModule hooked(model_.unet, stop_hook);
    const auto denoise_started = std::chrono::steady_clock::now();
    auto step_started = denoise_started;
    const double decode_seconds = decode_estimate(latents);
    const auto on_step = [&](std::int64_t done, const at::Tensor& sample, const at::Tensor& estimate) {
        trace_.record_step(done, sample);
        result_.step_seconds.push_back(seconds_since(step_started));
        step_started = std::chrono::steady_clock::now();
        result_.steps_run = static_cast<int>(done);
        const double per_step = seconds_since(denoise_started) / static_cast<double>(done);
        const bool shows = request_.preview && model_.latent_rgb && reporter_.wants_update();
        reporter_.advance(static_cast<int>(done), total, per_step * static_cast<double>(total - done) + decode_seconds,
                          shows ? model_.latent_rgb->preview(estimate) : nullptr);
    };
    return denoise(model_.unet, scheduler, latents, conditioning, guidance_, range, model_.compute.dtype, on_step);
}

double Img2ImgPipeline::decode_estimate(const at::Tensor& latents) const {
    const double passes = keeps_detail() ? 2.0 : 1.0;
    if (model_.decode_seconds_per_latent > 0.0) {
        return passes * model_.decode_seconds_per_latent * static_cast<double>(latents.numel());
    }
    // The decoder does about twice the encoder's work.
    return passes * 2.0 * reporter_.seconds().encode;
}

at::Tensor Img2ImgPipeline::decode_picture(const at::Tensor& latents) {
    const Residency::Lease vae = lease(RefinerModel::kVae, Stage::LoadVae);
    reporter_.enter(Stage::Decode);
    const at::Tensor decoded = decode(latents);
    if (!keeps_detail()) {
        return decoded;
    }
    const at::Tensor round_trip = decode(source_mean_);
    return keep_detail(source_pixels(true), round_trip, decoded, request_.settings.keep_detail);
}

at::Tensor Img2ImgPipeline::decode(const at::Tensor& latents) {
    StopHook stop_hook(reporter_.stop(), block_hook_);
    const HookedModule hooked(model_.vae, stop_hook);
    const auto started = std::chrono::steady_clock::now();
    at::Tensor pixels = decode_latents(model_.vae, latents, model_.vae_decode_dtype).to(at::kCPU, at::kFloat);
    model_.decode_seconds_per_latent = seconds_since(started) / static_cast<double>(latents.numel());
    return pixels;
}

}  // namespace burnish
