// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/changes.h"

#include "core/training/pictures/filters.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace burnish::training {
namespace {

/// Every value through a curve on 0 to 1, by a table.
template <class Curve>
void bend(Picture& picture, Curve curve) {
    constexpr int kSteps = 1024;
    std::array<float, kSteps + 2> table;
    for (int i = 0; i < kSteps + 2; ++i) {
        table[static_cast<std::size_t>(i)] = curve(std::min(static_cast<float>(i) / kSteps, 1.0F));
    }
    for (float& value : picture.rgb) {
        const float place = std::clamp(value, 0.0F, 1.0F) * kSteps;
        const auto step = static_cast<std::size_t>(place);
        value = table[step] + (table[step + 1] - table[step]) * (place - static_cast<float>(step));
    }
}

void scale_channels(Picture& picture, std::array<float, 3> factors) {
    for (int channel = 0; channel < 3; ++channel) {
        for (float& value : picture.plane(channel)) {
            value *= factors[static_cast<std::size_t>(channel)];
        }
    }
}

/// Light of the channels times e^shift and e^-shift for red and blue, the luma of grey kept.
void balance(Picture& picture, float shift) {
    const float red = std::exp(shift / 2.2F);
    const float blue = std::exp(-shift / 2.2F);
    const float luma = 0.2126F * red + 0.7152F + 0.0722F * blue;
    scale_channels(picture, {red / luma, 1.0F / luma, blue / luma});
}

void scale_chroma(Picture& picture, float factor) {
    const std::vector<float> luma = luma_of(picture);
    for (int channel = 0; channel < 3; ++channel) {
        const auto plane = picture.plane(channel);
        for (std::size_t i = 0; i < luma.size(); ++i) {
            plane[i] = luma[i] + factor * (plane[i] - luma[i]);
        }
    }
}

float pivot_of(const Picture& picture) {
    double sum = 0.0;
    for (const float value : luma_of(picture)) {
        sum += value;
    }
    return std::clamp(0.25F + 0.5F * static_cast<float>(sum / static_cast<double>(picture.plane_size())), 0.3F, 0.7F);
}

}  // namespace

void make_warm(Picture& picture, float strength, Random&) {
    balance(picture, 0.25F + 0.35F * strength);
}

void make_cool(Picture& picture, float strength, Random&) {
    balance(picture, -0.25F - 0.35F * strength);
}

void make_sepia(Picture& picture, float strength, Random&) {
    scale_chroma(picture, 0.0F);
    const float tone = 0.5F + 0.5F * strength;
    scale_channels(picture, {1.0F + 0.12F * tone, 1.0F - 0.03F * tone, 1.0F - 0.30F * tone});
}

void make_black_and_white(Picture& picture, float, Random&) {
    scale_chroma(picture, 0.0F);
}

void make_vivid(Picture& picture, float strength, Random&) {
    scale_chroma(picture, 1.6F + 0.6F * strength);
}

void make_muted(Picture& picture, float strength, Random&) {
    scale_chroma(picture, 0.5F - 0.2F * strength);
}

void raise_contrast(Picture& picture, float strength, Random&) {
    const float pivot = pivot_of(picture);
    const float power = 1.4F + 0.8F * strength;
    bend(picture, [&](float value) {
        return value < pivot ? pivot * std::pow(value / pivot, power)
                             : 1.0F - (1.0F - pivot) * std::pow((1.0F - value) / (1.0F - pivot), power);
    });
}

void lower_contrast(Picture& picture, float strength, Random&) {
    const float pivot = pivot_of(picture);
    const float slope = 0.7F - 0.3F * strength;
    for (float& value : picture.rgb) {
        value = pivot + slope * (value - pivot);
    }
}

void make_bright(Picture& picture, float strength, Random&) {
    const float power = 1.0F / (1.25F + 0.75F * strength);
    bend(picture, [&](float value) { return std::pow(value, power); });
}

void make_dark(Picture& picture, float strength, Random&) {
    const float power = 1.25F + 0.75F * strength;
    const float gain = 1.0F - 0.2F * strength;
    bend(picture, [&](float value) { return gain * std::pow(value, power); });
}

void sharpen(Picture& picture, float strength, Random& random) {
    Picture soft = picture;
    blur(soft, random.uniform(0.8F, 1.6F));
    const float amount = 0.8F + 0.8F * strength;
    for (std::size_t i = 0; i < picture.rgb.size(); ++i) {
        picture.rgb[i] += amount * (picture.rgb[i] - soft.rgb[i]);
    }
}

}  // namespace burnish::training
