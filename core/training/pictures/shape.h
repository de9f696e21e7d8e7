// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/random.h"

#include <algorithm>
#include <array>

namespace burnish::training {

/// What a thing's outline may be.
enum class Outline { Ellipse, Box, Polygon, Blob, Leaf };

/// An outline at a place, with a distance to its edge (about, in pixels; negative inside).
struct Shape {
    Outline outline = Outline::Ellipse;
    float x = 0.0F, y = 0.0F;                               ///< the centre
    float across = 1.0F, along = 1.0F;                      ///< half sizes
    float cosine = 1.0F, sine = 0.0F;                       ///< of the turn
    int corners = 0;                                        ///< of a polygon
    std::array<float, 8> normal_x{}, normal_y{}, offset{};  ///< of its edges, in units of the half sizes
    std::array<float, 3> wave{}, phase{};                   ///< of a blob's radius, from two to four waves a turn

    static Shape ellipse(float x, float y, float across, float along, float angle);
    static Shape box(float x, float y, float across, float along, float angle);
    static Shape leaf(float x, float y, float across, float along, float angle);
    static Shape blob(float x, float y, float across, float along, float angle, Random& random);
    static Shape polygon(float x, float y, float across, float along, float angle, Random& random);

    /// The half sizes of the upright rectangle that holds it.
    float reach_x() const noexcept;
    float reach_y() const noexcept;

    /// From a place relative to the centre, turned into the shape's own axes.
    template <Outline kind>
    float distance(float u, float v) const noexcept;
};

template <>
inline float Shape::distance<Outline::Ellipse>(float u, float v) const noexcept {
    const float p = u / across;
    const float q = v / along;
    const float unit = std::sqrt(p * p + q * q);
    const float slope = std::sqrt(p * p / (across * across) + q * q / (along * along));
    return unit * (unit - 1.0F) / (slope + 1e-6F);
}

template <>
inline float Shape::distance<Outline::Box>(float u, float v) const noexcept {
    return std::max(std::abs(u) - across, std::abs(v) - along);
}

template <>
inline float Shape::distance<Outline::Leaf>(float u, float v) const noexcept {
    // Two circles that overlap: their common part is 2 across wide and 2 along long.
    const float radius = 0.5F * (along * along / across + across);
    const float centre = radius - across;
    const float side = std::abs(u) + centre;
    return std::sqrt(side * side + v * v) - radius;
}

template <>
inline float Shape::distance<Outline::Polygon>(float u, float v) const noexcept {
    const float p = u / across;
    const float q = v / along;
    float largest = -1.0F;
    for (int i = 0; i < corners; ++i) {
        const auto k = static_cast<std::size_t>(i);
        largest = std::max(largest, normal_x[k] * p + normal_y[k] * q - offset[k]);
    }
    return largest * std::min(across, along);
}

template <>
inline float Shape::distance<Outline::Blob>(float u, float v) const noexcept {
    const float p = u / across;
    const float q = v / along;
    const float unit = std::sqrt(p * p + q * q) + 1e-6F;
    const float c = p / unit;
    const float s = q / unit;
    // Cosines of two, three and four times the angle, by the addition theorem.
    const float c2 = c * c - s * s;
    const float s2 = 2.0F * c * s;
    const float c3 = c2 * c - s2 * s;
    const float s3 = s2 * c + c2 * s;
    const float c4 = c2 * c2 - s2 * s2;
    const float s4 = 2.0F * c2 * s2;
    const float radius = 1.0F + wave[0] * (c2 * phase[0] + s2 * (1.0F - phase[0])) +
                         wave[1] * (c3 * phase[1] + s3 * (1.0F - phase[1])) +
                         wave[2] * (c4 * phase[2] + s4 * (1.0F - phase[2]));
    return (unit - radius) * std::min(across, along);
}

}  // namespace burnish::training
