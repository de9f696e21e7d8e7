// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/canvas.h"

#include "core/training/pictures/filters.h"

#include <algorithm>

namespace burnish::training {
namespace {

/// The pixels whose centres lie within `reach` of `centre`, cut to the canvas.
struct Span {
    int first;
    int last;
};
Span span_of(float centre, float reach, int count) {
    const float limit = static_cast<float>(count);
    const float low = std::clamp(centre - reach - 0.5F, 0.0F, limit);
    const float high = std::clamp(centre + reach + 0.5F, -1.0F, limit - 1.0F);
    return {static_cast<int>(low), static_cast<int>(std::floor(high))};
}

}  // namespace

Canvas::Canvas(int width, int height, Colour colour)
    : width_(width), height_(height),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), colour) {}

void Canvas::paint(const Fill& fill) {
    const float middle_x = 0.5F * width();
    const float middle_y = 0.5F * height();
    change([&](Colour, float x, float y) {
        const float u = x - middle_x;
        const float v = y - middle_y;
        return fill.at(u, v, 0.7F * u / middle_x, 0.7F * v / middle_y);
    });
}

template <Outline kind>
void Canvas::draw_as(const Shape& shape, const Fill& fill, float opacity, float softness) {
    const Span rows = span_of(shape.y, shape.reach_y() + softness, height_);
    const Span columns = span_of(shape.x, shape.reach_x() + softness, width_);
    const float inverse = 1.0F / softness;
    const float ball_u = 1.0F / shape.across;
    const float ball_v = 1.0F / shape.along;
    for (int row = rows.first; row <= rows.last; ++row) {
        const float y = static_cast<float>(row) + 0.5F - shape.y;
        for (int column = columns.first; column <= columns.last; ++column) {
            const float x = static_cast<float>(column) + 0.5F - shape.x;
            const float u = shape.cosine * x + shape.sine * y;
            const float v = shape.cosine * y - shape.sine * x;
            const float coverage = 0.5F - inverse * shape.template distance<kind>(u, v);
            if (coverage > 0.0F) {
                const float p = ball_u * u;
                const float q = ball_v * v;
                const Colour colour =
                    fill.at(x, y, shape.cosine * p - shape.sine * q, shape.sine * p + shape.cosine * q);
                cover(column, row, colour, opacity * std::min(coverage, 1.0F));
            }
        }
    }
}

void Canvas::draw(const Shape& shape, const Fill& fill, float opacity, float softness) {
    switch (shape.outline) {
    case Outline::Ellipse:
        return draw_as<Outline::Ellipse>(shape, fill, opacity, softness);
    case Outline::Box:
        return draw_as<Outline::Box>(shape, fill, opacity, softness);
    case Outline::Polygon:
        return draw_as<Outline::Polygon>(shape, fill, opacity, softness);
    case Outline::Blob:
        return draw_as<Outline::Blob>(shape, fill, opacity, softness);
    case Outline::Leaf:
        return draw_as<Outline::Leaf>(shape, fill, opacity, softness);
    }
}

void Canvas::segment(Point from, Point to, float first_width, float last_width, Colour colour) {
    const bool steep = std::abs(to.y - from.y) >= std::abs(to.x - from.x);
    const float start = steep ? from.y : from.x;
    const float end = steep ? to.y : to.x;
    const float other = steep ? from.x : from.y;
    const float extent = end - start;
    if (std::abs(extent) < 1e-3F) {
        return;
    }
    const float slope = ((steep ? to.x : to.y) - other) / extent;
    const float across = 1.0F / std::sqrt(1.0F + slope * slope);  // of a cut through the line to its width
    const int limit = steep ? height_ : width_;
    const int other_limit = steep ? width_ : height_;
    const int first = std::max(0, static_cast<int>(std::ceil(std::min(start, end) - 0.5F)));
    const int last = std::min(limit - 1, static_cast<int>(std::ceil(std::max(start, end) - 0.5F)) - 1);
    for (int i = first; i <= last; ++i) {
        const float t = (static_cast<float>(i) + 0.5F - start) / extent;
        const float centre = other + slope * (static_cast<float>(i) + 0.5F - start);
        const float width = first_width + (last_width - first_width) * t;
        const float most = std::min(width, 1.0F);
        const Span covered = span_of(centre, (0.5F * width + 0.5F) / across, other_limit);
        for (int k = covered.first; k <= covered.last; ++k) {
            const float away = std::abs(static_cast<float>(k) + 0.5F - centre) * across;
            const float coverage = std::min(0.5F * width + 0.5F - away, most);
            if (coverage > 0.0F) {
                steep ? cover(k, i, colour, coverage) : cover(i, k, colour, coverage);
            }
        }
    }
}

void Canvas::stroke(Point from, Point bend, Point to, float width, Colour first, Colour last, bool tapered) {
    const float length = std::abs(to.x - from.x) + std::abs(to.y - from.y) + std::abs(bend.x - from.x);
    const int pieces = std::clamp(static_cast<int>(length / 6.0F), 2, 10);
    const auto at = [&](float t) {
        const float s = 1.0F - t;
        return Point{s * s * from.x + 2.0F * s * t * bend.x + t * t * to.x,
                     s * s * from.y + 2.0F * s * t * bend.y + t * t * to.y};
    };
    const auto width_at = [&](float t) { return tapered ? width * (1.0F - 0.85F * t) : width; };
    Point before = from;
    for (int i = 1; i <= pieces; ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(pieces);
        const float earlier = static_cast<float>(i - 1) / static_cast<float>(pieces);
        const Point next = at(t);
        segment(before, next, width_at(earlier), width_at(t), blend(first, last, t));
        before = next;
    }
}

void Canvas::line(Point from, Point to, float width, Colour colour, float opacity) {
    const float half = 0.5F * width;
    const float thin = std::min(width, 1.0F) * opacity;
    const float dx = to.x - from.x;
    const float dy = to.y - from.y;
    const float inverse = 1.0F / std::max(dx * dx + dy * dy, 1e-6F);
    const Span rows = span_of(0.5F * (from.y + to.y), 0.5F * std::abs(dy) + half + 1.0F, height_);
    const Span columns = span_of(0.5F * (from.x + to.x), 0.5F * std::abs(dx) + half + 1.0F, width_);
    for (int row = rows.first; row <= rows.last; ++row) {
        const float y = static_cast<float>(row) + 0.5F - from.y;
        for (int column = columns.first; column <= columns.last; ++column) {
            const float x = static_cast<float>(column) + 0.5F - from.x;
            const float t = std::clamp((x * dx + y * dy) * inverse, 0.0F, 1.0F);
            const float p = x - t * dx;
            const float q = y - t * dy;
            const float coverage = std::max(half, 0.5F) + 0.5F - std::sqrt(p * p + q * q);
            if (coverage > 0.0F) {
                cover(column, row, colour, thin * std::min(coverage, 1.0F));
            }
        }
    }
}

void Canvas::blur(float sigma) {
    Picture blurred = picture();
    training::blur(blurred, sigma);
    for (std::size_t i = 0; i < pixels_.size(); ++i) {
        pixels_[i] = {blurred.plane(0)[i], blurred.plane(1)[i], blurred.plane(2)[i], 0.0F};
    }
}

Picture Canvas::picture() const {
    Picture result = make_picture(width_, height_);
    float* red = result.plane(0).data();
    float* green = result.plane(1).data();
    float* blue = result.plane(2).data();
    for (std::size_t i = 0; i < pixels_.size(); ++i) {
        red[i] = std::clamp(pixels_[i].r, 0.0F, 1.0F);
        green[i] = std::clamp(pixels_[i].g, 0.0F, 1.0F);
        blue[i] = std::clamp(pixels_[i].b, 0.0F, 1.0F);
    }
    return result;
}

}  // namespace burnish::training
