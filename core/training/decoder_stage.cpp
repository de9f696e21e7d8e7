// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/decoder_stage.h"

#include "core/training/autoencoder_stage.h"
#include "core/training/mixed_precision.h"
#include "core/training/optimizer.h"
#include "core/training/picture_stage.h"
#include "core/training/run_log.h"
#include "core/training/step_runner.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <numbers>

namespace burnish::training {
namespace {

constexpr std::uint64_t kCropStream = 10;
constexpr double kTypicalError = 0.005;  ///< squared, of a picture; brings the loss to the size of a squared error

/// What the decoder makes of the mean latents of `pictures`.
at::Tensor decoded(const TrainingPlan& plan, const AutoencoderKL& vae, const at::Tensor& pictures) {
    const MixedPrecision mixed(plan);
    at::Tensor latents;
    {
        const c10::NoGradGuard no_grad;
        latents = vae.encode(pictures).mean.to(at::kFloat);
    }
    return vae.decode(latents).to(at::kFloat);
}

/// Squared errors of the pictures of a batch.
at::Tensor squared_errors(const at::Tensor& one, const at::Tensor& other) {
    return (one - other).square().mean({1, 2, 3});
}

}  // namespace

bool train_decoder(const TrainingPlan& plan, const TrainingFolder& folder, PocketModel& model,
                   const std::stop_token& stop) {
    load_trained_autoencoder(folder, model, plan.device);
    ParameterSet parameters = decoder_parameters(model, plan.device);
    parameters.adopt();
    Optimizer optimizer(parameters, {.peak = plan.decoder_rate, .total_steps = plan.decoder_steps});
    if (std::filesystem::exists(folder.decoder_state())) {
        optimizer.load(folder.decoder_state());
    }

    RunLog log(folder.root, "decoder", optimizer.steps_done(), plan.decoder_steps);
    const at::Tensor drawn = read_drawn_pictures(plan, folder);
    StepRunner run(plan.device, [&](const std::vector<at::Tensor>& inputs) {
        const at::Tensor loss = squared_errors(decoded(plan, model.vae, inputs[0]), inputs[0]).log().mean();
        (kTypicalError * loss).backward();
        return std::vector{(std::log(4.0) - loss.detach()) * (10.0 / std::numbers::ln10), optimizer.apply()};
    });
    while (optimizer.steps_done() < plan.decoder_steps) {
        const at::Tensor pictures = autoencoder_batch(plan, drawn, kCropStream, optimizer.steps_done());
        optimizer.begin_step();
        const std::vector<at::Tensor> figures = run({pictures});
        const std::int64_t done = optimizer.steps_done();
        log.add(done, {{"psnr", figures[0]}, {"norm", figures[1]}});
        const bool stops = stop.stop_requested();
        if (stops || done % plan.save_every == 0 || done == plan.decoder_steps) {
            optimizer.save(folder.decoder_state());
        }
        if (stops) {
            return false;
        }
    }
    parameters.assign(optimizer.averages());
    return true;
}

}  // namespace burnish::training
