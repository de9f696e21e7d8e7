// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/export_stage.h"

#include "core/common/file_bytes.h"
#include "core/common/json_file.h"
#include "core/tokenizer/clip_tokenizer.h"
#include "core/training/autoencoder_stage.h"
#include "core/training/batches.h"
#include "core/training/latent_stage.h"
#include "core/training/optimizer.h"
#include "core/training/pictures/scene.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <cmath>

namespace burnish::training {
namespace {

constexpr std::uint64_t kPreviewStream = 9;
constexpr std::int64_t kPreviewScenes = 8;

double rounded(double value) {
    return std::round(value * 1e4) / 1e4;
}

/// Least squares from scaled latents to the picture's colours, averaged over what a latent covers.
nlohmann::json fit_latent_rgb(const TrainingPlan& plan, const PocketModel& model, double scaling_factor) {
    const std::int64_t channels = plan.shape.latent_channels;
    const std::int64_t factor = std::int64_t{1} << (plan.shape.vae_channels.size() - 1);
    std::vector<at::Tensor> inputs;
    std::vector<at::Tensor> outputs;
    for (std::int64_t index = 0; index < kPreviewScenes; ++index) {
        const std::uint64_t seed = seed_of(plan.seed, kPreviewStream, static_cast<std::uint64_t>(index));
        const at::Tensor picture = to_float(to_tensor(make_scene(seed, 128, 128))).unsqueeze(0);
        const at::Tensor latents = model.vae.encode(picture).mean * scaling_factor;
        inputs.push_back(latents.permute({0, 2, 3, 1}).reshape({-1, channels}));
        outputs.push_back(at::avg_pool2d(picture, factor).permute({0, 2, 3, 1}).reshape({-1, 3}));
    }
    const at::Tensor left = at::cat(inputs);
    const at::Tensor with_bias = at::cat({left, at::ones({left.size(0), 1}, left.options())}, 1);
    const at::Tensor solution = std::get<0>(at::linalg_lstsq(with_bias, at::cat(outputs))).contiguous();
    std::vector<std::vector<double>> rows;
    for (std::int64_t row = 0; row <= channels; ++row) {
        std::vector<double>& values = rows.emplace_back();
        for (std::int64_t column = 0; column < 3; ++column) {
            values.push_back(rounded(solution[row][column].item<double>()));
        }
    }
    const std::vector<double> bias = rows.back();
    rows.pop_back();
    return {{"factors", rows}, {"bias", bias}};
}

}  // namespace

void export_model(const TrainingPlan& plan, const TrainingFolder& folder, const std::filesystem::path& model_folder,
                  const std::filesystem::path& recommended) {
    const c10::NoGradGuard no_grad;
    const double scaling_factor = read_scaling_factor(folder);
    const std::int64_t vocabulary_size = ClipTokenizer(folder.tokenizer()).eos_id() + 1;
    PocketModel model(plan.shape, vocabulary_size);
    load_trained_autoencoder(folder, model, at::kCPU);
    ParameterSet refiner(at::kCPU);
    refiner.add(model.unet, "unet.");
    refiner.add(model.text_encoder, "text_encoder_2.");
    load_averages(folder.refiner_state(), refiner);

    write_model_configs(model_folder, plan.shape, vocabulary_size, scaling_factor);
    std::filesystem::create_directories(model_folder / "tokenizer_2");
    for (const auto& file : std::filesystem::directory_iterator(folder.tokenizer())) {
        std::filesystem::copy_file(file.path(), model_folder / "tokenizer_2" / file.path().filename(),
                                   std::filesystem::copy_options::overwrite_existing);
    }
    write_half_weights(model_folder / "vae" / "diffusion_pytorch_model.fp16.safetensors", model.vae);
    write_half_weights(model_folder / "unet" / "diffusion_pytorch_model.fp16.safetensors", model.unet);
    write_half_weights(model_folder / "text_encoder_2" / "model.fp16.safetensors", model.text_encoder);

    nlohmann::ordered_json card = nlohmann::ordered_json::object();
    const nlohmann::json told = read_json_object(recommended);
    for (const auto& [key, value] : told.items()) {
        card[key] = value;
    }
    card["latent_rgb"] = fit_latent_rgb(plan, model, scaling_factor);
    const std::string text = card.dump(2) + '\n';
    write_file_atomically(model_folder / "burnish.json", std::as_bytes(std::span(text)));
}

}  // namespace burnish::training
