// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

namespace burnish {

/// How much of the autoencoder's loss may come back at every pixel, [1, 1, H, W] in 0..1; exactly 1 where `decoded`
/// equals `round_trip` and no noise was found. Arguments as in keep_detail().
at::Tensor detail_weight(const at::Tensor& source, const at::Tensor& round_trip, const at::Tensor& decoded,
                         const at::Tensor& noise);

/// Gives back what the autoencoder alone loses (`source - round_trip`), weighted by how little the refiner changed
/// there
/// (`decoded` beside `round_trip`) and, where it took noise away or found some, by how far the loss stands out of that.
/// All [1, 3, H, W] in fp32 on the CPU: the source, its decoded mean latents, and the refined picture; black is -1,
/// white 1. `noise`: noise_found(), [1, 1, h, w] over the same picture. `amount` 0..1. Not clamped, so that a
/// wide-gamut source keeps its colours.
at::Tensor keep_detail(const at::Tensor& source, const at::Tensor& round_trip, const at::Tensor& decoded,
                       const at::Tensor& noise, double amount);

}  // namespace burnish
