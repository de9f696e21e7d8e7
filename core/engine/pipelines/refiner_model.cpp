// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/refiner_model.h"

#include "core/common/error.h"
#include "core/engine/runtime/weight_mover.h"

namespace burnish {
namespace {

/// Scalars in the refiner's time ids.
constexpr std::int64_t kTimeIds = 5;

WeightSource source_of(const ComponentFiles& files, const LoadTarget& target) {
    return {.files = files.weights, .target = target};
}

void check_agreement(const RefinerModel& model, const DiffusersFolder& folder) {
    const UNet2DConditionConfig& unet = model.unet.config();
    const CLIPTextConfig& text = model.text_encoder_2.config();
    const auto require = [](bool holds, const std::filesystem::path& path, const char* subject, std::int64_t found,
                            std::int64_t expected) {
        if (!holds) {
            throw Error({.code = ErrorCode::ModelUnsupported,
                         .path = path,
                         .subject = subject,
                         .found = std::to_string(found),
                         .expected = std::to_string(expected)});
        }
    };
    if (!folder.requires_aesthetics_score) {
        throw Error({.code = ErrorCode::ModelUnsupported,
                     .path = folder.root / "model_index.json",
                     .subject = "requires_aesthetics_score",
                     .found = "false",
                     .expected = "true, as the refiner has it"});
    }
    const std::int64_t embedding = text.projection_dim + kTimeIds * unet.addition_time_embed_dim;
    require(unet.projection_class_embeddings_input_dim == embedding, folder.unet.config,
            "projection_class_embeddings_input_dim", unet.projection_class_embeddings_input_dim, embedding);
    for (const std::int64_t context : unet.cross_attention_dim) {
        require(context == text.hidden_size, folder.unet.config, "cross_attention_dim", context, text.hidden_size);
    }
    const std::int64_t latent_channels = model.vae.config().vae.latent_channels;
    require(unet.in_channels == latent_channels, folder.unet.config, "in_channels", unet.in_channels, latent_channels);
    require(unet.out_channels == latent_channels, folder.unet.config, "out_channels", unet.out_channels,
            latent_channels);
    require(model.tokenizer.model_max_length() <= text.max_position_embeddings, folder.text_encoder_2.config,
            "max_position_embeddings", text.max_position_embeddings, model.tokenizer.model_max_length());
}

}  // namespace

std::unique_ptr<Mover> RefinerModel::default_mover(std::map<std::string, WeightSource> sources,
                                                   const TorchCompute& compute, bool one_at_a_time) {
    if (compute.cuda != nullptr && one_at_a_time) {
        return std::make_unique<PinnedMover>(std::move(sources), *compute.cuda);
    }
    return std::make_unique<FileMover>(std::move(sources));
}

RefinerModel::RefinerModel(const std::filesystem::path& root, const ResolvedCompute& resolved,
                           const MoverFactory& make_mover)
    : RefinerModel(open_diffusers_folder(root), resolved, make_mover) {}

RefinerModel::RefinerModel(const DiffusersFolder& folder, const ResolvedCompute& resolved,
                           const MoverFactory& make_mover)
    : compute(torch_compute(resolved)), tokenizer(folder.tokenizer_2),
      text_encoder_2(CLIPTextConfig::from_json(ConfigReader(folder.text_encoder_2.config))),
      vae(AutoencoderKLConfig::from_json(ConfigReader(folder.vae.config))),
      unet(UNet2DConditionConfig::from_json(ConfigReader(folder.unet.config))),
      schedule(NoiseScheduleConfig::from_json(ConfigReader(folder.scheduler_config))),
      latent_rgb(LatentRgb::for_model(folder.root, vae.config().vae.latent_channels)),
      force_zeros_for_empty_prompt(folder.force_zeros_for_empty_prompt) {
    check_agreement(*this, folder);
    // As diffusers has it: where the configuration asks for force_upcast, pictures are encoded in fp32 and decoded in
    // fp32 too if the activations would exceed the pipeline's dtype.
    const bool upcasts = vae.config().force_upcast;
    vae_encode_dtype = upcasts ? at::kFloat : compute.dtype;
    vae_decode_dtype = upcasts && compute.dtype == at::kHalf ? at::kFloat : compute.dtype;
    const LoadTarget target{.dtype = compute.dtype, .device = compute.device, .packs = compute.device.is_cpu()};
    LoadTarget vae_target = target;
    vae_target.dtype = vae_decode_dtype;
    vae_target.dtype_of_prefix = {{"encoder.", vae_encode_dtype}, {"quant_conv.", vae_encode_dtype}};
    std::map<std::string, WeightSource> sources{
        {kTextEncoder, source_of(folder.text_encoder_2, target)},
        {kVae, source_of(folder.vae, vae_target)},
        {kUnet, source_of(folder.unet, target)},
    };
    const bool one_at_a_time = resolved.offload == "model";
    mover_ = make_mover(std::move(sources), compute, one_at_a_time);
    residency_ = std::make_unique<Residency>(*mover_, one_at_a_time ? Residency::Policy::OneAtATime
                                                                    : Residency::Policy::KeepAll);
    residency_->add(kTextEncoder, text_encoder_2);
    residency_->add(kVae, vae);
    residency_->add(kUnet, unet);
}

}  // namespace burnish
