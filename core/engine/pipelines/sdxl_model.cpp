// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/sdxl_model.h"

#include "core/common/error.h"
#include "core/engine/runtime/weight_mover.h"
#include "core/weights/lora_file.h"
#include "core/weights/single_file.h"

namespace burnish {
namespace {

/// Scalars in the time ids: the refiner has a score where the base has the target size.
std::int64_t time_id_count(ModelRole role) {
    return role == ModelRole::Refiner ? 5 : 6;
}

/// A configuration from its file, or the text that stands for one.
ConfigReader config_at(const std::filesystem::path& path, const std::string& text) {
    return text.empty() ? ConfigReader(path) : ConfigReader(nlohmann::json::parse(text), path);
}

ConfigReader config_of(const ComponentFiles& files) {
    return config_at(files.config, files.config_text);
}

DiffusersFolder open_choice(const ModelChoice& choice) {
    DiffusersFolder folder = open_diffusers_folder(choice.path);
    if (!choice.vae.empty()) {
        folder.vae = open_vae(choice.vae);
    }
    return folder;
}

std::unique_ptr<CLIPTextModel> first_text_encoder(const DiffusersFolder& folder) {
    return folder.text_encoder
               ? std::make_unique<CLIPTextModel>(CLIPTextConfig::from_json(config_of(*folder.text_encoder)))
               : nullptr;
}

LoraTarget weights_of(const char* component, Module& module) {
    LoraTarget target{.component = component, .weights = {}};
    module.for_each_parameter([&target](const std::string& key, const Parameter& parameter) {
        target.weights.emplace(key, parameter.shape);
    });
    return target;
}

WeightSource source_of(const ComponentFiles& files, const LoadTarget& target) {
    return {.files = files.weights, .target = target, .names = files.names, .loras = {}};
}

void check_agreement(const SdxlModel& model, const DiffusersFolder& folder) {
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
    const std::int64_t embedding = text.projection_dim + time_id_count(model.role) * unet.addition_time_embed_dim;
    require(unet.projection_class_embeddings_input_dim == embedding, folder.unet.config,
            "projection_class_embeddings_input_dim", unet.projection_class_embeddings_input_dim, embedding);
    const std::int64_t width = text.hidden_size + (model.text_encoder ? model.text_encoder->config().hidden_size : 0);
    for (const std::int64_t context : unet.cross_attention_dim) {
        require(context == width, folder.unet.config, "cross_attention_dim", context, width);
    }
    const std::int64_t latent_channels = model.vae.config().vae.latent_channels;
    require(unet.in_channels == latent_channels, folder.unet.config, "in_channels", unet.in_channels, latent_channels);
    require(unet.out_channels == latent_channels, folder.unet.config, "out_channels", unet.out_channels,
            latent_channels);
    require(model.tokenizer_2.model_max_length() <= text.max_position_embeddings, folder.text_encoder_2.config,
            "max_position_embeddings", text.max_position_embeddings, model.tokenizer_2.model_max_length());
    if (model.text_encoder) {
        const std::int64_t positions = model.text_encoder->config().max_position_embeddings;
        require(model.tokenizer->model_max_length() <= positions, folder.text_encoder->config,
                "max_position_embeddings", positions, model.tokenizer->model_max_length());
        require(model.tokenizer->model_max_length() == model.tokenizer_2.model_max_length(), folder.tokenizer,
                "model_max_length", model.tokenizer->model_max_length(), model.tokenizer_2.model_max_length());
    }
}

}  // namespace

std::unique_ptr<Mover> SdxlModel::default_mover(std::map<std::string, WeightSource> sources,
                                                const TorchCompute& compute, bool one_at_a_time) {
    if (compute.cuda != nullptr && one_at_a_time) {
        return std::make_unique<PinnedMover>(std::move(sources), *compute.cuda);
    }
    return std::make_unique<FileMover>(std::move(sources));
}

SdxlModel::SdxlModel(const std::filesystem::path& root, const ResolvedCompute& resolved, const MoverFactory& make_mover)
    : SdxlModel(ModelChoice{.path = root, .vae = {}, .loras = {}}, resolved, make_mover) {}

SdxlModel::SdxlModel(const ModelChoice& choice, const ResolvedCompute& resolved, const MoverFactory& make_mover)
    : SdxlModel(open_choice(choice), choice.loras, resolved, make_mover) {}

SdxlModel::SdxlModel(const DiffusersFolder& folder, const std::vector<LoraChoice>& loras,
                     const ResolvedCompute& resolved, const MoverFactory& make_mover)
    : compute(torch_compute(resolved)),
      role(folder.family == ModelFamily::SdxlBase ? ModelRole::Base : ModelRole::Refiner),
      tokenizer(folder.text_encoder ? std::optional<ClipTokenizer>(folder.tokenizer) : std::nullopt),
      tokenizer_2(folder.tokenizer_2), text_encoder(first_text_encoder(folder)),
      text_encoder_2(CLIPTextConfig::from_json(config_of(folder.text_encoder_2))),
      vae(AutoencoderKLConfig::from_json(config_of(folder.vae))),
      unet(UNet2DConditionConfig::from_json(config_of(folder.unet))),
      schedule(NoiseScheduleConfig::from_json(config_at(folder.scheduler_config, folder.scheduler_text))),
      latent_rgb(LatentRgb::for_model(folder.root, vae.config().vae.latent_channels)),
      force_zeros_for_empty_prompt(folder.force_zeros_for_empty_prompt),
      best_size_(static_cast<int>(config_of(folder.unet).integer("sample_size", 128) * vae.config().scale_factor())) {
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
        {kTextEncoder2, source_of(folder.text_encoder_2, target)},
        {kVae, source_of(folder.vae, vae_target)},
        {kUnet, source_of(folder.unet, target)},
    };
    if (folder.text_encoder) {
        sources.emplace(kTextEncoder, source_of(*folder.text_encoder, target));
    }
    for (auto& [component, layers] : match_loras(loras)) {
        sources.at(component).loras = std::move(layers);
    }
    const bool one_at_a_time = resolved.offload == "model";
    mover_ = make_mover(std::move(sources), compute, one_at_a_time);
    residency_ = std::make_unique<Residency>(*mover_, one_at_a_time ? Residency::Policy::OneAtATime
                                                                    : Residency::Policy::KeepAll);
    if (text_encoder) {
        residency_->add(kTextEncoder, *text_encoder);
    }
    residency_->add(kTextEncoder2, text_encoder_2);
    residency_->add(kVae, vae);
    residency_->add(kUnet, unet);
}

std::map<std::string, LoraLayers> SdxlModel::match_loras(const std::vector<LoraChoice>& loras) {
    std::map<std::string, LoraLayers> all;
    if (loras.empty()) {
        return all;
    }
    const UNet2DConditionConfig& config = unet.config();
    const KeyMap original = KeyMap::unet({.layers = static_cast<int>(config.layers_per_block.front()),
                                          .down_attention = config.down_block_has_attention,
                                          .up_attention = config.up_block_has_attention});
    std::vector<LoraTarget> targets{weights_of(kUnet, unet), weights_of(kTextEncoder2, text_encoder_2)};
    targets.front().original_names = &original;
    targets.back().is_only_text_encoder = !text_encoder;
    if (text_encoder) {
        targets.push_back(weights_of(kTextEncoder, *text_encoder));
    }
    for (const LoraChoice& lora : loras) {
        for (auto& [component, layers] :
             match_lora(lora.path, lora.weight, targets,
                        role == ModelRole::Refiner ? "an SDXL refiner" : "an SDXL base model")) {
            for (auto& [weight, changes] : layers) {
                std::vector<LoraLayer>& known = all[component][weight];
                known.insert(known.end(), changes.begin(), changes.end());
            }
        }
    }
    return all;
}

}  // namespace burnish
