// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/changes.h"

#include "core/training/pictures/filters.h"
#include "core/training/pictures/jpeg.h"

#include <algorithm>
#include <cmath>

namespace burnish::training {

void add_noise(Picture& picture, float strength, Random& random) {
    const float sigma = (8.0F + 32.0F * strength) / 255.0F;
    const float kind = random.uniform();
    if (kind < 0.15F) {  // brightness only
        for (std::size_t i = 0; i < picture.plane_size(); ++i) {
            const float noise = sigma * random.normal();
            for (int channel = 0; channel < 3; ++channel) {
                picture.plane(channel)[i] += noise;
            }
        }
    } else if (kind < 0.3F) {  // as photons arrive
        for (float& value : picture.rgb) {
            value += sigma * std::sqrt(0.1F + 1.8F * value) * random.normal();
        }
    } else {
        for (float& value : picture.rgb) {
            value += sigma * random.normal();
        }
    }
}

namespace {

struct Tap {
    int x, y;
    float weight;
};

std::vector<Tap> disc(float radius) {
    std::vector<Tap> taps;
    const int reach = static_cast<int>(std::ceil(radius));
    for (int y = -reach; y <= reach; ++y) {
        for (int x = -reach; x <= reach; ++x) {
            const float weight = radius + 0.5F - std::sqrt(static_cast<float>(x * x + y * y));
            if (weight > 0.0F) {
                taps.push_back({x, y, std::min(weight, 1.0F)});
            }
        }
    }
    return taps;
}

std::vector<Tap> movement(float length, float angle) {
    std::vector<Tap> taps;
    const int steps = 2 * static_cast<int>(length) + 1;
    for (int i = 0; i < steps; ++i) {
        const float t = length * (static_cast<float>(i) / static_cast<float>(steps - 1) - 0.5F);
        taps.push_back({static_cast<int>(std::lround(t * std::cos(angle))),
                        static_cast<int>(std::lround(t * std::sin(angle))), 1.0F});
    }
    return taps;
}

/// The mean over `taps`, the edge pixels repeated.
void average(Picture& picture, const std::vector<Tap>& taps) {
    float sum = 0.0F;
    for (const Tap& tap : taps) {
        sum += tap.weight;
    }
    const Picture source = picture;
    const int width = picture.width;
    const int height = picture.height;
    std::fill(picture.rgb.begin(), picture.rgb.end(), 0.0F);
    for (int channel = 0; channel < 3; ++channel) {
        for (const Tap& tap : taps) {
            const float weight = tap.weight / sum;
            const int inner_first = std::clamp(-tap.x, 0, width);
            const int inner_last = std::clamp(width - tap.x, 0, width);
            for (int y = 0; y < height; ++y) {
                const float* from = source.plane(channel).data() +
                                    static_cast<std::ptrdiff_t>(std::clamp(y + tap.y, 0, height - 1)) * width;
                float* to = picture.plane(channel).data() + static_cast<std::ptrdiff_t>(y) * width;
                for (int x = 0; x < inner_first; ++x) {
                    to[x] += weight * from[0];
                }
                for (int x = inner_first; x < inner_last; ++x) {
                    to[x] += weight * from[x + tap.x];
                }
                for (int x = inner_last; x < width; ++x) {
                    to[x] += weight * from[width - 1];
                }
            }
        }
    }
}

}  // namespace

void add_blur(Picture& picture, float strength, Random& random) {
    const float kind = random.uniform();
    if (kind < 0.12F) {
        average(picture, disc(1.2F + 2.3F * strength));
    } else if (kind < 0.24F) {
        average(picture, movement(3.0F + 6.0F * strength, random.uniform(0.0F, 6.2831853F)));
    } else {
        blur(picture, 0.8F + 1.7F * strength);
    }
}

void add_jpeg_artifacts(Picture& picture, float strength, Random&) {
    picture = through_jpeg(picture, static_cast<int>(std::lround(50.0F - 42.0F * strength)));
}

void lower_resolution(Picture& picture, float strength, Random& random) {
    const float factor = 2.0F + 2.0F * strength;
    const auto smaller = [&](int length) {
        return std::max(1, static_cast<int>(std::lround(static_cast<float>(length) / factor)));
    };
    const Resampling down = random.chance(0.5F) ? Resampling::Box : Resampling::Bicubic;
    const float kind = random.uniform();
    const Resampling up = kind < 0.34F   ? Resampling::Nearest
                          : kind < 0.67F ? Resampling::Bilinear
                                         : Resampling::Bicubic;
    const Picture small = resize(picture, smaller(picture.width), smaller(picture.height), down);
    picture = resize(small, picture.width, picture.height, up);
}

}  // namespace burnish::training
