// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/sampler_noise.h"

#include "core/engine/pipelines/gaussian_blur.h"

#include <ATen/ATen.h>

#include <array>
#include <cmath>

namespace burnish {
namespace {

constexpr std::array kBandSigmas{1.5, 6.0};  ///< latents; where the bands of a change part
constexpr double kDrawnAnew = 0.25;   ///< deviation of noise, in that of latents, at which pictures are drawn anew
constexpr double kNoiseSigma = 4.0;   ///< latents; noise is finer than this, and is judged over so much
constexpr double kPlainNoise = 0.04;  ///< deviation of noise, in that of latents, that is taken for sure by half
constexpr double kTiny = 1e-12;

/// [1, C, h, w] under a Gaussian window.
at::Tensor smooth(const at::Tensor& latents, double sigma) {
    return blurred(latents.transpose(0, 1), sigma).transpose(0, 1);
}

double energy(const at::Tensor& values) {
    return values.square().mean().item<double>();
}

at::Tensor local_energy(const at::Tensor& latents, double sigma) {
    return blurred(latents.square().mean(1, true), sigma);
}

/// Wiener's share of one band of a change, where noise of the energy `noise` may be part of it.
at::Tensor wiener(const at::Tensor& band, double noise, double sigma) {
    return band * (1.0 - noise / local_energy(band, sigma).clamp_min(kTiny)).clamp_min(0.0);
}

}  // namespace

at::Tensor without_sampler_noise(const LatentChange& change, double amount) {
    if (!change.noise.defined()) {
        return change.refined;
    }
    const double fade = std::exp(-energy(change.noise) / (kDrawnAnew * kDrawnAnew));
    at::Tensor delta = change.refined - change.source;
    at::Tensor noise = change.noise;
    at::Tensor kept = at::zeros_like(delta);
    double window = kBandSigmas.front();
    for (const double sigma : kBandSigmas) {
        const at::Tensor coarse = smooth(delta, sigma);
        const at::Tensor coarse_noise = smooth(noise, sigma);
        kept += wiener(delta - coarse, fade * energy(noise - coarse_noise), window);
        delta = coarse;
        noise = coarse_noise;
        window = sigma;
    }
    kept += wiener(delta, fade * energy(noise), window);
    return at::lerp(change.refined, change.source + kept, amount);
}

at::Tensor noise_found(const LatentChange& change) {
    if (!change.noise.defined()) {
        return at::zeros({1, 1, change.source.size(2), change.source.size(3)}, at::kFloat);
    }
    const at::Tensor delta = change.refined - change.source;
    // Where more noise came on the way, only the change itself can be held against what was added.
    const at::Tensor predicted = change.noise_renewed ? delta : change.noise - delta;
    const auto fine = [](const at::Tensor& latents) { return latents - smooth(latents, kNoiseSigma); };
    const at::Tensor added = fine(change.noise);
    const double share = energy(change.noise) / (energy(added) + kTiny);
    const at::Tensor beyond = (local_energy(fine(predicted), kNoiseSigma) - energy(added)).clamp_min(0.0) * share;
    const at::Tensor found = beyond / (beyond + kPlainNoise * kPlainNoise);
    return at::maximum(found, found.mean());
}

}  // namespace burnish
