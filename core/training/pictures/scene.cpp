// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/scene.h"

#include "core/training/pictures/scene_parts.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace burnish::training {
namespace {

Area whole(const Canvas& canvas) {
    return {0.0F, 0.0F, canvas.width(), canvas.height()};
}

void paint_back(const Painter& painter) {
    const float kind = painter.random.uniform();
    if (kind < 0.35F) {
        paint_bokeh(painter);
    } else if (kind < 0.5F) {
        paint_sky(painter);
    } else {
        paint_surface(painter);
    }
}

Coat any_coat(const Painter& painter, Point middle, float across, float along, Material material) {
    Random& random = painter.random;
    Coat coat{.middle = middle, .across = across, .along = along};
    coat.length = random.log_uniform(5.0F, 34.0F);
    coat.width = random.log_uniform(0.7F, 2.2F);
    coat.direction = painter.turn();
    coat.curl = random.uniform(0.2F, 1.2F);
    coat.coverage = random.uniform(0.8F, 2.5F);
    coat.colour = painter.palette.of(material, random);
    coat.spread = random.uniform(0.12F, 0.55F);
    return coat;
}

void landscape(const Painter& painter) {
    auto& [canvas, palette, random] = painter;
    paint_sky(painter);
    const float horizon = canvas.height() * random.uniform(0.25F, 0.75F);
    const int ridges = random.integer(1, 4);
    for (int i = 0; i < ridges; ++i) {
        const float y = horizon + 0.12F * canvas.height() * static_cast<float>(i);
        Fill fill = Fill::any(palette, palette.of(random.chance(0.6F) ? Material::Foliage : Material::Earth, random),
                              canvas.size(), random);
        const float half = canvas.width() * random.uniform(0.6F, 1.2F);
        canvas.draw(Shape::blob(random.uniform(0.0F, canvas.width()), y + 0.6F * canvas.height(), half,
                                0.6F * canvas.height(), 0.0F, random),
                    fill);
    }
    if (random.chance(0.6F)) {
        LeafPile pile = any_pile(painter, {0.0F, horizon, canvas.width(), canvas.height()});
        pile.largest = std::min(pile.largest, 25.0F);
        pile_leaves(painter, pile);
    }
    const int trees = random.integer(4);
    for (int i = 0; i < trees; ++i) {
        place_tree(painter,
                   {random.uniform(0.0F, canvas.width()), horizon + random.uniform(0.0F, 0.4F) * canvas.height()},
                   canvas.height() * random.uniform(0.2F, 0.8F));
    }
    if (random.chance(0.5F)) {
        Coat grass = any_coat(painter, {0.5F * canvas.width(), canvas.height()}, 0.8F * canvas.width(),
                              0.35F * canvas.height(), Material::Foliage);
        grass.direction = -1.5707963F;
        grow_coat(painter, grass);
    }
}

void leaves(const Painter& painter) {
    paint_surface(painter);
    LeafPile pile = any_pile(painter, whole(painter.canvas));
    pile.coverage = std::max(pile.coverage, 1.5F);
    pile_leaves(painter, pile);
}

void still_life(const Painter& painter) {
    auto& [canvas, palette, random] = painter;
    paint_back(painter);
    if (random.chance(0.6F)) {
        Fill table = Fill::any(palette, palette.of(Material::Earth, random), canvas.size(), random);
        canvas.draw(Shape::box(0.5F * canvas.width(), 1.1F * canvas.height(), canvas.width(), 0.5F * canvas.height(),
                               0.05F * random.normal()),
                    table);
    }
    const int things = random.integer(2, 9);
    for (int i = 0; i < things; ++i) {
        place_ball(painter, painter.anywhere(), canvas.size() * random.log_uniform(0.04F, 0.35F), palette.any(random));
    }
}

void portrait(const Painter& painter) {
    auto& [canvas, palette, random] = painter;
    paint_back(painter);
    const float radius = canvas.size() * random.uniform(0.18F, 0.6F);
    const Point middle = painter.anywhere();
    const Material hair = random.chance(0.6F) ? Material::Fur : Material::Night;
    grow_coat(painter, any_coat(painter, {middle.x, middle.y - 0.3F * radius}, 1.1F * radius, 1.2F * radius, hair));
    place_face(painter, middle, radius);
    Coat fringe = any_coat(painter, {middle.x, middle.y - 0.9F * radius}, 0.9F * radius, 0.3F * radius, hair);
    fringe.coverage *= 0.6F;
    grow_coat(painter, fringe);
    Fill cloth = Fill::any(palette, palette.of(Material::Fabric, random), radius, random);
    if (random.chance(0.5F)) {
        cloth.add_stripes(radius, random);
    }
    canvas.draw(Shape::blob(middle.x, middle.y + 2.1F * radius, 1.6F * radius, 0.9F * radius, 0.0F, random), cloth);
}

void animal(const Painter& painter) {
    auto& [canvas, palette, random] = painter;
    paint_back(painter);
    const Point middle = painter.anywhere();
    const float radius = canvas.size() * random.uniform(0.35F, 0.9F);
    Coat coat = any_coat(painter, middle, radius, radius * random.uniform(0.5F, 1.2F), Material::Fur);
    canvas.draw(Shape::ellipse(middle.x, middle.y, 0.95F * coat.across, 0.95F * coat.along, 0.0F),
                Fill::flat(coat.colour));
    grow_coat(painter, coat);
    coat.direction = painter.turn();
    coat.across *= 0.6F;
    coat.colour = Palette::near(coat.colour, 0.4F, random);
    grow_coat(painter, coat);
    const float eye = radius * random.uniform(0.05F, 0.2F);
    for (const float side : {-1.0F, 1.0F}) {
        Fill iris{.from = palette.of(Material::Any, random), .to = palette.of(Material::Earth, random)};
        iris.add_light(random);
        const Point place{middle.x + side * 2.2F * eye, middle.y};
        canvas.draw(Shape::ellipse(place.x, place.y, 1.15F * eye, eye, 0.0F),
                    Fill::flat(palette.of(Material::Night, random)));
        canvas.draw(Shape::ellipse(place.x, place.y, eye, 0.85F * eye, 0.0F), iris);
        canvas.draw(Shape::ellipse(place.x, place.y, 0.3F * eye, 0.7F * eye, 0.0F),
                    Fill::flat({0.02F, 0.02F, 0.02F, 0.0F}));
        canvas.draw(Shape::ellipse(place.x - 0.3F * eye, place.y - 0.3F * eye, 0.16F * eye, 0.16F * eye, 0.0F),
                    Fill::flat({1.0F, 1.0F, 1.0F, 0.0F}));
    }
    const int whiskers = random.integer(14);
    for (int i = 0; i < whiskers; ++i) {
        const float side = i % 2 == 0 ? 1.0F : -1.0F;
        const Point root{middle.x + side * eye, middle.y + 2.5F * eye + random.uniform(0.0F, eye)};
        const Point tip{root.x + side * radius * random.uniform(0.4F, 1.0F), root.y + 0.2F * radius * random.normal()};
        canvas.stroke(root, {0.5F * (root.x + tip.x), root.y}, tip, random.uniform(0.8F, 1.6F),
                      {0.95F, 0.94F, 0.92F, 0.0F}, {0.85F, 0.85F, 0.85F, 0.0F});
    }
}

void architecture(const Painter& painter) {
    auto& [canvas, palette, random] = painter;
    random.chance(0.6F) ? paint_sky(painter) : paint_back(painter);
    const int buildings = random.integer(1, 5);
    for (int i = 0; i < buildings; ++i) {
        const float left = random.uniform(-0.2F, 0.8F) * canvas.width();
        const float top = random.uniform(0.0F, 0.6F) * canvas.height();
        place_facade(painter, {left, top, left + canvas.width() * random.uniform(0.2F, 0.9F), 1.2F * canvas.height()});
    }
    if (random.chance(0.5F)) {
        Fill floor = Fill::any(palette, palette.of(Material::Stone, random), canvas.size(), random);
        floor.add_tiles(canvas.size(), random);
        canvas.draw(
            Shape::box(0.5F * canvas.width(), 1.25F * canvas.height(), canvas.width(), 0.5F * canvas.height(), 0.0F),
            floor);
    }
    if (random.chance(0.4F)) {
        place_tree(painter, {painter.anywhere().x, canvas.height()}, canvas.height() * random.uniform(0.3F, 0.9F));
    }
}

void machine(const Painter& painter) {
    auto& [canvas, palette, random] = painter;
    paint_back(painter);
    place_wires(painter, random.integer(3, 25));
    const int wheels = random.integer(1, 3);
    for (int i = 0; i < wheels; ++i) {
        place_wheel(painter, painter.anywhere(), canvas.size() * random.log_uniform(0.12F, 0.5F));
    }
    const int parts = random.integer(3, 12);
    for (int i = 0; i < parts; ++i) {
        place_ball(painter, painter.anywhere(), canvas.size() * random.log_uniform(0.03F, 0.15F),
                   palette.of(random.chance(0.6F) ? Material::Metal : Material::Any, random));
    }
}

void page(const Painter& painter) {
    const Canvas& canvas = painter.canvas;
    paint_surface(painter);
    place_lettering(painter,
                    {0.04F * canvas.width(), 0.04F * canvas.height(), 0.96F * canvas.width(), 0.96F * canvas.height()},
                    true);
}

void garden(const Painter& painter) {
    auto& [canvas, palette, random] = painter;
    paint_bokeh(painter);
    if (random.chance(0.6F)) {
        pile_leaves(painter, any_pile(painter, whole(canvas)));
        if (random.chance(0.6F)) {
            canvas.blur(random.log_uniform(1.0F, 4.0F));
        }
    }
    const int flowers = random.integer(1, 5);
    for (int i = 0; i < flowers; ++i) {
        const Point middle = painter.anywhere();
        const Colour stem = palette.of(Material::Foliage, random);
        const Point foot{middle.x + 30.0F * random.normal(), canvas.height() + 10.0F};
        canvas.stroke(middle, {foot.x, 0.5F * (middle.y + foot.y)}, foot, random.uniform(2.0F, 6.0F), stem, stem,
                      false);
        place_flower(painter, middle, canvas.size() * random.log_uniform(0.08F, 0.5F));
    }
}

void surface(const Painter& painter) {
    auto& [canvas, palette, random] = painter;
    Fill fill = Fill::flat(palette.any(random));
    fill.to = random.chance(0.5F) ? palette.any(random) : Palette::near(fill.from, 0.5F, random);
    const float kind = random.uniform();
    if (kind < 0.3F) {
        fill.add_tiles(canvas.size(), random);
    } else if (kind < 0.45F) {
        fill.add_stripes(canvas.size(), random);
    }
    fill.add_noise(canvas.size(), random);
    fill.grain = random.log_uniform(0.03F, 0.4F);
    canvas.paint(fill);
    if (random.chance(0.5F)) {
        Coat coat = any_coat(painter, {0.5F * canvas.width(), 0.5F * canvas.height()}, 0.8F * canvas.width(),
                             0.8F * canvas.height(), random.chance(0.5F) ? Material::Foliage : Material::Any);
        coat.coverage = std::min(coat.coverage, 1.6F);
        grow_coat(painter, coat);
    }
}

/// What lies over any scene at times.
void clutter(const Painter& painter) {
    auto& [canvas, palette, random] = painter;
    if (random.chance(0.25F)) {
        const Point corner = painter.anywhere();
        const float width = canvas.width() * random.uniform(0.15F, 0.7F);
        place_lettering(painter, {corner.x, corner.y, corner.x + width, corner.y + width * random.uniform(0.1F, 0.7F)},
                        false);
    }
    if (random.chance(0.2F)) {
        LeafPile pile = any_pile(painter, whole(canvas));
        pile.coverage = random.uniform(0.05F, 0.4F);
        pile_leaves(painter, pile);
    }
    if (random.chance(0.15F)) {
        place_wires(painter, random.integer(1, 8));
    }
}

/// What brings most pictures that are all dark or all light nearer to the middle, as a camera does.
float metered_exposure(Canvas& canvas, Random& random) {
    double sum = 0.0;
    canvas.change([&](Colour colour, float, float) {
        sum += 0.2126F * colour.r + 0.7152F * colour.g + 0.0722F * colour.b;
        return colour;
    });
    const float mean = static_cast<float>(sum) / (canvas.width() * canvas.height());
    if (random.chance(0.15F) || (mean > 0.2F && mean < 0.75F)) {
        return 1.0F;
    }
    return std::min(mean < 0.5F ? random.uniform(0.2F, 0.4F) / (mean + 0.01F) : 0.65F / mean, 8.0F);
}

/// The light over the whole, the finest texture, the lens and the film.
void develop(Canvas& canvas, Random& random) {
    const float angle = random.uniform(0.0F, 6.2831853F);
    const float slope = random.uniform(0.0F, 0.7F) / canvas.size();
    const float slope_x = slope * std::cos(angle);
    const float slope_y = slope * std::sin(angle);
    const float vignette = random.chance(0.5F) ? random.uniform(0.0F, 0.6F) : 0.0F;
    const float exposure = metered_exposure(canvas, random) * std::exp(0.15F * random.normal());
    const float contrast = random.uniform(0.0F, 0.9F);  // of a smooth curve through the middle
    const float black = random.chance(0.5F) ? 0.0F : random.uniform(0.0F, 0.06F);
    const float clouds = random.chance(0.6F) ? random.uniform(0.0F, 0.25F) : 0.0F;
    const float grain = random.chance(0.85F) ? random.log_uniform(0.004F, 0.03F) : 0.0F;
    const NoiseTexture& soft = NoiseTexture::all()[4];
    const NoiseTexture& fine = NoiseTexture::all()[2];
    const float shift = random.uniform(0.0F, 256.0F);
    const float middle_x = 0.5F * canvas.width();
    const float middle_y = 0.5F * canvas.height();
    const float corner = 1.0F / (middle_x * middle_x + middle_y * middle_y);
    const auto curve = [&](float value) {
        value = std::clamp(value, 0.0F, 1.0F);
        const float bent = value * value * (3.0F - 2.0F * value);
        return black + (1.0F - black) * (value + contrast * (bent - value));
    };
    canvas.change([&](Colour colour, float x, float y) {
        const float u = x - middle_x;
        const float v = y - middle_y;
        float light = exposure * (1.0F + slope_x * u + slope_y * v) * (1.0F - vignette * (u * u + v * v) * corner);
        light *= 1.0F + clouds * soft.at(0.25F * x + shift, 0.25F * y) + grain * fine.at(x, y + shift);
        return Colour{curve(light * colour.r), curve(light * colour.g), curve(light * colour.b), 0.0F};
    });
    if (random.chance(0.9F)) {
        canvas.blur(random.uniform(0.4F, 0.75F));
    }
}

}  // namespace

Picture make_scene(std::uint64_t seed, int width, int height) {
    using Scene = void (*)(const Painter&);
    static constexpr Scene kScenes[] = {landscape, leaves,       leaves,  still_life, portrait, animal,
                                        animal,    architecture, machine, page,       garden,   surface};
    Random random(seed);
    const Palette palette(random);
    Canvas canvas(width, height, palette.any(random));
    const Painter painter{canvas, palette, random};
    kScenes[random.integer(static_cast<int>(std::size(kScenes)))](painter);
    clutter(painter);
    develop(canvas, random);
    return canvas.picture();
}

}  // namespace burnish::training
