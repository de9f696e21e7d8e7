// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/sampler.h"
#include "core/image/image.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace burnish {

/// Height before width, as in diffusers' tuples.
struct SizeHW {
    int height = 0;
    int width = 0;
    bool operator==(const SizeHW&) const = default;
};

/// Crop offsets, top before left.
struct CropTL {
    int top = 0;
    int left = 0;
    bool operator==(const CropTL&) const = default;
};

enum class PromptSyntax { Plain, A1111 };
/// The invisible mark of Stability's programs: none, written so that the reference decoder reads it, or as the
/// reference encoder writes it (core/watermark).
enum class Watermark { None, Verified, Reference };
enum class NoiseDtype { Fp32, Pipeline };  ///< dtype in which the noise is drawn (product.md, "Noise")
enum class DeviceKind { Auto, Cpu, Cuda };
enum class ComputeDtype { Auto, Fp32, Bf16, Fp16 };
enum class Offload { Auto, None, Model, Stream };

struct DeviceChoice {
    DeviceKind kind = DeviceKind::Auto;
    int index = 0;
    bool operator==(const DeviceChoice&) const = default;
};

/// A LoRA laid over the model when it is loaded.
struct LoraChoice {
    std::filesystem::path path;
    double weight = 1.0;
    bool operator==(const LoraChoice&) const = default;
};

/// Everything that affects the picture, with diffusers' names and defaults. Comparable, so that equal settings
/// on equal sources mean equal results.
struct RefineSettings {
    std::filesystem::path model;    ///< diffusers folder or single file
    std::filesystem::path vae;      ///< another autoencoder: a folder or a single file; empty: the model's own
    std::vector<LoraChoice> loras;  ///< merged in this order
    std::string prompt;
    std::optional<std::string> negative_prompt;  ///< absent: diffusers' None; "" is the empty text, encoded
    PromptSyntax prompt_syntax = PromptSyntax::Plain;
    double strength = 0.3;          ///< 0..1; 0 returns the source
    int steps = 50;                 ///< 1..1000, before strength
    double guidance_scale = 5.0;    ///< > 1 switches classifier-free guidance on
    double guidance_rescale = 0.0;  ///< 0..1
    double aesthetic_score = 6.0;
    double negative_aesthetic_score = 2.5;
    std::optional<SizeHW> original_size;  ///< absent: the extended size of the picture
    std::optional<SizeHW> target_size;    ///< read by base-family models only
    CropTL crop;
    std::optional<SizeHW> negative_original_size;  ///< absent: original_size
    std::optional<SizeHW> negative_target_size;
    CropTL negative_crop;
    double eta = 0.0;  ///< 0..1; noise added back at each step, by DDIM only
    std::uint64_t seed = 0;
    NoiseDtype noise = NoiseDtype::Fp32;
    Sampler sampler = Sampler::Euler;
    std::optional<double> denoising_start;  ///< strictly between 0 and 1; no noise is added
    std::optional<double> denoising_end;    ///< strictly between 0 and 1
    /// Side in pixels of the overlapping tiles in which a large picture is computed; 0: as a whole; absent: as the
    /// picture's size asks for (core/api/tiling.h).
    std::optional<int> tile;
    double keep_detail = 0.0;  ///< 0..1: what the autoencoder loses is given back where little changed; needs a source
    Watermark watermark = Watermark::None;  ///< written when the picture is saved

    // A picture from text alone (`generate`), with a second model if `refiner` names one.
    std::optional<SizeHW> generate;             ///< its size; absent: a picture or latents are refined
    std::filesystem::path refiner;              ///< diffusers folder of the second model; empty: none
    std::optional<std::string> refiner_prompt;  ///< what the second model is told; absent: `prompt`
    /// Ensemble of experts: where the second model takes over, strictly between 0 and 1. Absent: it refines the first
    /// one's finished latents at `strength` (two stages).
    std::optional<double> handoff;

    std::string mask;              ///< SHA-256 of the mask's pixels; empty: the whole picture may change
    int mask_feather = 0;          ///< pixels over which the mask's edge is softened
    std::optional<int> mask_crop;  ///< pixels of context around the mask; absent: the whole picture is refined

    bool allow_colour = false;  ///< a grey source may become a picture in colours
    bool operator==(const RefineSettings&) const = default;
};

/// How it is computed; changes speed and memory, and the last digits at most.
struct ComputeSettings {
    DeviceChoice device;
    ComputeDtype dtype = ComputeDtype::Auto;
    Offload offload = Offload::Auto;
    int threads = 0;  ///< 0: as many as the machine has cores
    bool operator==(const ComputeSettings&) const = default;
};

/// One job for the engine. Plain values; may be copied to another thread.
struct RefineRequest {
    RefineSettings settings;
    ComputeSettings compute;
    std::shared_ptr<const Image> source;  ///< null only if `latents` or `settings.generate` is set
    std::shared_ptr<const Image> mask;    ///< white may change; of the source's size; null: everything may
    std::filesystem::path latents;        ///< safetensors with `latents` [1, C, h, w] in place of `source`
    std::filesystem::path save_latents;   ///< where the final latents are written; empty: nowhere
    std::filesystem::path trace;          ///< where the intermediate values are written; empty: nowhere
    bool preview = false;                 ///< send previews of the latents with the progress
    bool wants_picture = true;            ///< false: only latents or a trace, and nothing is decoded
};

}  // namespace burnish
