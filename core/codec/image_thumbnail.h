// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/image/image.h"

namespace burnish::codec {

/// The picture as a small JPEG in sRGB for an Exif block, 160 pixels on its longer side at most. Empty if it cannot be
/// made: a picture without a thumbnail is better than none.
std::vector<std::byte> thumbnail_of(const Image& image);

}  // namespace burnish::codec
