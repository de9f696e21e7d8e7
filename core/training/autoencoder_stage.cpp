// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/autoencoder_stage.h"

#include "core/training/batches.h"
#include "core/training/mixed_precision.h"
#include "core/training/optimizer.h"
#include "core/training/picture_stage.h"
#include "core/training/run_log.h"
#include "core/training/step_runner.h"

#include <ATen/ATen.h>

namespace burnish::training {
namespace {

constexpr std::uint64_t kWeightStream = 1;
constexpr std::uint64_t kCropStream = 11;
constexpr std::uint64_t kNoiseStream = 3;
constexpr double kAbsoluteErrorWeight = 0.02;
constexpr double kDivergenceWeight = 2e-5;

struct Losses {
    at::Tensor total;
    at::Tensor squared_error;
    at::Tensor divergence;
};

Losses losses_of(const TrainingPlan& plan, const AutoencoderKL& vae, const at::Tensor& pictures,
                 const at::Tensor& noise) {
    at::Tensor mean;
    at::Tensor std;
    at::Tensor decoded;
    {
        const MixedPrecision mixed(plan);
        const DiagonalGaussian posterior = vae.encode(pictures);
        mean = posterior.mean.to(at::kFloat);
        std = posterior.std.to(at::kFloat);
        decoded = vae.decode(mean + std * noise).to(at::kFloat);
    }
    const at::Tensor squared = at::mse_loss(decoded, pictures);
    const at::Tensor divergence = 0.5 * (mean.square() + std.square() - 1.0 - 2.0 * std.log()).mean();
    return {.total = squared + kAbsoluteErrorWeight * at::l1_loss(decoded, pictures) + kDivergenceWeight * divergence,
            .squared_error = squared.detach(),
            .divergence = divergence.detach()};
}

/// The posterior's noise of a step.
at::Tensor latent_noise(const TrainingPlan& plan, std::int64_t step) {
    const at::Generator generator =
        make_generator(plan.device, seed_of(plan.seed, kNoiseStream, static_cast<std::uint64_t>(step)));
    const std::int64_t side = plan.autoencoder_size >> (plan.shape.vae_channels.size() - 1);
    return at::randn({plan.autoencoder_batch, plan.shape.latent_channels, side, side}, generator,
                     at::TensorOptions().dtype(at::kFloat).device(plan.device));
}

}  // namespace

at::Tensor autoencoder_batch(const TrainingPlan& plan, const at::Tensor& pictures, std::uint64_t stream,
                             std::int64_t step) {
    // One place and one turn for all crops of a step: the pictures are others each time.
    const at::Generator generator =
        make_generator(at::kCPU, seed_of(plan.seed, stream, static_cast<std::uint64_t>(step)));
    const at::TensorOptions whole = at::TensorOptions().dtype(at::kLong);
    const at::Tensor chosen = at::randint(pictures.size(0), {plan.autoencoder_batch}, generator, whole);
    const at::Tensor place = at::randint(pictures.size(3) - plan.autoencoder_size + 1, {2}, generator, whole);
    const auto turn = at::randint(8, {1}, generator, whole).item<std::int64_t>();
    at::Tensor crops = pictures.narrow(2, place[0].item<std::int64_t>(), plan.autoencoder_size)
                           .narrow(3, place[1].item<std::int64_t>(), plan.autoencoder_size)
                           .index_select(0, chosen.to(pictures.device()));
    crops = at::rot90(crops, turn % 4, {2, 3});
    return to_float(turn < 4 ? crops : crops.flip(3)).contiguous();
}

bool train_autoencoder(const TrainingPlan& plan, const TrainingFolder& folder, PocketModel& model,
                       const std::stop_token& stop) {
    ParameterSet parameters(plan.device);
    parameters.add(model.vae, "vae.");
    parameters.initialise(seed_of(plan.seed, kWeightStream, 0));
    Optimizer optimizer(parameters, {.peak = plan.autoencoder_rate, .total_steps = plan.autoencoder_steps});
    if (std::filesystem::exists(folder.autoencoder_state())) {
        optimizer.load(folder.autoencoder_state());
    }

    RunLog log(folder.root, "autoencoder", optimizer.steps_done(), plan.autoencoder_steps);
    const at::Tensor pictures = read_drawn_pictures(plan, folder);
    StepRunner run(plan.device, [&](const std::vector<at::Tensor>& inputs) {
        const Losses losses = losses_of(plan, model.vae, inputs[0], inputs[1]);
        losses.total.backward();
        return std::vector{10.0 * (4.0 / losses.squared_error).log10(), losses.divergence, optimizer.apply()};
    });
    while (optimizer.steps_done() < plan.autoencoder_steps) {
        const std::int64_t step = optimizer.steps_done();
        optimizer.begin_step();
        const std::vector<at::Tensor> figures =
            run({autoencoder_batch(plan, pictures, kCropStream, step), latent_noise(plan, step)});
        const std::int64_t done = optimizer.steps_done();
        log.add(done, {{"psnr", figures[0]}, {"divergence", figures[1]}, {"norm", figures[2]}});
        const bool stops = stop.stop_requested();
        if (stops || done % plan.save_every == 0 || done == plan.autoencoder_steps) {
            optimizer.save(folder.autoencoder_state());
        }
        if (stops) {
            return false;
        }
    }
    parameters.assign(optimizer.averages());
    return true;
}

void load_trained_autoencoder(const TrainingFolder& folder, PocketModel& model, c10::Device device) {
    ParameterSet parameters(device);
    parameters.add(model.vae, "vae.");
    load_averages(folder.autoencoder_state(), parameters);
    if (std::filesystem::exists(folder.decoder_state())) {
        ParameterSet decoder = decoder_parameters(model, device);
        load_averages(folder.decoder_state(), decoder);
    }
}

ParameterSet decoder_parameters(PocketModel& model, c10::Device device) {
    ParameterSet parameters(device);
    parameters.add(*model.vae.post_quant_conv, "vae.post_quant_conv.");
    parameters.add(model.vae.decoder, "vae.decoder.");
    return parameters;
}

}  // namespace burnish::training
