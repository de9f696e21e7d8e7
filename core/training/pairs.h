// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

#include <filesystem>
#include <vector>

namespace burnish::training {

/// Pairs of one size, as pictures (8 bits, [N, 3, H, W]) or as latents (fp16, [N, C, h, w], scaled to unit deviation),
/// with what the refiner is told about them.
struct Pairs {
    at::Tensor source;
    at::Tensor target;
    at::Tensor input_ids;  ///< int64 [N, 77], of the target's caption
    at::Tensor scores;     ///< fp32 [N]
    at::Tensor lessons;    ///< int64 [N], of enum Lesson

    Pairs to(c10::Device device) const;
};

/// Written as a whole or not at all. Throws Error{WriteFailed}.
void write_pairs(const std::filesystem::path& path, const Pairs& pairs);
/// All pairs of these files, in memory. Throws what reading a missing or broken file throws.
Pairs read_pairs(const std::vector<std::filesystem::path>& paths);

/// Pictures without anything else, [N, 3, H, W] in 8 bits.
void write_pictures(const std::filesystem::path& path, const at::Tensor& pictures);
at::Tensor read_pictures(const std::vector<std::filesystem::path>& paths);

}  // namespace burnish::training
