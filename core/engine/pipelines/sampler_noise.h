// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

namespace burnish {

/// What a run did to the latents of a picture. All [1, C, h, w], fp32 on the CPU, with the clean latents' scale.
struct LatentChange {
    at::Tensor source;           ///< the picture's mean latents
    at::Tensor refined;          ///< what the run made of them
    at::Tensor noise;            ///< what was added to `source` at the start; undefined if nothing was
    bool noise_renewed = false;  ///< the sampler drew more noise on its way
};

/// The refined latents without the change that the run's own noise accounts for. A denoiser that does no worse than
/// none leaves at most the noise it was given; so a change that, in its band and neighbourhood, is no stronger than the
/// noise that was added there is not an edit, and what is stronger keeps Wiener's share. The more noise, the more of
/// the picture is meant to be drawn anew: the rule fades out as the noise nears the spread of the latents (1).
/// `amount` 0..1; without noise the refined latents as they are.
at::Tensor without_sampler_noise(const LatentChange& change, double amount);

/// How sure it is, 0..1 at every latent [1, 1, h, w], that the picture brought noise of its own. A model's prediction
/// of the noise has no more energy than the noise that was added, wherever the picture is one that it expects; what it
/// predicts beyond that was there before. Zero without noise. At least its mean everywhere: where texture hides the
/// noise of a picture, it is still there.
at::Tensor noise_found(const LatentChange& change);

}  // namespace burnish
