// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/scene_parts.h"

#include <algorithm>
#include <cmath>

namespace burnish::training {

void paint_sky(const Painter& painter) {
    auto& [canvas, palette, random] = painter;
    Fill fill = Fill::flat(palette.of(random.chance(0.8F) ? Material::Sky : Material::Any, random));
    fill.to = random.chance(0.6F) ? palette.of(Material::Paper, random) : palette.of(Material::Any, random);
    fill.base = 0.4F;
    fill.gradient_y = random.uniform(-0.3F, 1.0F) / canvas.height();
    fill.gradient_x = random.uniform(-0.3F, 0.3F) / canvas.width();
    if (random.chance(0.7F)) {
        fill.noise = &NoiseTexture::all()[4];
        fill.noise_amount = random.uniform(0.02F, 0.35F);
        const float scale = random.uniform(0.15F, 0.6F);
        fill.texture = Projection::turned(random.uniform(-0.2F, 0.2F), 0.5F * scale, scale, random);
    }
    canvas.paint(fill);
}

void paint_surface(const Painter& painter) {
    auto& [canvas, palette, random] = painter;
    const float size = canvas.size();
    Fill fill = Fill::flat(palette.any(random));
    fill.to = random.chance(0.4F) ? palette.any(random) : Palette::near(fill.from, 0.4F, random);
    const float kind = random.uniform();
    if (kind < 0.15F) {
        fill.add_tiles(size, random);
    } else if (kind < 0.22F) {
        fill.add_stripes(size, random);
    }
    if (random.chance(0.6F)) {
        fill.add_noise(size, random);
    }
    if (random.chance(0.7F)) {
        fill.add_gradient(size, random);
    }
    canvas.paint(fill);
}

void paint_bokeh(const Painter& painter) {
    auto& [canvas, palette, random] = painter;
    const float size = canvas.size();
    random.chance(0.5F) ? paint_sky(painter) : paint_surface(painter);
    const int count = random.integer(6, 40);
    for (int i = 0; i < count; ++i) {
        const Point place = painter.anywhere();
        const float radius = size * random.log_uniform(0.03F, 0.4F);
        const float edge = random.chance(0.3F) ? 2.0F : 0.5F * radius;
        const Shape shape =
            Shape::ellipse(place.x, place.y, radius, radius * random.uniform(0.5F, 1.0F), painter.turn());
        canvas.draw(shape, Fill::flat(palette.any(random)), random.uniform(0.3F, 1.0F), edge);
    }
    canvas.blur(random.log_uniform(2.0F, 6.0F));
}

LeafPile any_pile(const Painter& painter, Area area) {
    Random& random = painter.random;
    LeafPile pile{.area = area};
    pile.smallest = random.log_uniform(1.0F, 6.0F);
    pile.largest = std::max(3.0F * pile.smallest, painter.canvas.size() * random.log_uniform(0.08F, 0.7F));
    pile.exponent = random.uniform(2.2F, 3.2F);
    pile.coverage = random.uniform(0.7F, 2.6F);
    pile.direction = painter.turn();
    pile.disorder = random.chance(0.5F) ? 3.2F : random.uniform(0.1F, 1.0F);
    pile.slimness = random.uniform(0.0F, 0.9F);
    return pile;
}

void pile_leaves(const Painter& painter, const LeafPile& pile) {
    auto& [canvas, palette, random] = painter;
    const float power = pile.exponent - 1.0F;
    const float share = 1.0F - std::pow(pile.smallest / pile.largest, power);
    const Colour first = palette.any(random);
    const Colour second = palette.any(random);
    const bool shadows = random.chance(0.4F);
    float left = pile.coverage * pile.area.width() * pile.area.height();
    while (left > 0.0F) {
        const float radius = pile.smallest * std::pow(1.0F - share * random.uniform(), -1.0F / power);
        const float slim = 1.0F - pile.slimness * random.uniform();
        const float x = random.uniform(pile.area.left, pile.area.right);
        const float y = random.uniform(pile.area.top, pile.area.bottom);
        const float angle = pile.direction + pile.disorder * random.uniform(-1.0F, 1.0F);
        const float kind = random.uniform();
        const Shape shape = kind < 0.35F   ? Shape::ellipse(x, y, slim * radius, radius, angle)
                            : kind < 0.6F  ? Shape::leaf(x, y, 0.6F * slim * radius, radius, angle)
                            : kind < 0.75F ? Shape::box(x, y, 0.8F * slim * radius, 0.8F * radius, angle)
                            : kind < 0.87F ? Shape::polygon(x, y, slim * radius, radius, angle, random)
                                           : Shape::blob(x, y, slim * radius, radius, angle, random);
        left -= 2.2F * slim * radius * radius;
        if (shadows && radius > 6.0F) {
            Shape shadow = shape;
            shadow.x += 0.12F * radius;
            shadow.y += 0.18F * radius;
            canvas.draw(shadow, Fill::flat({0.02F, 0.02F, 0.03F, 0.0F}), 0.5F, 0.25F * radius);
        }
        const Colour colour = Palette::near(blend(first, second, random.uniform()), 0.3F, random);
        canvas.draw(shape, Fill::any(palette, random.chance(0.12F) ? palette.any(random) : colour, radius, random));
    }
}

void grow_coat(const Painter& painter, const Coat& coat) {
    auto& [canvas, palette, random] = painter;
    const NoiseTexture& field = NoiseTexture::all()[4];
    const float shift_x = random.uniform(0.0F, 256.0F);
    const float shift_y = random.uniform(0.0F, 256.0F);
    const float area = 3.14F * coat.across * coat.along;
    const int count = std::min(9000, static_cast<int>(coat.coverage * area / (coat.length * coat.width)));
    const float patch = random.uniform(0.0F, 0.5F);
    const Colour other = palette.of(random.chance(0.5F) ? Material::Fur : Material::Night, random);
    const bool rows = random.chance(0.5F);  // from top to bottom, as roof tiles lie, or anyhow
    for (int i = 0; i < count; ++i) {
        const float u = random.uniform(-1.0F, 1.0F);
        const float v =
            rows ? 2.0F * static_cast<float>(i) / static_cast<float>(count) - 1.0F : random.uniform(-1.0F, 1.0F);
        if (u * u + v * v > 1.0F) {
            continue;
        }
        const Point root{coat.middle.x + coat.across * u, coat.middle.y + coat.along * v};
        const float turn = field.at(0.12F * root.x + shift_x, 0.12F * root.y + shift_y);
        const float angle = coat.direction + coat.curl * turn + 0.25F * random.normal();
        const float length = coat.length * random.uniform(0.5F, 1.3F);
        const float bend = angle + 0.4F * random.normal();
        const Point middle{root.x + 0.5F * length * std::cos(bend), root.y + 0.5F * length * std::sin(bend)};
        const Point tip{root.x + length * std::cos(angle), root.y + length * std::sin(angle)};
        const float mark = field.at(0.3F * root.x + shift_y, 0.3F * root.y + shift_x) * patch;
        const Colour colour =
            Palette::near(blend(coat.colour, other, std::clamp(mark, 0.0F, 1.0F)), coat.spread, random);
        canvas.stroke(root, middle, tip, coat.width, colour, colour * random.uniform(0.8F, 1.4F));
    }
}

void place_flower(const Painter& painter, Point middle, float radius) {
    auto& [canvas, palette, random] = painter;
    const Colour colour = palette.of(Material::Petal, random);
    const Colour deep = palette.of(random.chance(0.5F) ? Material::Petal : Material::Paper, random);
    const int rings = random.integer(1, 3);
    for (int ring = 0; ring < rings; ++ring) {
        const int petals = random.integer(5, 14);
        const float long_part = radius * (1.0F - 0.25F * static_cast<float>(ring));
        const float start = painter.turn();
        const float width = long_part * random.uniform(0.12F, 0.4F);
        for (int i = 0; i < petals; ++i) {
            const float angle = start + 6.2831853F * static_cast<float>(i) / static_cast<float>(petals);
            const float c = std::cos(angle);
            const float s = std::sin(angle);
            const Point centre{middle.x + 0.55F * long_part * c, middle.y + 0.55F * long_part * s};
            Fill fill{.from = Palette::near(colour, 0.15F, random), .to = deep, .base = random.uniform(0.0F, 0.5F)};
            fill.gradient_x = -0.6F * c / long_part;
            fill.gradient_y = -0.6F * s / long_part;
            fill.noise = &NoiseTexture::all()[2];
            fill.noise_amount = random.uniform(0.0F, 0.2F);
            fill.grain = random.uniform(0.0F, 0.1F);
            fill.texture = Projection::turned(angle, 0.08F, 0.8F, random);
            Shape shape = Shape::leaf(centre.x, centre.y, width, 0.5F * long_part, angle - 1.5707963F);
            if (random.chance(0.5F)) {
                Shape shadow = shape;
                shadow.x += 2.0F;
                shadow.y += 3.0F;
                canvas.draw(shadow, Fill::flat({}), 0.35F, 5.0F);
            }
            canvas.draw(shape, fill);
        }
    }
    Fill heart = Fill::any(palette, palette.of(Material::Earth, random), 0.2F * radius, random);
    heart.add_light(random);
    canvas.draw(Shape::ellipse(middle.x, middle.y, 0.2F * radius, 0.18F * radius, 0.0F), heart);
}

namespace {

void grow_branch(const Painter& painter, Point foot, float angle, float length, float width, Colour colour, int depth) {
    auto& [canvas, palette, random] = painter;
    const float bend = angle + 0.3F * random.normal();
    const Point middle{foot.x + 0.5F * length * std::cos(bend), foot.y + 0.5F * length * std::sin(bend)};
    const Point tip{foot.x + length * std::cos(angle), foot.y + length * std::sin(angle)};
    canvas.stroke(foot, middle, tip, width, colour, Palette::near(colour, 0.15F, random), depth == 0);
    if (depth == 0) {
        return;
    }
    const int children = random.integer(2, 3);
    for (int i = 0; i < children; ++i) {
        const Point from = i == 0 ? tip : Point{0.5F * (middle.x + tip.x), 0.5F * (middle.y + tip.y)};
        grow_branch(painter, from, angle + random.uniform(-0.8F, 0.8F), length * random.uniform(0.55F, 0.85F),
                    std::max(0.6F, 0.6F * width), colour, depth - 1);
    }
}

}  // namespace

void place_tree(const Painter& painter, Point foot, float height) {
    Random& random = painter.random;
    const Colour bark = painter.palette.of(random.chance(0.5F) ? Material::Earth : Material::Night, random);
    grow_branch(painter, foot, -1.5707963F + 0.15F * random.normal(), 0.35F * height, 0.06F * height, bark, 5);
    if (random.chance(0.5F)) {
        LeafPile pile = any_pile(
            painter, {foot.x - 0.4F * height, foot.y - height, foot.x + 0.4F * height, foot.y - 0.35F * height});
        pile.smallest = 1.0F;
        pile.largest = 5.0F;
        pile.coverage = random.uniform(0.2F, 0.9F);
        pile_leaves(painter, pile);
    }
}

}  // namespace burnish::training
