// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/image/image.h"

namespace burnish::codec {

/// The same picture with samples of another type, rounded to nearest. Full scale of integers is 1.0; floats are clamped
/// to 0..1 on the way to integers, NaN becomes 0. The profile comes along.
Image with_type(const Image& image, PixelType type);

/// Without alpha: laid over white, on the values as they are. Unchanged if there is no alpha.
Image flattened_over_white(const Image& image);

/// Grey repeated in red, green and blue; alpha stays. Unchanged if it is colour. A grey profile does not fit any more
/// and goes.
Image as_rgb(const Image& image);

/// Multiplies colour by alpha in place. Colour under zero alpha stays, as formats of light allow: it shines.
void premultiply(Image& image);

/// Divides colour by alpha in place: from premultiplied samples to straight ones. Colour under zero alpha stays 0.
void unpremultiply(Image& image);

}  // namespace burnish::codec
