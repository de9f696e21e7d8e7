// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"
#include "core/engine/models/autoencoder_kl.h"
#include "core/engine/schedulers/scheduler.h"

#include <ATen/core/Generator.h>

#include <filesystem>

namespace burnish {

/// The part of a schedule that runs: iterations [begin, end).
struct StepRange {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int64_t count() const noexcept { return end - begin; }
};

/// Which iterations run of a schedule that is laid out: all of them for a picture from text, else diffusers'
/// `get_timesteps` by strength, with at least one step above strength 0, or between
/// denoising_start and denoising_end (spec §4.3). Throws Error{InvalidArgument} if the two leave nothing to do.
StepRange step_range(const RefineSettings& settings, const Scheduler& scheduler);

/// A generator of our own for a seed: the global one is never touched.
at::Generator make_generator(std::uint64_t seed);

/// A picture as scaled latents [1, C, h, w] in fp32: a draw from the posterior, and its mean.
struct EncodedImage {
    at::Tensor latents;
    at::Tensor mean;
};

/// Whether the autoencoder takes a picture as a whole, or in bands that need less memory and give the same but for
/// rounding.
enum class VaePass { Whole, InBands };

/// Pixels [1, 3, H, W] -> latents, computed in the encoder's dtype; the posterior's noise is the generator's next draw.
EncodedImage encode_image(const AutoencoderKL& vae, const at::Tensor& pixels, at::Generator generator,
                          at::ScalarType dtype, VaePass pass = VaePass::Whole);
/// Scaled latents -> pixels [1, 3, H, W], not clamped, computed in the decoder's dtype.
at::Tensor decode_latents(const AutoencoderKL& vae, const at::Tensor& latents, at::ScalarType dtype,
                          VaePass pass = VaePass::Whole);

/// Reads `latents` [1, channels, h, w]. Throws Error{ModelNotFound, ModelCorrupt, InvalidArgument}.
at::Tensor read_latents(const std::filesystem::path& path, std::int64_t channels);

}  // namespace burnish
