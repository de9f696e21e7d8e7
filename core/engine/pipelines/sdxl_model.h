// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/autoencoder_kl.h"
#include "core/engine/models/clip_text_model.h"
#include "core/engine/models/unet_2d_condition_model.h"
#include "core/engine/pipelines/conditioning.h"
#include "core/engine/pipelines/latent_preview.h"
#include "core/engine/runtime/device.h"
#include "core/engine/runtime/residency.h"
#include "core/engine/runtime/weight_mover.h"
#include "core/engine/schedulers/noise_schedule.h"
#include "core/tokenizer/clip_tokenizer.h"
#include "core/weights/checkpoint.h"

#include <memory>
#include <optional>

namespace burnish {

/// What a model of the family was trained for: it decides the text encoders, the time ids and what an absent negative
/// prompt means.
enum class ModelRole { Refiner, Base };

/// What a model is made of: a folder or single file, another autoencoder in its place, LoRAs laid over it.
struct ModelChoice {
    std::filesystem::path path;
    std::filesystem::path vae;
    std::vector<LoraChoice> loras;
    bool operator==(const ModelChoice&) const = default;
};

/// An opened refiner or base model: configurations read and checked, modules built, no weight loaded. Its residency
/// brings the components in as the pipeline asks for them.
class SdxlModel final {
public:
    /// Makes what moves the weights from where they come from; tests put a mover of their own in its place.
    using MoverFactory = std::function<std::unique_ptr<Mover>(std::map<std::string, WeightSource> sources,
                                                              const TorchCompute& compute, bool one_at_a_time)>;
    static std::unique_ptr<Mover> default_mover(std::map<std::string, WeightSource> sources,
                                                const TorchCompute& compute, bool one_at_a_time);

    /// Throws Error{ModelNotFound, ModelIncomplete, ModelUnsupported, ModelCorrupt, DeviceUnavailable}.
    SdxlModel(const std::filesystem::path& root, const ResolvedCompute& resolved,
              const MoverFactory& make_mover = default_mover);

    SdxlModel(const ModelChoice& choice, const ResolvedCompute& resolved,
              const MoverFactory& make_mover = default_mover);

    static constexpr const char* kTextEncoder = "text_encoder";
    static constexpr const char* kTextEncoder2 = "text_encoder_2";
    static constexpr const char* kVae = "vae";
    static constexpr const char* kUnet = "unet";

    TorchCompute compute;
    at::ScalarType vae_encode_dtype = at::kFloat;
    at::ScalarType vae_decode_dtype = at::kFloat;
    ModelRole role;
    std::optional<ClipTokenizer> tokenizer;  ///< of a base model
    ClipTokenizer tokenizer_2;
    std::unique_ptr<CLIPTextModel> text_encoder;  ///< of a base model
    CLIPTextModelWithProjection text_encoder_2;
    AutoencoderKL vae;
    UNet2DConditionModel unet;
    NoiseScheduleConfig schedule;
    std::optional<LatentRgb> latent_rgb;
    PromptCache prompts;
    bool force_zeros_for_empty_prompt = false;
    double decode_seconds_per_latent = 0.0;  ///< as last measured, for the estimate of the time left; 0: not yet

    /// Side of the pictures that the model was trained on, in pixels.
    int best_size() const noexcept { return best_size_; }
    Residency& residency() noexcept { return *residency_; }

private:
    SdxlModel(const DiffusersFolder& folder, const std::vector<LoraChoice>& loras, const ResolvedCompute& resolved,
              const MoverFactory& make_mover);
    std::map<std::string, LoraLayers> match_loras(const std::vector<LoraChoice>& loras);

    int best_size_;
    std::unique_ptr<Mover> mover_;
    std::unique_ptr<Residency> residency_;
};

}  // namespace burnish
