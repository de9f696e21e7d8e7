// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/colour.h"

#include <algorithm>

namespace burnish::training {
namespace {

/// Hue in turns, saturation and value, each between two bounds.
struct Range {
    float hue[2];
    float saturation[2];
    float value[2];
};

constexpr std::array<Range, 13> kRanges = {{
    {{0.54F, 0.64F}, {0.10F, 0.65F}, {0.50F, 0.98F}},  // sky
    {{0.18F, 0.38F}, {0.25F, 0.75F}, {0.08F, 0.65F}},  // foliage
    {{0.02F, 0.09F}, {0.18F, 0.58F}, {0.35F, 0.97F}},  // skin
    {{0.04F, 0.13F}, {0.20F, 0.65F}, {0.10F, 0.70F}},  // earth, wood
    {{0.00F, 1.00F}, {0.00F, 0.12F}, {0.15F, 0.90F}},  // stone
    {{0.00F, 1.00F}, {0.25F, 0.90F}, {0.15F, 0.85F}},  // fabric
    {{0.78F, 1.16F}, {0.30F, 0.95F}, {0.45F, 0.98F}},  // petal
    {{0.50F, 0.70F}, {0.00F, 0.15F}, {0.05F, 0.95F}},  // metal
    {{0.45F, 0.60F}, {0.20F, 0.70F}, {0.15F, 0.70F}},  // water
    {{0.55F, 0.75F}, {0.05F, 0.60F}, {0.01F, 0.16F}},  // night
    {{0.08F, 0.16F}, {0.00F, 0.18F}, {0.75F, 1.00F}},  // paper
    {{0.04F, 0.11F}, {0.05F, 0.55F}, {0.10F, 0.85F}},  // fur
    {{0.00F, 1.00F}, {0.00F, 1.00F}, {0.00F, 1.00F}},  // anything
}};

Colour from_hsv(float hue, float saturation, float value) {
    hue -= std::floor(hue);
    const auto channel = [&](float offset) {
        float k = offset + hue * 6.0F;
        k -= 6.0F * std::floor(k / 6.0F);
        return value - value * saturation * std::clamp(std::min(k, 4.0F - k), 0.0F, 1.0F);
    };
    return {channel(5.0F), channel(3.0F), channel(1.0F), 0.0F};
}

}  // namespace

Palette::Palette(Random& random) {
    for (Material& material : materials_) {
        material = static_cast<Material>(random.integer(13));
    }
    const float warmth = 0.07F * random.normal();
    light_ = {1.0F + warmth, 1.0F, 1.0F - warmth, 0.0F};
    saturation_ = random.chance(0.04F) ? 0.0F : random.uniform(0.8F, 1.6F);
}

Colour Palette::any(Random& random) const {
    return of(materials_[static_cast<std::size_t>(random.integer(3))], random);
}

Colour Palette::of(Material material, Random& random) const {
    const Range& range = kRanges[static_cast<std::size_t>(material)];
    const float hue = random.uniform(range.hue[0], range.hue[1]);
    const float saturation = saturation_ * random.uniform(range.saturation[0], range.saturation[1]);
    const Colour colour = from_hsv(hue, std::min(saturation, 1.0F), random.uniform(range.value[0], range.value[1]));
    return {std::min(colour.r * light_.r, 1.0F), std::min(colour.g * light_.g, 1.0F),
            std::min(colour.b * light_.b, 1.0F), 0.0F};
}

Colour Palette::near(Colour colour, float spread, Random& random) {
    const float gain = std::exp(spread * random.normal());
    const float tint = 0.25F * spread * random.normal();
    return {std::min(colour.r * gain * (1.0F + tint), 1.0F), std::min(colour.g * gain, 1.0F),
            std::min(colour.b * gain * (1.0F - tint), 1.0F), 0.0F};
}

}  // namespace burnish::training
