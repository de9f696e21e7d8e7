// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/filters.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace burnish::training {
namespace {

int mirrored(int position, int count) {
    while (position < 0 || position >= count) {
        position = position < 0 ? -1 - position : 2 * count - 1 - position;
    }
    return position;
}

/// Weights with which one row of results is made of one row of sources.
struct Taps {
    std::vector<int> first;
    std::vector<float> weights;
    int count = 0;
};

float kernel(Resampling resampling, float x) {
    x = std::abs(x);
    switch (resampling) {
    case Resampling::Nearest:
    case Resampling::Box:
        return x <= 0.5F ? 1.0F : 0.0F;
    case Resampling::Bilinear:
        return std::max(0.0F, 1.0F - x);
    case Resampling::Bicubic:
        break;
    }
    if (x < 1.0F) {
        return (1.5F * x - 2.5F) * x * x + 1.0F;
    }
    return x < 2.0F ? ((-0.5F * x + 2.5F) * x - 4.0F) * x + 2.0F : 0.0F;
}

Taps make_taps(int from, int to, Resampling resampling) {
    const float scale = static_cast<float>(from) / static_cast<float>(to);
    const bool nearest = resampling == Resampling::Nearest;
    const float stretch = nearest ? 1.0F : std::max(scale, 1.0F);
    const float support = stretch * (resampling == Resampling::Bicubic    ? 2.0F
                                     : resampling == Resampling::Bilinear ? 1.0F
                                                                          : 0.5F);
    Taps taps;
    taps.count = nearest ? 1 : static_cast<int>(std::ceil(2.0F * support)) + 1;
    for (int i = 0; i < to; ++i) {
        const float centre = (static_cast<float>(i) + 0.5F) * scale;
        const int first = static_cast<int>(std::floor(nearest ? centre : centre - support));
        taps.first.push_back(first);
        float sum = 0.0F;
        const std::size_t begin = taps.weights.size();
        for (int k = 0; k < taps.count; ++k) {
            const float offset = (static_cast<float>(first + k) + 0.5F - centre) / stretch;
            taps.weights.push_back(nearest ? 1.0F : kernel(resampling, offset));
            sum += taps.weights.back();
        }
        for (std::size_t k = begin; k < taps.weights.size(); ++k) {
            taps.weights[k] /= sum;
        }
    }
    return taps;
}

/// Rows of `from` (height rows of taps' source length) to columns: the result is transposed, so two calls restore.
std::vector<float> resample_transposed(std::span<const float> from, int width, int height, const Taps& taps) {
    const int to = static_cast<int>(taps.first.size());
    std::vector<float> result(static_cast<std::size_t>(to) * static_cast<std::size_t>(height));
    for (int i = 0; i < to; ++i) {
        float* out = result.data() + static_cast<std::ptrdiff_t>(i) * height;
        for (int k = 0; k < taps.count; ++k) {
            const float weight = taps.weights[static_cast<std::size_t>(i * taps.count + k)];
            const int column = std::clamp(taps.first[static_cast<std::size_t>(i)] + k, 0, width - 1);
            if (weight != 0.0F) {
                for (int y = 0; y < height; ++y) {
                    out[y] += weight * from[static_cast<std::size_t>(y * width + column)];
                }
            }
        }
    }
    return result;
}

/// One row with mirrored ends around it.
void pad_row(const float* row, int count, int radius, std::vector<float>& padded) {
    for (int i = -radius; i < count + radius; ++i) {
        padded[static_cast<std::size_t>(i + radius)] = row[mirrored(i, count)];
    }
}

void convolve_rows(std::span<float> plane, int width, int height, std::span<const float> half) {
    const int radius = static_cast<int>(half.size()) - 1;
    std::vector<float> padded(static_cast<std::size_t>(width + 2 * radius));
    for (int y = 0; y < height; ++y) {
        float* row = plane.data() + static_cast<std::ptrdiff_t>(y) * width;
        pad_row(row, width, radius, padded);
        const float* centre = padded.data() + radius;
        for (int x = 0; x < width; ++x) {
            row[x] = half[0] * centre[x];
        }
        for (int k = 1; k <= radius; ++k) {
            const float weight = half[static_cast<std::size_t>(k)];
            for (int x = 0; x < width; ++x) {
                row[x] += weight * (centre[x - k] + centre[x + k]);
            }
        }
    }
}

void convolve_columns(std::span<float> plane, int width, int height, std::span<const float> half) {
    const int radius = static_cast<int>(half.size()) - 1;
    const std::vector<float> source(plane.begin(), plane.end());
    const auto row_of = [&](int y) { return source.data() + static_cast<std::ptrdiff_t>(mirrored(y, height)) * width; };
    for (int y = 0; y < height; ++y) {
        float* row = plane.data() + static_cast<std::ptrdiff_t>(y) * width;
        const float* middle = row_of(y);
        for (int x = 0; x < width; ++x) {
            row[x] = half[0] * middle[x];
        }
        for (int k = 1; k <= radius; ++k) {
            const float* above = row_of(y - k);
            const float* below = row_of(y + k);
            const float weight = half[static_cast<std::size_t>(k)];
            for (int x = 0; x < width; ++x) {
                row[x] += weight * (above[x] + below[x]);
            }
        }
    }
}

void box_rows(std::span<float> plane, int width, int height, int radius) {
    std::vector<float> padded(static_cast<std::size_t>(width + 2 * radius));
    const float inverse = 1.0F / static_cast<float>(2 * radius + 1);
    for (int y = 0; y < height; ++y) {
        float* row = plane.data() + static_cast<std::ptrdiff_t>(y) * width;
        pad_row(row, width, radius, padded);
        double sum = 0.0;
        for (int i = 0; i < 2 * radius; ++i) {
            sum += padded[static_cast<std::size_t>(i)];
        }
        for (int x = 0; x < width; ++x) {
            sum += padded[static_cast<std::size_t>(x + 2 * radius)];
            row[x] = static_cast<float>(sum) * inverse;
            sum -= padded[static_cast<std::size_t>(x)];
        }
    }
}

void box_columns(std::span<float> plane, int width, int height, int radius) {
    const std::vector<float> source(plane.begin(), plane.end());
    std::vector<double> sums(static_cast<std::size_t>(width));
    const auto add = [&](int y, double sign) {
        const float* row = source.data() + static_cast<std::ptrdiff_t>(mirrored(y, height)) * width;
        for (int x = 0; x < width; ++x) {
            sums[static_cast<std::size_t>(x)] += sign * row[x];
        }
    };
    for (int y = -radius; y < radius; ++y) {
        add(y, 1.0);
    }
    const double inverse = 1.0 / (2 * radius + 1);
    for (int y = 0; y < height; ++y) {
        add(y + radius, 1.0);
        for (int x = 0; x < width; ++x) {
            plane[static_cast<std::size_t>(y * width + x)] =
                static_cast<float>(sums[static_cast<std::size_t>(x)] * inverse);
        }
        add(y - radius, -1.0);
    }
}

}  // namespace

void blur_plane(std::span<float> plane, int width, int height, float sigma) {
    const int radius = std::max(1, static_cast<int>(std::ceil(3.0F * sigma)));
    std::vector<float> half(static_cast<std::size_t>(radius + 1));
    float sum = 0.0F;
    for (int k = 0; k <= radius; ++k) {
        const auto distance = static_cast<float>(k);
        half[static_cast<std::size_t>(k)] = std::exp(-0.5F * distance * distance / (sigma * sigma));
        sum += (k == 0 ? 1.0F : 2.0F) * half[static_cast<std::size_t>(k)];
    }
    for (float& weight : half) {
        weight /= sum;
    }
    convolve_rows(plane, width, height, half);
    convolve_columns(plane, width, height, half);
}

void box_blur_plane(std::span<float> plane, int width, int height, int radius) {
    box_rows(plane, width, height, radius);
    box_columns(plane, width, height, radius);
}

void blur(Picture& picture, float sigma) {
    for (int channel = 0; channel < 3; ++channel) {
        blur_plane(picture.plane(channel), picture.width, picture.height, sigma);
    }
}

Picture resize(const Picture& picture, int width, int height, Resampling resampling) {
    const Taps across = make_taps(picture.width, width, resampling);
    const Taps down = make_taps(picture.height, height, resampling);
    Picture result = make_picture(width, height);
    for (int channel = 0; channel < 3; ++channel) {
        const std::vector<float> turned =
            resample_transposed(picture.plane(channel), picture.width, picture.height, across);
        const std::vector<float> plane = resample_transposed(turned, picture.height, width, down);
        std::copy(plane.begin(), plane.end(), result.plane(channel).begin());
    }
    return result;
}

}  // namespace burnish::training
