// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/latents.h"

#include "core/api/tiling.h"
#include "core/common/error.h"
#include "core/engine/models/banded_autoencoder.h"
#include "core/engine/weights/module_loader.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>

namespace burnish {
namespace {

std::int64_t count_steps(const at::Tensor& timesteps, double cutoff, bool below) {
    const float* values = timesteps.const_data_ptr<float>();
    return std::count_if(values, values + timesteps.numel(),
                         [=](float timestep) { return (static_cast<double>(timestep) < cutoff) == below; });
}

BandBudget band_budget() {
    return {.stored_bytes = static_cast<std::int64_t>(kStoredMapBytes)};
}

/// Python's round: half to even.
double timestep_cutoff(double fraction, std::int64_t num_train_timesteps) {
    const auto train = static_cast<double>(num_train_timesteps);
    return std::nearbyint(train - fraction * train);
}

}  // namespace

StepRange step_range(const RefineSettings& settings, const Scheduler& scheduler) {
    const at::Tensor& timesteps = scheduler.timesteps();
    const std::int64_t iterations = timesteps.numel();
    StepRange range{.begin = 0, .end = iterations};
    if (settings.denoising_start) {
        const double cutoff = timestep_cutoff(*settings.denoising_start, scheduler.num_train_timesteps());
        std::int64_t count = count_steps(timesteps, cutoff, true);
        if (scheduler.order() == 2 && count % 2 == 0) {
            // Not between a predictor and its correction.
            ++count;
        }
        range.begin = std::max<std::int64_t>(0, iterations - count);
    } else if (!settings.generate && settings.strength <= 0.0) {
        return {.begin = iterations, .end = iterations};
    } else if (!settings.generate) {
        // Product and truncation in double, as Python does: 100 steps at 0.58 are 57.
        const auto wanted = static_cast<std::int64_t>(static_cast<double>(settings.steps) * settings.strength);
        const std::int64_t skipped = settings.steps - std::clamp<std::int64_t>(wanted, 1, settings.steps);
        range.begin = std::min(skipped * scheduler.order(), iterations);
    }
    if (settings.denoising_end) {
        const double cutoff = timestep_cutoff(*settings.denoising_end, scheduler.num_train_timesteps());
        range.end = std::max(range.begin, count_steps(timesteps, cutoff, false));
    }
    if (range.count() == 0) {
        throw Error({.code = ErrorCode::InvalidArgument,
                     .subject = settings.denoising_start ? "denoising-start" : "denoising-end",
                     .found = "no step left to run",
                     .expected = "more steps, or a wider part of the schedule"});
    }
    return range;
}

at::Generator make_generator(std::uint64_t seed) {
    return at::make_generator<at::CPUGeneratorImpl>(seed);
}

EncodedImage encode_image(const AutoencoderKL& vae, const at::Tensor& pixels, at::Generator generator,
                          at::ScalarType dtype, VaePass pass) {
    const at::Tensor cast = pixels.to(dtype);
    const DiagonalGaussian posterior =
        pass == VaePass::InBands ? encode_in_bands(vae, cast, band_budget()) : vae.encode(cast);
    const double scale = vae.config().scaling_factor;
    return {.latents = scale * posterior.sample(std::move(generator)).to(at::kFloat),
            .mean = scale * posterior.mean.to(at::kFloat)};
}

at::Tensor decode_latents(const AutoencoderKL& vae, const at::Tensor& latents, at::ScalarType dtype, VaePass pass) {
    const at::Tensor unscaled = (latents / vae.config().scaling_factor).to(dtype);
    return pass == VaePass::InBands ? decode_in_bands(vae, unscaled, band_budget()) : vae.decode(unscaled);
}

at::Tensor read_latents(const std::filesystem::path& path, std::int64_t channels) {
    SafetensorsReader reader(path);
    const auto entry = reader.header().tensors.find("latents");
    if (entry == reader.header().tensors.end()) {
        throw Error({.code = ErrorCode::InvalidArgument,
                     .path = path,
                     .found = "no tensor \"latents\"",
                     .expected = "a latents file"});
    }
    const std::vector<std::uint64_t>& shape = entry->second.shape;
    const bool fits = shape.size() == 4 && shape[0] == 1 && shape[1] == static_cast<std::uint64_t>(channels) &&
                      shape[2] > 0 && shape[3] > 0;
    if (!fits || entry->second.dtype != TensorDtype::F32) {
        std::string found = dtype_name(entry->second.dtype) + " [";
        for (const std::uint64_t extent : shape) {
            found += (found.back() == '[' ? "" : ", ") + std::to_string(extent);
        }
        throw Error({.code = ErrorCode::InvalidArgument,
                     .path = path,
                     .subject = "latents",
                     .found = found + "]",
                     .expected = "F32 [1, " + std::to_string(channels) + ", h, w]"});
    }
    return read_tensor(reader, "latents", entry->second, {});
}

}  // namespace burnish
