// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pipelines/guidance.h"
#include "core/engine/pipelines/latents.h"
#include "core/engine/pipelines/noise_prediction.h"
#include "core/engine/pipelines/prompt_encoder.h"
#include "core/engine/schedulers/scheduler.h"

#include <memory>
#include <optional>
#include <string>

namespace burnish {

/// One model's part of a run: its prompts, its schedule, its steps and its autoencoder. The pipelines put such parts
/// together. Call `prepare` first.
class ModelRun final {
public:
    /// `prefix` stands before the names of what is traced. The model and the context must outlive this.
    ModelRun(SdxlModel& model, const RefineSettings& settings, RunContext& run, std::string prefix = {});

    /// Lays out the schedule, decides which of its steps run, and encodes the prompts. Throws Error, Cancelled.
    void prepare();

    /// The source's latents: scaled, without noise. The posterior's noise is the generator's next draw.
    at::Tensor encode(const Image& source, const at::Generator& generator);
    /// The source extended to whole latents, [1, 3, H, W]; `keep_range`: not clamped.
    at::Tensor pixels_of(const Image& source, bool keep_range) const;
    /// Latents in place of noise and text: what a whole run starts from. The generator's next draw.
    at::Tensor pure_noise(const SizeHW& size, const at::Generator& generator);
    /// Adds the schedule's noise to clean latents, the generator's next draw; none after `denoising_start`. Under a
    /// mask the clean latents and the noise are kept for the blending after each step, and the noise is all there is at
    /// strength 1.
    at::Tensor add_noise(const at::Tensor& latents, const at::Generator& generator);
    /// The steps.
    at::Tensor denoise(const at::Tensor& latents, const at::Generator& generator);
    /// Pixels [1, 3, H, W] on the CPU, not clamped.
    at::Tensor decode(const at::Tensor& latents);

    const SdxlModel& model() const noexcept { return model_; }

private:
    /// While detail is kept: what was added to the source's mean, whatever scale the sampler works at.
    void keep_noise(const at::Tensor& noised);
    void record(const std::string& name, const at::Tensor& value) { run_.trace.record(prefix_ + name, value); }
    void encode_text();
    /// What the UNet is told about a picture of these latents.
    Conditioning condition(const at::Tensor& latents) const;
    /// The time ids of a part of the picture that begins at `offset` pixels; both sides under guidance.
    at::Tensor ids_at(const SizeHW& size, const CropTL& offset) const;
    NoisePrediction prediction(const at::Tensor& latents, NoisePrediction::TileCallback on_tile) const;
    SizeHW pixel_size(const at::Tensor& latents) const;
    /// Side of the tiles of a picture of `size` pixels, in latents; 0: it is computed as a whole.
    std::int64_t tile_side(const SizeHW& size) const;
    VaePass vae_pass(const SizeHW& size) const;
    void on_step(std::int64_t done, const at::Tensor& latents, const at::Tensor& estimate, double seconds_left);
    double decode_estimate(const at::Tensor& latents) const;
    at::ScalarType noise_dtype() const;
    at::Tensor start_under_mask(const at::Tensor& latents, const at::Generator& generator);
    /// What lies outside the mask comes from the picture, at the noise of the next step.
    at::Tensor blended(const at::Tensor& latents, bool is_last) const;

    SdxlModel& model_;
    RefineSettings settings_;
    RunContext& run_;
    std::string prefix_;
    Guidance guidance_;
    std::unique_ptr<Scheduler> scheduler_;
    StepRange range_;
    PromptEmbeds positive_;
    std::optional<PromptEmbeds> negative_;  ///< under guidance
    at::Tensor clean_latents_;              ///< under a mask
    at::Tensor noise_;                      ///< the same
};

}  // namespace burnish
