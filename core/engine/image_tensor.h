// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/image/image.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>

namespace burnish {

/// Where a sample beyond the end comes from: the picture mirrored at its last pixel, which is not repeated, as often as
/// needed. `index` >= 0, `extent` >= 1.
std::int64_t mirrored_index(std::int64_t index, std::int64_t extent) noexcept;

/// The picture as [1, 3, height, width] in [-1, 1], fp32 on the CPU, extended at the right and the bottom by its
/// mirrored edge. Grey is repeated, alpha left out. The size must not be smaller than the picture's. Floats outside
/// 0..1 (colours outside sRGB) are clamped, or kept where `keep_range` asks for it.
at::Tensor image_to_tensor(const Image& image, std::int64_t height, std::int64_t width, bool keep_range = false);

/// [1, 3, H, W] in [-1, 1] (clamped, unless `keep_range` and floats are made) as a picture of the size, sample type,
/// alpha and ICC profile of `like`; the tensor's excess at the right and the bottom is cut off. Without `like`: 8-bit
/// RGB of the tensor's size. Rounds half to even. Throws Error{Internal} if a value is not a number.
std::shared_ptr<const Image> tensor_to_image(const at::Tensor& pixels, const Image* like, bool keep_range = false);

}  // namespace burnish
