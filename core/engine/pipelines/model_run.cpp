// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/model_run.h"

#include "core/api/tiling.h"
#include "core/engine/image_tensor.h"
#include "core/engine/pipelines/denoise.h"
#include "core/engine/runtime/stop_hook.h"
#include "core/engine/schedulers/make_scheduler.h"

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

}  // namespace

ModelRun::ModelRun(SdxlModel& model, const RefineSettings& settings, RunContext& run, std::string prefix)
    : model_(model), settings_(settings), run_(run),
      prefix_(std::move(prefix)), guidance_{.scale = settings.guidance_scale, .rescale = settings.guidance_rescale} {}

void ModelRun::prepare() {
    scheduler_ = make_scheduler(settings_.sampler, model_.schedule, settings_.eta);
    scheduler_->set_timesteps(settings_.steps);
    range_ = step_range(settings_, *scheduler_);
    scheduler_->set_begin_index(range_.begin);
    encode_text();
    record("timesteps", scheduler_->timesteps().slice(0, range_.begin, range_.end));
    if (scheduler_->sigmas().defined()) {
        record("sigmas", scheduler_->sigmas().slice(0, range_.begin, range_.end + 1));
    }
}

void ModelRun::encode_text() {
    // A base model's negative prompt that was left out is not encoded: it is zero.
    const bool is_zero = !settings_.negative_prompt && model_.force_zeros_for_empty_prompt;
    std::vector<std::string> texts{settings_.prompt};
    if (guidance_.is_active() && !is_zero) {
        texts.push_back(settings_.negative_prompt.value_or(""));
    }
    std::vector<PromptEmbeds> prompts = encode_prompts(model_, run_, texts, settings_.prompt_syntax);
    positive_ = prompts.front();
    record("input_ids", positive_.input_ids);
    record("prompt_embeds", positive_.hidden);
    record("pooled_prompt_embeds", positive_.pooled);
    run_.result.prompt_truncated = run_.result.prompt_truncated || positive_.truncated;
    if (!guidance_.is_active()) {
        return;
    }
    negative_ = is_zero ? positive_.zeros() : prompts.back();
    if (negative_->input_ids.defined()) {
        record("negative_input_ids", negative_->input_ids);
    }
    record("negative_prompt_embeds", negative_->hidden);
    record("negative_pooled_prompt_embeds", negative_->pooled);
    run_.result.prompt_truncated = run_.result.prompt_truncated || negative_->truncated;
}

SizeHW ModelRun::pixel_size(const at::Tensor& latents) const {
    const auto factor = static_cast<int>(model_.vae.config().scale_factor());
    return {.height = static_cast<int>(latents.size(2)) * factor, .width = static_cast<int>(latents.size(3)) * factor};
}

VaePass ModelRun::vae_pass(const SizeHW& size) const {
    return tile_side(size) > 0 ? VaePass::InBands : VaePass::Whole;
}

std::int64_t ModelRun::tile_side(const SizeHW& size) const {
    const std::int64_t side = burnish::tile_side(settings_.tile, model_.best_size(), size);
    // Whole latents; whole halvings too, so that the network loses nothing at the tile's own edges.
    const std::int64_t halvings = std::int64_t{1} << (model_.unet.config().block_out_channels.size() - 1);
    const std::int64_t whole = side / model_.vae.config().scale_factor();
    return whole > halvings ? whole / halvings * halvings : whole;
}

at::Tensor ModelRun::ids_at(const SizeHW& size, const CropTL& offset) const {
    RefineSettings settings = settings_;
    for (CropTL* crop : {&settings.crop, &settings.negative_crop}) {
        crop->top += offset.top;
        crop->left += offset.left;
    }
    const TimeIds ids = time_ids(model_.role, settings, size);
    return (negative_ ? at::cat({ids.negative, ids.positive}) : ids.positive).to(model_.compute.device);
}

Conditioning ModelRun::condition(const at::Tensor& latents) const {
    // The sizes are those of the extended picture.
    Conditioning conditioning{.prompt_embeds = positive_.hidden,
                              .text_embeds = positive_.pooled,
                              .time_ids = ids_at(pixel_size(latents), {})};
    if (negative_) {
        conditioning.prompt_embeds = at::cat({negative_->hidden, conditioning.prompt_embeds});
        conditioning.text_embeds = at::cat({negative_->pooled, conditioning.text_embeds});
    }
    return conditioning;
}

NoisePrediction ModelRun::prediction(const at::Tensor& latents, NoisePrediction::TileCallback on_tile) const {
    NoisePrediction prediction(model_.unet, condition(latents), model_.compute.dtype);
    const std::int64_t side = tile_side(pixel_size(latents));
    if (side == 0) {
        return prediction;
    }
    const std::int64_t factor = model_.vae.config().scale_factor();
    const std::int64_t halvings = std::int64_t{1} << (model_.unet.config().block_out_channels.size() - 1);
    TileGrid grid(latents.size(2), latents.size(3), side, halvings);
    std::vector<at::Tensor> ids;
    for (const Tile& tile : grid.tiles()) {
        // A tile is a crop of the whole picture, and is told so.
        ids.push_back(ids_at(pixel_size(latents), {.top = static_cast<int>(tile.top * factor),
                                                   .left = static_cast<int>(tile.left * factor)}));
    }
    run_.result.compute.tile = static_cast<int>(side * factor);
    prediction.set_tiles(std::move(grid), std::move(ids), std::move(on_tile));
    return prediction;
}

at::Tensor ModelRun::encode(const Image& source, const at::Generator& generator) {
    const Residency::Lease vae = lease_component(model_, run_, SdxlModel::kVae, Stage::LoadVae);
    run_.reporter.enter(Stage::EncodeImage);
    StopHook stop_hook(run_.reporter.stop(), run_.block_hook);
    const HookedModule hooked(model_.vae, stop_hook);
    const at::Tensor pixels = pixels_of(source, false).to(model_.compute.device);
    const SizeHW size{.height = static_cast<int>(pixels.size(2)), .width = static_cast<int>(pixels.size(3))};
    const EncodedImage encoded = encode_image(model_.vae, pixels, generator, model_.vae_encode_dtype, vae_pass(size));
    if (run_.keeps_detail()) {
        run_.source_mean = encoded.mean;
    }
    model_.compute.synchronize();
    return encoded.latents;
}

at::Tensor ModelRun::pixels_of(const Image& source, bool keep_range) const {
    const std::int64_t factor = model_.vae.config().scale_factor();
    return image_to_tensor(source, rounded_up(source.height(), factor), rounded_up(source.width(), factor), keep_range);
}

at::ScalarType ModelRun::noise_dtype() const {
    return settings_.noise == NoiseDtype::Pipeline ? model_.compute.dtype : at::kFloat;
}

at::Tensor ModelRun::pure_noise(const SizeHW& size, const at::Generator& generator) {
    const std::int64_t factor = model_.vae.config().scale_factor();
    const at::Tensor shape =
        at::empty({1, model_.vae.config().vae.latent_channels, size.height / factor, size.width / factor},
                  at::TensorOptions().dtype(at::kFloat));
    const at::Tensor noise = StepNoise{.generator = generator, .dtype = noise_dtype()}.draw(shape);
    record("noise", noise);
    return (noise * scheduler_->init_noise_sigma()).to(model_.compute.device);
}

at::Tensor ModelRun::add_noise(const at::Tensor& latents, const at::Generator& generator) {
    record("image_latents", latents);
    if (run_.mask) {
        return start_under_mask(latents, generator);
    }
    if (settings_.denoising_start || range_.count() == 0) {
        return latents;
    }
    const at::Tensor noise = StepNoise{.generator = generator, .dtype = noise_dtype()}.draw(latents);
    record("noise", noise);
    at::Tensor noised = scheduler_->add_noise(latents, noise);
    keep_noise(noised);
    return noised;
}

void ModelRun::keep_noise(const at::Tensor& noised) {
    if (run_.keeps_detail() && run_.source_mean.defined()) {
        const at::Tensor one = at::ones({1}, noised.options());
        run_.injected_noise = noised / scheduler_->add_noise(one, at::zeros_like(one)) - run_.source_mean;
    }
}

at::Tensor ModelRun::start_under_mask(const at::Tensor& latents, const at::Generator& generator) {
    clean_latents_ = latents;
    noise_ = StepNoise{.generator = generator, .dtype = noise_dtype()}.draw(latents);
    record("noise", noise_);
    // diffusers encodes the masked picture too, which no 4-channel UNet reads: only its draw counts.
    (void)StepNoise{.generator = generator}.draw(latents);
    if (settings_.denoising_start) {
        return latents;
    }
    if (settings_.strength == 1.0) {
        return noise_ * scheduler_->init_noise_sigma();
    }
    at::Tensor noised = scheduler_->add_noise(latents, noise_);
    keep_noise(noised);
    return noised;
}

at::Tensor ModelRun::blended(const at::Tensor& latents, bool is_last) const {
    const at::Tensor mask = run_.mask->latents.to(latents.device());
    const at::Tensor kept = is_last ? clean_latents_ : scheduler_->add_noise(clean_latents_, noise_);
    return (1 - mask) * kept + mask * latents;
}

at::Tensor ModelRun::denoise(const at::Tensor& latents, const at::Generator& generator) {
    record(Trace::step_name(0), latents);
    if (range_.count() == 0) {
        return latents;
    }
    const Residency::Lease unet = lease_component(model_, run_, SdxlModel::kUnet, Stage::LoadUnet);
    run_.reporter.enter(Stage::Denoise, static_cast<int>(range_.count()));
    StopHook stop_hook(run_.reporter.stop(), run_.block_hook);
    const HookedModule hooked(model_.unet, stop_hook);
    const auto denoise_started = std::chrono::steady_clock::now();
    auto step_started = denoise_started;
    const double decode_seconds = decode_estimate(latents);
    const auto seconds_left = [&](double done) {
        const double per_step = seconds_since(denoise_started) / done;
        return per_step * (static_cast<double>(range_.count()) - done) + decode_seconds;
    };
    std::int64_t steps_done = 0;
    const auto before_tile = [&](int tile, int count) {
        const double done = static_cast<double>(steps_done) + static_cast<double>(tile) / count;
        run_.reporter.advance_part(static_cast<int>(steps_done), static_cast<int>(range_.count()), tile, count,
                                   done > 0.0 ? seconds_left(done) : -1.0);
    };
    const auto after_step = [&](std::int64_t done, const at::Tensor& sample, const at::Tensor& estimate) {
        steps_done = done;
        model_.compute.synchronize();
        run_.result.step_seconds.push_back(seconds_since(step_started));
        step_started = std::chrono::steady_clock::now();
        on_step(done, sample, estimate, seconds_left(static_cast<double>(done)));
    };
    LatentBlend blend;
    if (run_.mask) {
        blend = [this](const at::Tensor& sample, bool is_last) { return blended(sample, is_last); };
    }
    const StepNoise noise{.generator = generator, .dtype = noise_dtype()};
    const at::Tensor drawn_before = generator.get_state();
    at::Tensor denoised = burnish::denoise(prediction(latents, before_tile), *scheduler_, latents, guidance_, range_,
                                           noise, blend, after_step);
    run_.noise_renewed = !at::equal(generator.get_state(), drawn_before);
    return denoised;
}

void ModelRun::on_step(std::int64_t done, const at::Tensor& latents, const at::Tensor& estimate, double seconds_left) {
    record(Trace::step_name(done), latents);
    ++run_.result.steps_run;
    const bool shows = run_.request.preview && model_.latent_rgb && run_.reporter.wants_update();
    run_.reporter.advance(static_cast<int>(done), static_cast<int>(range_.count()), seconds_left,
                          shows ? model_.latent_rgb->preview(estimate) : nullptr);
}

double ModelRun::decode_estimate(const at::Tensor& latents) const {
    const double passes = run_.keeps_detail() ? 2.0 : 1.0;
    if (model_.decode_seconds_per_latent > 0.0) {
        return passes * model_.decode_seconds_per_latent * static_cast<double>(latents.numel());
    }
    // The decoder does about twice the encoder's work.
    return passes * 2.0 * run_.reporter.seconds().encode;
}

at::Tensor ModelRun::decode(const at::Tensor& latents) {
    const Residency::Lease vae = lease_component(model_, run_, SdxlModel::kVae, Stage::LoadVae);
    run_.reporter.enter(Stage::Decode);
    StopHook stop_hook(run_.reporter.stop(), run_.block_hook);
    const HookedModule hooked(model_.vae, stop_hook);
    const auto started = std::chrono::steady_clock::now();
    at::Tensor pixels = decode_latents(model_.vae, latents, model_.vae_decode_dtype, vae_pass(pixel_size(latents)))
                            .to(at::kCPU, at::kFloat);
    model_.decode_seconds_per_latent = seconds_since(started) / static_cast<double>(latents.numel());
    return pixels;
}

}  // namespace burnish
