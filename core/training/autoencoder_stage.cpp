// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/autoencoder_stage.h"

#include "core/training/batches.h"
#include "core/training/examples.h"
#include "core/training/mixed_precision.h"
#include "core/training/optimizer.h"
#include "core/training/run_log.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>

namespace burnish::training {
namespace {

constexpr std::uint64_t kWeightStream = 1;
constexpr std::uint64_t kPictureStream = 2;
constexpr std::uint64_t kNoiseStream = 3;
constexpr double kAbsoluteErrorWeight = 0.02;
constexpr double kDivergenceWeight = 2e-5;

struct Losses {
    at::Tensor total;
    double squared_error = 0.0;
    double divergence = 0.0;
};

Losses losses_of(const TrainingPlan& plan, const AutoencoderKL& vae, const at::Tensor& pictures, std::int64_t step) {
    const auto noise_seed = seed_of(plan.seed, kNoiseStream, static_cast<std::uint64_t>(step));
    at::Tensor mean;
    at::Tensor std;
    at::Tensor decoded;
    {
        const MixedPrecision mixed(plan.computes_in_bf16);
        const DiagonalGaussian posterior = vae.encode(pictures);
        mean = posterior.mean.to(at::kFloat);
        std = posterior.std.to(at::kFloat);
        const at::Tensor noise = at::randn(mean.sizes(), at::make_generator<at::CPUGeneratorImpl>(noise_seed),
                                           at::TensorOptions().dtype(at::kFloat));
        decoded = vae.decode(mean + std * noise).to(at::kFloat);
    }
    const at::Tensor squared = at::mse_loss(decoded, pictures);
    const at::Tensor divergence = 0.5 * (mean.square() + std.square() - 1.0 - 2.0 * std.log()).mean();
    return {.total = squared + kAbsoluteErrorWeight * at::l1_loss(decoded, pictures) + kDivergenceWeight * divergence,
            .squared_error = squared.item<double>(),
            .divergence = divergence.item<double>()};
}

}  // namespace

at::Tensor autoencoder_batch(const TrainingPlan& plan, std::uint64_t stream, std::int64_t step) {
    const std::vector<at::Tensor> pictures =
        make_in_parallel<at::Tensor>(plan.autoencoder_batch, [&](std::int64_t item) {
            const auto index = static_cast<std::uint64_t>(step * plan.autoencoder_batch + item);
            return to_tensor(make_autoencoder_picture(seed_of(plan.seed, stream, index), plan.autoencoder_size));
        });
    return at::stack(pictures);
}

bool train_autoencoder(const TrainingPlan& plan, const TrainingFolder& folder, PocketModel& model,
                       const std::stop_token& stop) {
    ParameterSet parameters;
    parameters.add(model.vae, "vae.");
    parameters.initialise(seed_of(plan.seed, kWeightStream, 0));
    Optimizer optimizer(parameters, {.peak = plan.autoencoder_rate, .total_steps = plan.autoencoder_steps});
    if (std::filesystem::exists(folder.autoencoder_state())) {
        optimizer.load(folder.autoencoder_state());
    }

    RunLog log(folder.root, "autoencoder", optimizer.steps_done(), plan.autoencoder_steps);
    Prefetch<at::Tensor> batches(optimizer.steps_done(),
                                 [&plan](std::int64_t step) { return autoencoder_batch(plan, kPictureStream, step); });
    while (optimizer.steps_done() < plan.autoencoder_steps) {
        const Losses losses = losses_of(plan, model.vae, batches.take(), optimizer.steps_done());
        losses.total.backward();
        const double norm = optimizer.step();
        const std::int64_t done = optimizer.steps_done();
        log.add(done, {{"psnr", 10.0 * std::log10(4.0 / losses.squared_error)},
                       {"divergence", losses.divergence},
                       {"norm", norm}});
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

void load_trained_autoencoder(const TrainingFolder& folder, PocketModel& model) {
    ParameterSet parameters;
    parameters.add(model.vae, "vae.");
    load_averages(folder.autoencoder_state(), parameters);
    if (std::filesystem::exists(folder.decoder_state())) {
        ParameterSet decoder = decoder_parameters(model);
        load_averages(folder.decoder_state(), decoder);
    }
}

ParameterSet decoder_parameters(PocketModel& model) {
    ParameterSet parameters;
    parameters.add(*model.vae.post_quant_conv, "vae.post_quant_conv.");
    parameters.add(model.vae.decoder, "vae.decoder.");
    return parameters;
}

}  // namespace burnish::training
