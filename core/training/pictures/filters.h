// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/picture.h"

#include <span>

namespace burnish::training {

/// Gaussian blur of one plane in place, edges mirrored; sigma in pixels, above 0.
void blur_plane(std::span<float> plane, int width, int height, float sigma);

/// Mean over a square of side 2 radius + 1 in place, edges mirrored. The cost does not depend on the radius.
void box_blur_plane(std::span<float> plane, int width, int height, int radius);

/// The same for all three planes.
void blur(Picture& picture, float sigma);

/// How `resize` weighs neighbours.
enum class Resampling { Nearest, Box, Bilinear, Bicubic };

/// Resizes; when shrinking, `Box`, `Bilinear` and `Bicubic` (a = -0.5) widen their support, as Pillow does.
Picture resize(const Picture& picture, int width, int height, Resampling resampling);

}  // namespace burnish::training
