// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/checkpoint_info.h"
#include "core/api/machine.h"
#include "core/api/tiling.h"
#include "core/common/error.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

namespace burnish {

namespace {

/// Below this, half precision saves nothing that anybody notices, and fp32 gives diffusers' own numbers.
constexpr std::uint64_t kSmallModelParameters = 200'000'000;
/// Above this, weights that are not in use are dropped on the CPU (the text encoder once the prompt is encoded).
constexpr std::uint64_t kResidentBytesOnCpu = 4'000'000'000;

bool uses_cuda(const DeviceChoice& asked, const Machine& machine) {
    if (asked.kind != DeviceKind::Cuda) {
        return asked.kind == DeviceKind::Auto && machine.cuda_driver;
    }
    const int devices = machine.cuda_driver ? std::max(1, machine.cuda_devices) : 0;
    if (asked.index < 0 || asked.index >= devices) {
        throw Error({.code = ErrorCode::DeviceUnavailable,
                     .subject = fmt::format("cuda:{}", asked.index),
                     .found = devices == 0 ? "no NVIDIA driver with a GPU on this machine"
                                           : fmt::format("{} GPU(s) on this machine", devices),
                     .expected = devices == 0 ? "cpu" : fmt::format("cuda:0 to cuda:{}", devices - 1)});
    }
    return true;
}

std::string resolve_dtype(ComputeDtype asked, const CheckpointInfo& model, const Machine& machine, bool cuda) {
    switch (asked) {
    case ComputeDtype::Fp32:
        return "fp32";
    case ComputeDtype::Bf16:
        return "bf16";
    case ComputeDtype::Fp16:
        if (!cuda) {
            throw Error({.code = ErrorCode::InvalidArgument,
                         .subject = "dtype fp16",
                         .found = "fp16 needs a GPU",
                         .expected = "bf16 or fp32 on the CPU"});
        }
        return "fp16";
    case ComputeDtype::Auto:
        break;
    }
    const bool is_large = model.parameters >= kSmallModelParameters;
    if (cuda) {
        return is_large ? "fp16" : "fp32";
    }
    const bool is_stored_in_half = model.dtype == "fp16" || model.dtype == "bf16";
    return is_large && is_stored_in_half && machine.bf16_is_fast ? "bf16" : "fp32";
}

/// Bytes of weights and activations on the computing device, stage by stage.
struct Footprint {
    std::uint64_t weights = 0;        ///< of all components together
    std::uint64_t largest_stage = 0;  ///< the hungriest component with its activations, alone on the device
    std::uint64_t activations = 0;    ///< the hungriest stage's
};

/// UNet: guidance doubles the batch, and about 16 maps of the first level's width are alive at the deepest point (skip
/// connections and one block's inner tensors). Autoencoder: six fp32 maps of its first level's width at full size
/// (input and output of the last resnet of twice the width). The text encoder's activations are small beside its
/// weights.
/// In tiles the UNet sees one of them, and the autoencoder stores what kStoredMapBytes allows and a band.
Footprint footprint(const CheckpointInfo& model, std::string_view dtype, int width, int height, int tile) {
    const std::uint64_t bytes = dtype == "fp32" ? 4 : 2;
    const auto pixels =
        static_cast<std::uint64_t>(std::max(0, width)) * static_cast<std::uint64_t>(std::max(0, height));
    const auto factor = static_cast<std::uint64_t>(std::max(1, model.vae_scale_factor));
    const auto tile_pixels = static_cast<std::uint64_t>(tile) * static_cast<std::uint64_t>(tile);
    const std::uint64_t latent_pixels = (tile > 0 ? std::min(pixels, tile_pixels) : pixels) / (factor * factor);
    const std::uint64_t unet_maps = 32U * static_cast<std::uint64_t>(model.unet_channels) * latent_pixels * bytes;
    const std::uint64_t whole_vae_maps = 24U * static_cast<std::uint64_t>(model.vae_channels) * pixels;
    const std::uint64_t vae_maps =
        tile > 0 ? std::min(whole_vae_maps, kStoredMapBytes + kStoredMapBytes / 2) : whole_vae_maps;
    Footprint result;
    for (const ComponentInfo& component : model.components) {
        const bool is_vae = component.name == "vae";
        const std::uint64_t weights = component.parameters * (is_vae ? 4 : bytes);
        const std::uint64_t activations = component.name == "unet" ? unet_maps : is_vae ? vae_maps : 0;
        result.weights += weights;
        result.largest_stage = std::max(result.largest_stage, weights + activations);
        result.activations = std::max(result.activations, activations);
    }
    return result;
}

std::string resolve_offload(Offload asked, const Footprint& need, const Machine& machine, bool cuda) {
    switch (asked) {
    case Offload::None:
        return "none";
    case Offload::Model:
        return "model";
    case Offload::Stream:
        throw Error({.code = ErrorCode::InvalidArgument,
                     .subject = "offload stream",
                     .found = "not built yet",
                     .expected = "auto, none or model"});
    case Offload::Auto:
        break;
    }
    if (!cuda) {
        return need.weights > kResidentBytesOnCpu ? "model" : "none";
    }
    return need.weights + need.activations <= machine.cuda_memory_bytes / 10 * 7 ? "none" : "model";
}

}  // namespace

ComputePlan plan_compute(const ComputeSettings& asked, const CheckpointInfo& model, int width, int height,
                         const Machine& machine, int tile) {
    const bool cuda = uses_cuda(asked.device, machine);
    ComputePlan plan;
    plan.compute.device = cuda ? fmt::format("cuda:{}", asked.device.index) : "cpu";
    plan.compute.dtype = resolve_dtype(asked.dtype, model, machine, cuda);
    plan.compute.threads = asked.threads > 0 ? asked.threads : machine.cores;
    plan.compute.tile = tile;
    const Footprint need = footprint(model, plan.compute.dtype, width, height, tile);
    plan.compute.offload = resolve_offload(asked.offload, need, machine, cuda);
    plan.peak_memory_bytes = plan.compute.offload == "none" ? need.weights + need.activations : need.largest_stage;
    return plan;
}

}  // namespace burnish
