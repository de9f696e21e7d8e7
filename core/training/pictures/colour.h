// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/random.h"

#include <array>

namespace burnish::training {

/// An sRGB-encoded colour; the fourth value is padding that lets four be blended at once.
struct Colour {
    float r = 0.0F;
    float g = 0.0F;
    float b = 0.0F;
    float unused = 0.0F;
};

constexpr Colour operator*(Colour c, float s) noexcept {
    return {c.r * s, c.g * s, c.b * s, c.unused * s};
}
constexpr Colour operator+(Colour p, Colour q) noexcept {
    return {p.r + q.r, p.g + q.g, p.b + q.b, p.unused + q.unused};
}
constexpr Colour blend(Colour p, Colour q, float t) noexcept {
    return {p.r + (q.r - p.r) * t, p.g + (q.g - p.g) * t, p.b + (q.b - p.b) * t, p.unused + (q.unused - p.unused) * t};
}

/// Kinds of things whose colours a photograph is made of.
enum class Material { Sky, Foliage, Skin, Earth, Stone, Fabric, Petal, Metal, Water, Night, Paper, Fur, Any };

/// The colours of one scene: a few materials seen in one light, so that they belong together, as in a photograph.
class Palette final {
public:
    explicit Palette(Random& random);

    /// A colour of one of the scene's own materials.
    Colour any(Random& random) const;
    /// A colour of that material in the scene's light.
    Colour of(Material material, Random& random) const;
    /// A colour near `colour`: mostly lighter or darker, a little of another hue.
    static Colour near(Colour colour, float spread, Random& random);

private:
    std::array<Material, 3> materials_{};
    Colour light_{1.0F, 1.0F, 1.0F, 0.0F};
    float saturation_ = 1.0F;
};

}  // namespace burnish::training
