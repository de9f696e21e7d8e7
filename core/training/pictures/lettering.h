// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/canvas.h"

namespace burnish::training {

/// How letters are drawn.
struct Lettering {
    Point origin;          ///< upper left corner of the first letter
    float height = 12.0F;  ///< of a capital, pixels
    float weight = 0.12F;  ///< of a stroke, as a share of the height
    float slant = 0.0F;    ///< of upright strokes
    float angle = 0.0F;    ///< of the line of writing
    float spacing = 1.0F;
    Colour ink;
};

/// Writes letter-like signs of a small stroke font of our own, in words, until the line is `length` pixels long.
void write_line(Canvas& canvas, const Lettering& lettering, float length, Random& random);

}  // namespace burnish::training
