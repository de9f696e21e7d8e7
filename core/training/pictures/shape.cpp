// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/shape.h"

#include <numbers>

namespace burnish::training {
namespace {

Shape placed(Outline outline, float x, float y, float across, float along, float angle) {
    return {.outline = outline,
            .x = x,
            .y = y,
            .across = std::max(across, 0.3F),
            .along = std::max(along, 0.3F),
            .cosine = std::cos(angle),
            .sine = std::sin(angle)};
}

}  // namespace

Shape Shape::ellipse(float x, float y, float across, float along, float angle) {
    return placed(Outline::Ellipse, x, y, across, along, angle);
}

Shape Shape::box(float x, float y, float across, float along, float angle) {
    return placed(Outline::Box, x, y, across, along, angle);
}

Shape Shape::leaf(float x, float y, float across, float along, float angle) {
    return placed(Outline::Leaf, x, y, std::min(across, along), along, angle);
}

Shape Shape::blob(float x, float y, float across, float along, float angle, Random& random) {
    Shape shape = placed(Outline::Blob, x, y, across, along, angle);
    for (std::size_t i = 0; i < 3; ++i) {
        shape.wave[i] = random.uniform(-0.22F, 0.22F);
        shape.phase[i] = random.uniform();
    }
    return shape;
}

Shape Shape::polygon(float x, float y, float across, float along, float angle, Random& random) {
    Shape shape = placed(Outline::Polygon, x, y, across, along, angle);
    shape.corners = random.integer(3, 7);
    const float turn = 2.0F * std::numbers::pi_v<float> / static_cast<float>(shape.corners);
    for (int i = 0; i < shape.corners; ++i) {
        const auto k = static_cast<std::size_t>(i);
        const float direction = (static_cast<float>(i) + random.uniform(-0.3F, 0.3F)) * turn;
        shape.normal_x[k] = std::cos(direction);
        shape.normal_y[k] = std::sin(direction);
        shape.offset[k] = random.uniform(0.45F, 0.75F);
    }
    return shape;
}

float Shape::reach_x() const noexcept {
    const float stretch = outline == Outline::Blob || outline == Outline::Polygon ? 1.5F : 1.0F;
    return stretch * (std::abs(cosine) * across + std::abs(sine) * along);
}

float Shape::reach_y() const noexcept {
    const float stretch = outline == Outline::Blob || outline == Outline::Polygon ? 1.5F : 1.0F;
    return stretch * (std::abs(sine) * across + std::abs(cosine) * along);
}

}  // namespace burnish::training
