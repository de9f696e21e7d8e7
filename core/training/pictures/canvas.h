// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/fill.h"
#include "core/training/pictures/picture.h"
#include "core/training/pictures/shape.h"

#include <vector>

namespace burnish::training {

/// A place in pixels; (0, 0) is the upper left corner of the first one.
struct Point {
    float x = 0.0F, y = 0.0F;
};

/// What scenes are painted on, from back to front. Edges cover pixels in part: nothing needs a finer grid.
class Canvas final {
public:
    Canvas(int width, int height, Colour colour);

    float width() const noexcept { return static_cast<float>(width_); }
    float height() const noexcept { return static_cast<float>(height_); }
    /// The geometric mean of both.
    float size() const noexcept { return std::sqrt(width() * height()); }

    /// The whole plane; the fill's places count from the middle.
    void paint(const Fill& fill);
    /// A shape; its edge is `softness` pixels wide (1: sharp).
    void draw(const Shape& shape, const Fill& fill, float opacity = 1.0F, float softness = 1.0F);
    /// A line that bends through `bend`, wide in the middle of a tapered one, at its beginning else.
    void stroke(Point from, Point bend, Point to, float width, Colour first, Colour last, bool tapered = true);
    /// Straight, round ends, even width.
    void line(Point from, Point to, float width, Colour colour, float opacity = 1.0F);

    void blur(float sigma);
    /// Every pixel through a function of its colour and place.
    template <class Change>
    void change(Change change) {
        std::size_t i = 0;
        for (int y = 0; y < height_; ++y) {
            for (int x = 0; x < width_; ++x, ++i) {
                pixels_[i] = change(pixels_[i], static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
            }
        }
    }

    /// Values cut to 0 to 1.
    Picture picture() const;

private:
    template <Outline kind>
    void draw_as(const Shape& shape, const Fill& fill, float opacity, float softness);
    void segment(Point from, Point to, float first_width, float last_width, Colour colour);
    void cover(int x, int y, Colour colour, float coverage) noexcept {
        Colour& pixel = pixels_[static_cast<std::size_t>(y * width_ + x)];
        pixel = blend(pixel, colour, coverage);
    }

    int width_;
    int height_;
    std::vector<Colour> pixels_;
};

}  // namespace burnish::training
