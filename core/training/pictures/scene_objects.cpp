// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/scene_parts.h"

#include "core/training/pictures/lettering.h"

#include <algorithm>
#include <cmath>

namespace burnish::training {

void place_ball(const Painter& painter, Point middle, float radius, Colour colour) {
    auto& [canvas, palette, random] = painter;
    const float along = radius * random.uniform(0.6F, 1.3F);
    if (random.chance(0.7F)) {
        const Shape shadow =
            Shape::ellipse(middle.x + 0.2F * radius, middle.y + 0.8F * along, 1.1F * radius, 0.35F * along, 0.0F);
        canvas.draw(shadow, Fill::flat(palette.of(Material::Night, random) * 0.4F), 0.6F, 0.4F * radius);
    }
    Fill fill = Fill::any(palette, colour, radius, random);
    fill.add_light(random);
    const float angle = painter.turn();
    const float kind = random.uniform();
    const Shape shape = kind < 0.6F   ? Shape::ellipse(middle.x, middle.y, radius, along, angle)
                        : kind < 0.8F ? Shape::blob(middle.x, middle.y, radius, along, angle, random)
                                      : Shape::box(middle.x, middle.y, 0.8F * radius, 0.8F * along, 0.2F * angle);
    canvas.draw(shape, fill);
}

void place_wheel(const Painter& painter, Point middle, float radius) {
    auto& [canvas, palette, random] = painter;
    const Colour tyre = palette.of(Material::Night, random);
    const Colour metal = palette.of(random.chance(0.7F) ? Material::Metal : Material::Any, random);
    const float tilt = random.uniform(0.45F, 1.0F);
    const float angle = painter.turn();
    const auto on_rim = [&](float turn, float share) {
        const float u = share * radius * tilt * std::cos(turn);
        const float v = share * radius * std::sin(turn);
        return Point{middle.x + std::cos(angle) * u - std::sin(angle) * v,
                     middle.y + std::sin(angle) * u + std::cos(angle) * v};
    };
    const auto ring = [&](float share, float width, Colour colour) {
        const int pieces = std::clamp(static_cast<int>(share * radius), 10, 60);
        for (int i = 0; i < pieces; ++i) {
            const float turn = 6.2831853F / static_cast<float>(pieces);
            const float lit = 0.75F + 0.45F * std::sin(static_cast<float>(i) * turn);
            canvas.line(on_rim(static_cast<float>(i) * turn, share), on_rim(static_cast<float>(i + 1) * turn, share),
                        width, colour * lit);
        }
    };
    if (random.chance(0.3F)) {
        canvas.draw(Shape::ellipse(middle.x, middle.y, tilt * radius, radius, angle),
                    Fill::any(palette, palette.any(random), radius, random));
    }
    ring(0.95F, 0.12F * radius, tyre);
    ring(0.86F, std::max(0.8F, 0.03F * radius), metal);
    const int spokes = random.integer(5, 48);
    const float cross = random.chance(0.5F) ? random.uniform(0.2F, 1.0F) : 0.0F;
    const float width = random.log_uniform(0.6F, 2.5F);
    for (int i = 0; i < spokes; ++i) {
        const float turn = 6.2831853F * static_cast<float>(i) / static_cast<float>(spokes);
        const float lean = (i % 2 == 0 ? 1.0F : -1.0F) * cross;
        canvas.line(on_rim(turn + lean, 0.12F), on_rim(turn, 0.86F), width, Palette::near(metal, 0.25F, random));
    }
    place_ball({canvas, palette, random}, middle, 0.13F * radius, metal);
}

void place_facade(const Painter& painter, Area area) {
    auto& [canvas, palette, random] = painter;
    const Colour wall = palette.of(random.chance(0.5F) ? Material::Stone : Material::Earth, random);
    Fill fill = Fill::any(palette, wall, std::min(area.width(), area.height()), random);
    fill.shade = 0.0F;
    const Point middle{0.5F * (area.left + area.right), 0.5F * (area.top + area.bottom)};
    const float lean = random.chance(0.5F) ? 0.0F : 0.1F * random.normal();
    canvas.draw(Shape::box(middle.x, middle.y, 0.5F * area.width(), 0.5F * area.height(), lean), fill);
    const float pitch_x = random.log_uniform(6.0F, 40.0F);
    const float pitch_y = pitch_x * random.uniform(0.7F, 1.8F);
    const float part_x = random.uniform(0.3F, 0.75F);
    const float part_y = random.uniform(0.3F, 0.8F);
    const Colour glass = palette.of(random.chance(0.6F) ? Material::Night : Material::Sky, random);
    const Colour frame = Palette::near(wall, 0.6F, random);
    const float c = std::cos(lean);
    const float s = std::sin(lean);
    for (float y = -0.5F * area.height() + pitch_y; y < 0.5F * area.height() - 0.5F * pitch_y; y += pitch_y) {
        for (float x = -0.5F * area.width() + pitch_x; x < 0.5F * area.width() - 0.5F * pitch_x; x += pitch_x) {
            const Point place{middle.x + c * x - s * y, middle.y + s * x + c * y};
            const float half_x = 0.5F * part_x * pitch_x;
            const float half_y = 0.5F * part_y * pitch_y;
            canvas.draw(Shape::box(place.x, place.y, half_x + 1.0F, half_y + 1.0F, lean), Fill::flat(frame));
            Fill pane = Fill::flat(Palette::near(glass, 0.5F, random));
            pane.to = frame;
            pane.gradient_y = random.uniform(0.0F, 0.6F) / half_y;
            canvas.draw(Shape::box(place.x, place.y, half_x, half_y, lean), pane);
        }
    }
    if (random.chance(0.6F)) {  // ledges
        const int count = random.integer(2, 14);
        for (int i = 0; i < count; ++i) {
            const float y = random.uniform(area.top, area.bottom);
            const float drop = s * area.width();
            canvas.line({area.left, y}, {area.right, y + drop}, random.log_uniform(0.7F, 4.0F),
                        Palette::near(wall, 0.6F, random));
        }
    }
}

void place_face(const Painter& painter, Point middle, float radius) {
    auto& [canvas, palette, random] = painter;
    const Colour skin = palette.of(Material::Skin, random);
    Fill fill{.from = skin, .to = Palette::near(skin, 0.25F, random)};
    fill.noise = &NoiseTexture::all()[random.chance(0.5F) ? 3U : 4U];
    fill.noise_amount = random.uniform(0.1F, 0.5F);
    fill.grain = random.uniform(0.0F, 0.03F);
    fill.texture = Projection::turned(painter.turn(), 0.4F, 0.4F, random);
    fill.add_light(random);
    fill.shade = random.uniform(0.25F, 0.7F);
    fill.gloss *= 0.3F;
    const float tilt = 0.3F * random.normal();
    canvas.draw(Shape::ellipse(middle.x, middle.y + 1.1F * radius, 0.45F * radius, radius, 0.0F), fill);
    canvas.draw(Shape::blob(middle.x, middle.y, 0.8F * radius, 1.05F * radius, tilt, random), fill);
    const Colour dark = palette.of(Material::Night, random);
    const Colour iris = palette.of(Material::Any, random);
    for (const float side : {-1.0F, 1.0F}) {
        const Point eye{middle.x + side * 0.33F * radius, middle.y - 0.15F * radius};
        canvas.draw(Shape::ellipse(eye.x, eye.y, 0.22F * radius, 0.14F * radius, tilt), Fill::flat(skin * 0.7F), 0.6F,
                    0.15F * radius);
        canvas.draw(Shape::leaf(eye.x, eye.y, 0.07F * radius, 0.15F * radius, 1.5707963F + tilt),
                    Fill::flat(palette.of(Material::Paper, random)));
        canvas.draw(Shape::ellipse(eye.x, eye.y, 0.065F * radius, 0.065F * radius, 0.0F), Fill::flat(iris));
        canvas.draw(Shape::ellipse(eye.x, eye.y, 0.035F * radius, 0.035F * radius, 0.0F), Fill::flat(dark * 0.5F));
        canvas.draw(
            Shape::ellipse(eye.x - 0.02F * radius, eye.y - 0.03F * radius, 0.014F * radius, 0.014F * radius, 0.0F),
            Fill::flat({1.0F, 1.0F, 1.0F, 0.0F}));
        canvas.stroke({eye.x - 0.18F * radius, eye.y - 0.16F * radius}, {eye.x, eye.y - 0.26F * radius},
                      {eye.x + 0.18F * radius, eye.y - 0.14F * radius}, 0.05F * radius, dark, skin * 0.5F);
    }
    canvas.draw(
        Shape::ellipse(middle.x + 0.06F * radius, middle.y + 0.2F * radius, 0.09F * radius, 0.2F * radius, tilt),
        Fill::flat(skin * 0.7F), 0.5F, 0.2F * radius);
    canvas.draw(Shape::leaf(middle.x, middle.y + 0.5F * radius, 0.08F * radius, 0.3F * radius, 1.5707963F + tilt),
                Fill::flat(Palette::near({0.72F * skin.r + 0.2F, 0.5F * skin.g, 0.5F * skin.b, 0.0F}, 0.2F, random)),
                0.9F, 0.04F * radius + 1.0F);
}

void place_lettering(const Painter& painter, Area area, bool many) {
    auto& [canvas, palette, random] = painter;
    Lettering lettering;
    const bool light = random.chance(0.35F);
    const Colour ink = palette.of(random.chance(0.7F) ? Material::Night : Material::Any, random);
    const Colour paper = palette.of(Material::Paper, random);
    lettering.ink = light ? paper : ink;
    lettering.height = many ? random.log_uniform(5.0F, 16.0F) : random.log_uniform(7.0F, 60.0F);
    lettering.weight = random.uniform(0.09F, 0.24F);
    lettering.slant = random.chance(0.3F) ? random.uniform(0.05F, 0.3F) : 0.0F;
    lettering.angle = random.chance(0.6F) ? 0.0F : 0.25F * random.normal();
    lettering.spacing = random.uniform(0.85F, 1.3F);
    if (random.chance(0.7F)) {
        const Point middle{0.5F * (area.left + area.right), 0.5F * (area.top + area.bottom)};
        Fill plate = Fill::any(palette, light ? ink : paper, 0.5F * area.width(), random);
        plate.stripes = 0.0F;
        plate.tiles = 0.0F;
        plate.noise_amount *= 0.3F;
        canvas.draw(
            Shape::box(middle.x, middle.y, 0.5F * area.width() + 3.0F, 0.5F * area.height() + 3.0F, lettering.angle),
            plate);
    }
    const float pitch = lettering.height * random.uniform(1.35F, 2.0F);
    float y = area.top + 2.0F;
    do {
        lettering.origin = {area.left + 2.0F, y};
        write_line(canvas, lettering, area.width() * random.uniform(0.5F, 1.0F), random);
        y += pitch;
    } while (y + lettering.height < area.bottom);
}

void place_wires(const Painter& painter, int count) {
    auto& [canvas, palette, random] = painter;
    for (int i = 0; i < count; ++i) {
        const Point from = painter.anywhere();
        const Point to = painter.anywhere();
        const Point bend{0.5F * (from.x + to.x) + 20.0F * random.normal(),
                         0.5F * (from.y + to.y) + 20.0F * random.normal()};
        const float width = random.log_uniform(0.6F, 5.0F);
        const Colour colour = palette.of(random.chance(0.5F) ? Material::Night : Material::Metal, random);
        canvas.stroke(from, bend, to, width, colour, Palette::near(colour, 0.4F, random), random.chance(0.4F));
    }
}

}  // namespace burnish::training
