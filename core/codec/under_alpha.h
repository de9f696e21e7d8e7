// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/image/image.h"

namespace burnish::codec {

/// Gives the pixels that cannot be seen (alpha 0 in `like`, of the same size) the colour of the nearest visible ones,
/// so that nothing from under the alpha reaches the picture. Alpha stays. A picture without visible pixels stays as it
/// is.
void fill_under_alpha(Image& image, const Image& like);

}  // namespace burnish::codec
