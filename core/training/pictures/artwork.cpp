// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/changes.h"

#include "core/training/pictures/filters.h"
#include "core/training/pictures/noise_texture.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace burnish::training {
namespace {

/// Sums over rectangles that begin at the upper left corner: [height + 1][width + 1].
class SumTable final {
public:
    SumTable(std::span<const float> plane, int width, int height, bool squares)
        : stride_(static_cast<std::size_t>(width) + 1), sums_(stride_ * (static_cast<std::size_t>(height) + 1)) {
        for (int y = 0; y < height; ++y) {
            double row = 0.0;
            const std::size_t above = static_cast<std::size_t>(y) * stride_;
            for (int x = 0; x < width; ++x) {
                const double value = plane[static_cast<std::size_t>(y * width + x)];
                row += squares ? value * value : value;
                const auto column = static_cast<std::size_t>(x) + 1;
                sums_[above + stride_ + column] = sums_[above + column] + row;
            }
        }
    }
    /// Of the columns from `left` to before `right` and the rows from `top` to before `bottom`.
    double operator()(int left, int top, int right, int bottom) const noexcept {
        const auto at = [&](int x, int y) {
            return sums_[static_cast<std::size_t>(y) * stride_ + static_cast<std::size_t>(x)];
        };
        return at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
    }

private:
    std::size_t stride_;
    std::vector<double> sums_;
};

/// Each pixel becomes the mean of the four squares that meet in it, the calmest weighing most (Kuwahara, Hachimura,
/// Eiho and Kinoshita 1976, with the weights of Papari, Petkov and Campisi 2007, which leave no ragged edges).
void flatten(Picture& picture, int radius) {
    const int width = picture.width;
    const int height = picture.height;
    const std::vector<float> luma = luma_of(picture);
    const SumTable sums(luma, width, height, false);
    const SumTable squares(luma, width, height, true);
    const std::array<SumTable, 3> colours = {SumTable(picture.plane(0), width, height, false),
                                             SumTable(picture.plane(1), width, height, false),
                                             SumTable(picture.plane(2), width, height, false)};
    for (int y = 0; y < height; ++y) {
        const int rows[] = {std::max(y - radius, 0), y, y + 1, std::min(y + radius + 1, height)};
        for (int x = 0; x < width; ++x) {
            const int columns[] = {std::max(x - radius, 0), x, x + 1, std::min(x + radius + 1, width)};
            double total = 0.0;
            std::array<double, 3> colour{};
            for (int k = 0; k < 4; ++k) {
                const int left = columns[k & 1], top = rows[k >> 1];
                const int right = columns[2 + (k & 1)], bottom = rows[2 + (k >> 1)];
                const double part = 1.0 / ((right - left) * (bottom - top));
                const double mean = sums(left, top, right, bottom) * part;
                const double variance = std::max(squares(left, top, right, bottom) * part - mean * mean, 0.0);
                const double calm = 1e-4 / (variance + 1e-4);
                const double weight = calm * calm * calm * calm + 1e-30;
                total += weight;
                for (std::size_t c = 0; c < 3; ++c) {
                    colour[c] += weight * part * colours[c](left, top, right, bottom);
                }
            }
            for (int c = 0; c < 3; ++c) {
                picture.plane(c)[static_cast<std::size_t>(y * width + x)] =
                    static_cast<float>(colour[static_cast<std::size_t>(c)] / total);
            }
        }
    }
}

/// How steep a plane is at each place.
std::vector<float> slopes_of(std::span<const float> plane, int width, int height) {
    std::vector<float> slopes(plane.size());
    for (int y = 0; y < height; ++y) {
        const int below = std::min(y + 1, height - 1);
        for (int x = 0; x < width; ++x) {
            const auto at = [&](int column, int row) { return plane[static_cast<std::size_t>(row * width + column)]; };
            const float across = at(std::min(x + 1, width - 1), y) - at(x, y);
            const float down = at(x, below) - at(x, y);
            slopes[static_cast<std::size_t>(y * width + x)] = std::sqrt(across * across + down * down);
        }
    }
    return slopes;
}

/// The grain of paper, times a brightness near 1.
void lay_on_paper(Picture& picture, float amount, Random& random) {
    const NoiseTexture& grain = NoiseTexture::all()[1];
    const float shift_x = random.uniform(0.0F, 256.0F);
    const float shift_y = random.uniform(0.0F, 256.0F);
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const auto i = static_cast<std::size_t>(y * picture.width + x);
            const float light = 1.0F + amount * grain.at(0.7F * static_cast<float>(x) + shift_x,
                                                         0.7F * static_cast<float>(y) + shift_y);
            for (int channel = 0; channel < 3; ++channel) {
                picture.plane(channel)[i] *= light;
            }
        }
    }
}

}  // namespace

void paint_in_oil(Picture& picture, float strength, Random&) {
    flatten(picture, 2 + static_cast<int>(std::lround(2.0F * strength)));
    const std::vector<float> luma = luma_of(picture);
    for (int channel = 0; channel < 3; ++channel) {
        const auto plane = picture.plane(channel);
        for (std::size_t i = 0; i < luma.size(); ++i) {
            plane[i] = luma[i] + 1.2F * (plane[i] - luma[i]);
        }
    }
}

void paint_in_watercolor(Picture& picture, float strength, Random& random) {
    flatten(picture, 2 + static_cast<int>(std::lround(strength)));
    blur(picture, 0.6F);
    std::vector<float> edges = slopes_of(luma_of(picture), picture.width, picture.height);
    box_blur_plane(edges, picture.width, picture.height, 1);
    const float white = 0.2F + 0.2F * strength;
    for (int channel = 0; channel < 3; ++channel) {
        const auto plane = picture.plane(channel);
        for (std::size_t i = 0; i < edges.size(); ++i) {
            plane[i] = (plane[i] + white * (0.98F - plane[i])) * (1.0F - std::min(1.5F * edges[i], 0.35F));
        }
    }
    lay_on_paper(picture, 0.015F + 0.015F * strength, random);
}

void draw_in_pencil(Picture& picture, float strength, Random& random) {
    const std::vector<float> luma = luma_of(picture);
    std::vector<float> around = luma;
    blur_plane(around, picture.width, picture.height, 1.5F + 2.0F * strength);
    const float shading = 0.25F - 0.1F * strength;
    for (std::size_t i = 0; i < luma.size(); ++i) {
        const float lines = std::min((luma[i] + 0.02F) / (around[i] + 0.02F), 1.0F);
        const float grey = (0.97F - shading + shading * luma[i]) * lines * lines;
        for (int channel = 0; channel < 3; ++channel) {
            picture.plane(channel)[i] = grey;
        }
    }
    lay_on_paper(picture, 0.02F, random);
}

}  // namespace burnish::training
