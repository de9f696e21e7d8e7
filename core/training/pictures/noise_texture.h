// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace burnish::training {

/// A square of noise that repeats without a seam, mean 0 and deviation 1. The tables are made once, from a fixed seed.
class NoiseTexture final {
public:
    static constexpr int kSide = 256;

    /// Noise whose octaves fall by 2^-roughness each: 0 has the spectrum of photographs (1/f), 1 is as soft as clouds,
    /// -0.5 as hard as sand.
    explicit NoiseTexture(float roughness, std::uint64_t seed);

    /// The value at a place in texels, interpolated between four; coordinates within ±16,000.
    float at(float x, float y) const noexcept {
        const float u = x + kOffset;
        const float v = y + kOffset;
        const auto column = static_cast<int>(u);
        const auto row = static_cast<int>(v);
        const float s = u - static_cast<float>(column);
        const float t = v - static_cast<float>(row);
        const float* top = values_.data() + static_cast<std::ptrdiff_t>((row & kMask) * kSide);
        const float* bottom = values_.data() + static_cast<std::ptrdiff_t>(((row + 1) & kMask) * kSide);
        const int left = column & kMask;
        const int right = (column + 1) & kMask;
        const float above = top[left] + (top[right] - top[left]) * s;
        const float below = bottom[left] + (bottom[right] - bottom[left]) * s;
        return above + (below - above) * t;
    }

    /// All of them, from hard to soft; safe to call from any thread.
    static std::span<const NoiseTexture> all();

private:
    static constexpr int kMask = kSide - 1;
    static constexpr float kOffset = 16384.0F;  ///< truncation is floor for what is above 0

    std::vector<float> values_;
};

}  // namespace burnish::training
