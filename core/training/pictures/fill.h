// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/colour.h"
#include "core/training/pictures/noise_texture.h"

#include <algorithm>

namespace burnish::training {

/// A place of the plane seen on a tilted surface: affine, then divided, so that far things are small.
struct Projection {
    float xx = 1.0F, xy = 0.0F, x0 = 0.0F;
    float yx = 0.0F, yy = 1.0F, y0 = 0.0F;
    float wx = 0.0F, wy = 0.0F;

    struct Place {
        float u, v;
        float shrink;  ///< how much smaller things are here than where the divisor is 1
    };
    Place operator()(float x, float y) const noexcept {
        const float shrink = 1.0F / std::max(1.0F + wx * x + wy * y, 0.02F);
        return {(xx * x + xy * y) * shrink + x0, (yx * x + yy * y) * shrink + y0, shrink};
    }
    /// Turned by `angle`, stretched by `across` and `along`, moved to a random place.
    static Projection turned(float angle, float across, float along, Random& random);
};

/// How a shape is coloured: between two colours by a gradient, noise, stripes or tiles, then lit.
/// Places are in pixels from the shape's centre.
struct Fill {
    Colour from;
    Colour to;
    float base = 0.0F;                           ///< 0: `from`, 1: `to`
    float gradient_x = 0.0F, gradient_y = 0.0F;  ///< a pixel
    const NoiseTexture* noise = nullptr;
    float noise_amount = 0.0F;  ///< between the two colours
    float grain = 0.0F;         ///< of brightness
    Projection texture;
    float stripes = 0.0F;  ///< of the mix, along u of `pattern`; hard where `hardness` is above 1
    float hardness = 1.0F;
    float tiles = 0.0F;  ///< width of the joints as a share of a tile of `pattern`; 0: none
    float joint_shade = 0.5F;
    float row_shift = 0.0F;
    float tile_size = 8.0F;  ///< pixels, where the pattern is not shrunk
    Projection pattern;
    float shade = 0.0F;  ///< how much a ball's light and shadow shows
    float light_x = 0.0F, light_y = 0.0F, light_z = 1.0F;
    float gloss = 0.0F;

    /// `ball_x`, `ball_y`: the place in the unit circle of the shape, for the light.
    Colour at(float x, float y, float ball_x, float ball_y) const noexcept;

    /// One colour.
    static Fill flat(Colour colour) { return {.from = colour, .to = colour}; }
    /// Something a photograph may contain, for a thing about `size` pixels wide.
    static Fill any(const Palette& palette, Colour colour, float size, Random& random);

    void add_gradient(float size, Random& random);
    void add_noise(float size, Random& random);
    void add_stripes(float size, Random& random);
    void add_tiles(float size, Random& random);
    void add_light(Random& random);

private:
    float stripe_at(float x, float y) const noexcept;
    /// Brightness of the tile there; its own shift of the mix is added to `mix`.
    float tile_at(float x, float y, float& mix) const noexcept;
};

}  // namespace burnish::training
