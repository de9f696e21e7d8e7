// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pipelines/mask.h"

#include <memory>

namespace burnish {

/// A part of a picture, in pixels.
struct PictureArea {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    bool operator==(const PictureArea&) const = default;
};

/// The smallest area around all that is white, and `context` pixels more on each side, within the picture.
/// Throws Error{InvalidArgument} if nothing is white.
PictureArea area_of_mask(const Image& mask, int context);

/// The size at which an area is refined: that of the model's best pictures, in the area's own proportions, in
/// multiples of `factor`; never smaller than the area.
struct WorkingSize {
    int width = 0;
    int height = 0;
};
WorkingSize working_size(const PictureArea& area, int best_size, int factor);

/// The area as a picture of `size`, bicubic, of the source's sample type; RGB, without alpha and profile.
std::shared_ptr<const Image> cut_out(const Image& picture, const PictureArea& area, const WorkingSize& size);
/// The source with `refined` scaled back into the area; RGB, with the source's alpha and profile.
std::shared_ptr<const Image> paste_back(const Image& source, const Image& refined, const PictureArea& area);

}  // namespace burnish
