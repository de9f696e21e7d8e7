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
#include "core/engine/schedulers/noise_schedule.h"
#include "core/weights/checkpoint.h"

#include <memory>
#include <optional>

namespace burnish {

/// An opened refiner: configurations read and checked, modules built, no weight loaded. Its residency brings the
/// components in as the pipeline asks for them.
class RefinerModel final {
public:
    /// Throws Error{ModelNotFound, ModelIncomplete, ModelUnsupported, ModelCorrupt, DeviceUnavailable}.
    RefinerModel(const std::filesystem::path& root, const ResolvedCompute& resolved);

    static constexpr const char* kTextEncoder = "text_encoder_2";
    static constexpr const char* kVae = "vae";
    static constexpr const char* kUnet = "unet";

    TorchCompute compute;
    at::ScalarType vae_encode_dtype = at::kFloat;
    at::ScalarType vae_decode_dtype = at::kFloat;
    ClipTokenizer tokenizer;
    CLIPTextModelWithProjection text_encoder_2;
    AutoencoderKL vae;
    UNet2DConditionModel unet;
    NoiseScheduleConfig schedule;
    std::optional<LatentRgb> latent_rgb;
    PromptCache prompts;
    bool force_zeros_for_empty_prompt = false;

    Residency& residency() noexcept { return *residency_; }

private:
    RefinerModel(const DiffusersFolder& folder, const ResolvedCompute& resolved);

    std::unique_ptr<Mover> mover_;
    std::unique_ptr<Residency> residency_;
};

}  // namespace burnish
