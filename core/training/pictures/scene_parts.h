// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/canvas.h"

namespace burnish::training {

/// What every part of a scene is made with.
struct Painter {
    Canvas& canvas;
    const Palette& palette;
    Random& random;

    Point anywhere() const { return {random.uniform(0.0F, canvas.width()), random.uniform(0.0F, canvas.height())}; }
    float turn() const { return random.uniform(0.0F, 6.2831853F); }
};

/// An upright rectangle of the canvas.
struct Area {
    float left = 0.0F, top = 0.0F, right = 0.0F, bottom = 0.0F;

    float width() const noexcept { return right - left; }
    float height() const noexcept { return bottom - top; }
};

// Whole planes, for the back.
void paint_sky(const Painter& painter);
void paint_surface(const Painter& painter);
/// Things far out of focus.
void paint_bokeh(const Painter& painter);

/// Things that cover one another, of sizes between two radii with a density of r^-exponent (Lee, Mumford and Huang
/// 2001).
struct LeafPile {
    Area area;
    float smallest = 1.2F;
    float largest = 60.0F;
    float exponent = 3.0F;
    float coverage = 2.0F;   ///< areas of the leaves together, as a share of `area`
    float direction = 0.0F;  ///< of long ones
    float disorder = 3.0F;   ///< of their directions, radians
    float slimness = 0.6F;   ///< how long they may be
};
void pile_leaves(const Painter& painter, const LeafPile& pile);
LeafPile any_pile(const Painter& painter, Area area);

/// Hair, fur or grass: fine strokes along a slowly turning direction within an ellipse.
struct Coat {
    Point middle;
    float across = 50.0F, along = 50.0F;
    float length = 14.0F;
    float width = 1.0F;
    float direction = 0.0F;
    float curl = 0.6F;
    float coverage = 2.0F;
    Colour colour;
    float spread = 0.35F;  ///< of brightness between the strokes
};
void grow_coat(const Painter& painter, const Coat& coat);

/// A thing of one colour lit from a side, with its soft shadow.
void place_ball(const Painter& painter, Point middle, float radius, Colour colour);
void place_wheel(const Painter& painter, Point middle, float radius);
void place_facade(const Painter& painter, Area area);
void place_flower(const Painter& painter, Point middle, float radius);
void place_face(const Painter& painter, Point middle, float radius);
void place_tree(const Painter& painter, Point foot, float height);
void place_lettering(const Painter& painter, Area area, bool many);
void place_wires(const Painter& painter, int count);

}  // namespace burnish::training
