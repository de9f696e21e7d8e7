// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/noise_texture.h"

#include "core/training/pictures/random.h"

#include <cmath>

namespace burnish::training {
namespace {

/// The sum of a lattice of `cells` by `cells` random numbers, smoothly interpolated, times `amplitude`.
void add_octave(std::vector<float>& values, int side, int cells, float amplitude, Random& random) {
    std::vector<float> lattice(static_cast<std::size_t>(cells * cells));
    for (float& value : lattice) {
        value = random.normal();
    }
    const int step = side / cells;
    const float shift_x = random.uniform();
    const float shift_y = random.uniform();
    const auto node = [&](int x, int y) { return lattice[static_cast<std::size_t>((y % cells) * cells + x % cells)]; };
    for (int y = 0; y < side; ++y) {
        const float v = static_cast<float>(y) / static_cast<float>(step) + shift_y;
        const int row = static_cast<int>(v);
        const float fv = v - static_cast<float>(row);
        const float t = fv * fv * (3.0F - 2.0F * fv);
        for (int x = 0; x < side; ++x) {
            const float u = static_cast<float>(x) / static_cast<float>(step) + shift_x;
            const int column = static_cast<int>(u);
            const float fu = u - static_cast<float>(column);
            const float s = fu * fu * (3.0F - 2.0F * fu);
            const float above = std::lerp(node(column, row), node(column + 1, row), s);
            const float below = std::lerp(node(column, row + 1), node(column + 1, row + 1), s);
            values[static_cast<std::size_t>(y * side + x)] += amplitude * std::lerp(above, below, t);
        }
    }
}

}  // namespace

NoiseTexture::NoiseTexture(float roughness, std::uint64_t seed) : values_(std::size_t{kSide} * kSide) {
    Random random(seed);
    for (int octave = 2; octave <= 8; ++octave) {
        add_octave(values_, kSide, 1 << octave, std::exp2(-roughness * static_cast<float>(octave)), random);
    }
    double sum = 0.0;
    double squares = 0.0;
    for (const float value : values_) {
        sum += value;
        squares += static_cast<double>(value) * value;
    }
    const double mean = sum / static_cast<double>(values_.size());
    const double deviation = std::sqrt(squares / static_cast<double>(values_.size()) - mean * mean);
    for (float& value : values_) {
        value = static_cast<float>((value - mean) / deviation);
    }
}

std::span<const NoiseTexture> NoiseTexture::all() {
    static const std::vector<NoiseTexture> textures = [] {
        std::vector<NoiseTexture> made;
        for (const float roughness : {-0.6F, -0.2F, 0.1F, 0.4F, 0.8F}) {
            made.emplace_back(roughness, mix_bits(made.size()));
        }
        return made;
    }();
    return textures;
}

}  // namespace burnish::training
