// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/picture.h"
#include "core/training/pictures/random.h"

namespace burnish::training {

// What makes a picture worse (degradations.cpp). Strengths from 0 to 1; values may leave 0 to 1.

/// Gaussian, deviation 8 to 40 of 255; at times of brightness only, or growing with the light.
void add_noise(Picture& picture, float strength, Random& random);
/// Gaussian, sigma 0.8 to 2.5 pixels; at times a disc out of focus or a movement.
void add_blur(Picture& picture, float strength, Random& random);
/// Through libjpeg with quality 50 down to 8, colour at half the resolution.
void add_jpeg_artifacts(Picture& picture, float strength, Random& random);
/// Down by a factor of 2 to 4 and up again.
void lower_resolution(Picture& picture, float strength, Random& random);

// Looks (looks.cpp).

/// White balance in light (a power of 2.2): towards red, towards blue.
void make_warm(Picture& picture, float strength, Random& random);
void make_cool(Picture& picture, float strength, Random& random);
void make_sepia(Picture& picture, float strength, Random& random);
void make_black_and_white(Picture& picture, float strength, Random& random);
/// Chroma times 1.6 to 2.2, and times 0.5 to 0.3.
void make_vivid(Picture& picture, float strength, Random& random);
void make_muted(Picture& picture, float strength, Random& random);
/// About a pivot between mid grey and the picture's own mean.
void raise_contrast(Picture& picture, float strength, Random& random);
void lower_contrast(Picture& picture, float strength, Random& random);
void make_bright(Picture& picture, float strength, Random& random);
void make_dark(Picture& picture, float strength, Random& random);
/// An unsharp mask of sigma 0.8 to 1.6 pixels: what a blur takes away is added 0.8 to 1.6 times.
void sharpen(Picture& picture, float strength, Random& random);

// By hand (artwork.cpp).

/// Flat dabs with hard edges (Kuwahara et al. 1976), radius 2 to 4, and stronger colours.
void paint_in_oil(Picture& picture, float strength, Random& random);
/// Washes: flattened, lightened, darker where they end, on grainy paper.
void paint_in_watercolor(Picture& picture, float strength, Random& random);
/// Grey lines on white: the luma divided by what surrounds it.
void draw_in_pencil(Picture& picture, float strength, Random& random);

}  // namespace burnish::training
