// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/fill.h"

#include <numbers>

namespace burnish::training {
namespace {

constexpr float kTurn = 2.0F * std::numbers::pi_v<float>;

/// A sine within 0.1 percent (Bhaskara), of an angle in turns.
float sine_of_turns(float turns) noexcept {
    const float part = turns - std::floor(turns);
    const float half = part < 0.5F ? part : part - 0.5F;
    const float hill = half * (0.5F - half);
    const float value = 16.0F * hill / (1.25F - 4.0F * hill);
    return part < 0.5F ? value : -value;
}

float smooth_step(float low, float high, float x) noexcept {
    const float t = std::clamp((x - low) / (high - low), 0.0F, 1.0F);
    return t * t * (3.0F - 2.0F * t);
}

float hash_of_cell(int column, int row) noexcept {
    auto h = static_cast<std::uint32_t>(column) * 0x9E3779B1U ^ static_cast<std::uint32_t>(row) * 0x85EBCA77U;
    h ^= h >> 15;
    h *= 0x2C1B3C6DU;
    h ^= h >> 13;
    return static_cast<float>(h >> 8) * 0x1p-24F;
}

}  // namespace

Projection Projection::turned(float angle, float across, float along, Random& random) {
    const float c = std::cos(angle);
    const float s = std::sin(angle);
    return {.xx = c * across,
            .xy = s * across,
            .x0 = random.uniform(0.0F, 256.0F),
            .yx = -s * along,
            .yy = c * along,
            .y0 = random.uniform(0.0F, 256.0F)};
}

float Fill::stripe_at(float x, float y) const noexcept {
    const Projection::Place place = pattern(x, y);
    const float wave = std::clamp(hardness * sine_of_turns(place.u), -1.0F, 1.0F);
    return stripes * wave * (1.0F - smooth_step(0.30F, 0.55F, place.shrink / tile_size));
}

float Fill::tile_at(float x, float y, float& mix) const noexcept {
    const Projection::Place place = pattern(x, y);
    const float row = std::floor(place.v);
    const float u = place.u + row * row_shift;
    const float column = std::floor(u);
    const float size = tile_size / place.shrink;
    const float left = u - column;
    const float up = place.v - row;
    const float edge = std::min(std::min(left, 1.0F - left), std::min(up, 1.0F - up));
    const float joint = std::clamp(0.5F + (0.5F * tiles - edge) * size, 0.0F, 1.0F);
    const float visible = 1.0F - smooth_step(0.25F, 0.5F, 1.0F / size);
    mix += visible * (hash_of_cell(static_cast<int>(column), static_cast<int>(row)) - 0.5F);
    return 1.0F + visible * joint * (joint_shade - 1.0F);
}

Colour Fill::at(float x, float y, float ball_x, float ball_y) const noexcept {
    float mix = base + gradient_x * x + gradient_y * y;
    float bright = 1.0F;
    if (noise != nullptr) {
        const Projection::Place place = texture(x, y);
        const float value = noise->at(std::clamp(place.u, -9000.0F, 9000.0F), std::clamp(place.v, -9000.0F, 9000.0F));
        mix += noise_amount * value;
        bright += grain * value;
    }
    if (stripes != 0.0F) {
        mix += stripe_at(x, y);
    }
    if (tiles != 0.0F) {
        bright *= tile_at(x, y, mix);
    }
    float shine = 0.0F;
    if (shade != 0.0F) {
        const float square = std::min(ball_x * ball_x + ball_y * ball_y, 1.0F);
        const float facing = light_x * ball_x + light_y * ball_y + light_z * std::sqrt(1.0F - square);
        bright *= 1.0F - shade + shade * (0.35F + 0.95F * std::max(facing, 0.0F));
        if (gloss > 0.0F && facing > 0.9F) {
            shine = gloss * (facing - 0.9F) * (facing - 0.9F) * 100.0F;
        }
    }
    Colour colour = blend(from, to, std::clamp(mix, 0.0F, 1.0F)) * std::max(bright, 0.0F);
    if (shine > 0.0F) {
        colour = blend(colour, {1.0F, 1.0F, 1.0F, 0.0F}, std::min(shine, 1.0F));
    }
    return colour;
}

void Fill::add_gradient(float size, Random& random) {
    const float angle = random.uniform(0.0F, kTurn);
    const float slope = random.uniform(0.2F, 1.0F) / size;
    gradient_x = slope * std::cos(angle);
    gradient_y = slope * std::sin(angle);
    base = 0.5F;
}

void Fill::add_noise(float size, Random& random) {
    const auto textures = NoiseTexture::all();
    noise = &random.pick(textures);
    noise_amount = random.uniform(0.05F, 0.4F);
    grain = random.chance(0.5F) ? random.log_uniform(0.02F, 0.25F) : 0.0F;
    const float scale = random.log_uniform(0.12F, 1.0F) * (size < 16.0F ? 1.5F : 1.0F);
    const float stretch = random.chance(0.4F) ? random.log_uniform(1.5F, 8.0F) : 1.0F;
    texture = Projection::turned(random.uniform(0.0F, kTurn), scale, scale / stretch, random);
    base = 0.5F;
}

void Fill::add_stripes(float size, Random& random) {
    stripes = random.uniform(0.2F, 0.6F);
    hardness = random.chance(0.5F) ? 1.0F : random.uniform(2.0F, 6.0F);
    tile_size = random.log_uniform(3.0F, std::max(6.0F, 0.4F * size));
    pattern = Projection::turned(random.uniform(0.0F, kTurn), 1.0F / tile_size, 1.0F / tile_size, random);
    base = 0.5F;
    if (random.chance(0.35F)) {
        pattern.wx = random.uniform(-0.8F, 0.8F) / size;
        pattern.wy = random.uniform(-0.8F, 0.8F) / size;
    }
}

void Fill::add_tiles(float size, Random& random) {
    tile_size = random.log_uniform(5.0F, std::max(8.0F, 0.3F * size));
    const float flat = random.uniform(0.5F, 1.0F);
    pattern = Projection::turned(random.chance(0.5F) ? 0.0F : random.uniform(0.0F, kTurn), flat / tile_size,
                                 1.0F / tile_size, random);
    tiles = random.uniform(0.06F, 0.3F);
    joint_shade = random.chance(0.7F) ? random.uniform(0.1F, 0.8F) : random.uniform(1.1F, 1.6F);
    row_shift = random.chance(0.5F) ? 0.5F : 0.0F;
    base = 0.5F;
    if (random.chance(0.6F)) {
        pattern.wx = random.uniform(-0.8F, 0.8F) / size;
        pattern.wy = random.uniform(-1.2F, 1.2F) / size;
    }
}

void Fill::add_light(Random& random) {
    shade = random.uniform(0.3F, 0.9F);
    const float angle = random.uniform(0.55F, 0.95F) * kTurn;
    const float tilt = random.uniform(0.3F, 0.9F);
    light_x = tilt * std::cos(angle);
    light_y = tilt * std::sin(angle);
    light_z = std::sqrt(1.0F - tilt * tilt);
    gloss = random.chance(0.3F) ? random.uniform(0.3F, 1.0F) : 0.0F;
}

Fill Fill::any(const Palette& palette, Colour colour, float size, Random& random) {
    Fill fill = flat(colour);
    fill.to = random.chance(0.25F) ? palette.any(random) : Palette::near(colour, 0.35F, random);
    const float kind = random.uniform();
    if (size < 5.0F) {
        if (kind < 0.4F) {
            fill.add_gradient(size, random);
        }
        return fill;
    }
    if (kind < 0.18F) {
        fill.add_gradient(size, random);
    } else if (kind < 0.62F) {
        fill.add_noise(size, random);
    } else if (kind < 0.72F) {
        fill.add_stripes(size, random);
    } else if (kind < 0.78F && size > 20.0F) {
        fill.add_tiles(size, random);
    }
    if (random.chance(0.4F)) {
        fill.add_light(random);
    }
    return fill;
}

}  // namespace burnish::training
