// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/image/image.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>

namespace burnish {

/// Where a picture may change.
struct PictureMask {
    at::Tensor pixels;   ///< fp32 [1, 1, H, W], 0 keeps, 1 changes, between them along a feathered edge
    at::Tensor latents;  ///< fp32 [1, 1, h, w], 0 or 1, as diffusers' inpaint pipeline samples it

    /// White changes. The picture is extended to `height` x `width` by its mirrored edge, as its source is; it is made
    /// black and white at half grey, and its edge is softened over `feather` pixels to either side.
    /// Throws Error{InvalidArgument} if nothing may change.
    static PictureMask from_image(const Image& image, std::int64_t height, std::int64_t width, std::int64_t factor,
                                  int feather);
};

/// `refined` where the mask is 1, `source` sample for sample where it is 0. Both of one size and sample type, `refined`
/// RGB or RGBA.
std::shared_ptr<const Image> composite(const Image& source, const Image& refined, const at::Tensor& mask);

}  // namespace burnish
