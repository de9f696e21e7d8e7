// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/under_alpha.h"

#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>
#include <vector>

namespace burnish::codec {

namespace {

/// Visible colour and how much of it, per cell; one level of a pyramid.
struct Level {
    int width = 0;
    int height = 0;
    std::vector<std::array<float, 4>> cells;  ///< colour sums and their weight

    std::array<float, 4>& at(int x, int y) {
        return cells[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    }
};

Level made(int width, int height) {
    return {width, height,
            std::vector<std::array<float, 4>>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))};
}

Level halved(Level& fine) {
    Level coarse = made((fine.width + 1) / 2, (fine.height + 1) / 2);
    for (int y = 0; y < fine.height; ++y) {
        for (int x = 0; x < fine.width; ++x) {
            const std::array<float, 4>& from = fine.at(x, y);
            std::array<float, 4>& to = coarse.at(x / 2, y / 2);
            for (std::size_t c = 0; c < 4; ++c) {
                to[c] += from[c];
            }
        }
    }
    for (std::array<float, 4>& cell : coarse.cells) {
        const float scale = cell[3] > 1.0F ? 1.0F / cell[3] : 1.0F;  // the weight of one cell is 1 at most
        for (float& value : cell) {
            value *= scale;
        }
    }
    return coarse;
}

/// Cells without anything of their own take what the coarser level has there.
void fill_from(Level& coarse, Level& fine) {
    for (int y = 0; y < fine.height; ++y) {
        for (int x = 0; x < fine.width; ++x) {
            std::array<float, 4>& cell = fine.at(x, y);
            if (cell[3] <= 0.0F) {
                cell = coarse.at(x / 2, y / 2);
            }
        }
    }
}

template <typename Sample>
constexpr float kWhite = std::is_floating_point_v<Sample> ? 1.0F
                                                          : static_cast<float>(std::numeric_limits<Sample>::max());

template <typename Sample>
void fill(Image& image, const std::vector<bool>& hidden) {
    const int channels = image.channels();
    const int colours = channels - 1;
    Level base = made(image.width(), image.height());
    std::size_t pixel = 0;
    for (int y = 0; y < image.height(); ++y) {
        const auto* row = reinterpret_cast<const Sample*>(image.row(y));
        for (int x = 0; x < image.width(); ++x, ++pixel) {
            if (hidden[pixel]) {
                continue;
            }
            std::array<float, 4>& cell = base.at(x, y);
            for (int c = 0; c < colours; ++c) {
                cell[static_cast<std::size_t>(c)] = static_cast<float>(row[x * channels + c]) / kWhite<Sample>;
            }
            cell[3] = 1.0F;
        }
    }
    std::vector<Level> levels;
    levels.push_back(std::move(base));
    while (levels.back().width > 1 || levels.back().height > 1) {
        levels.push_back(halved(levels.back()));
    }
    for (std::size_t i = levels.size() - 1; i > 0; --i) {
        fill_from(levels[i], levels[i - 1]);
    }
    pixel = 0;
    for (int y = 0; y < image.height(); ++y) {
        auto* row = reinterpret_cast<Sample*>(image.row(y));
        for (int x = 0; x < image.width(); ++x, ++pixel) {
            const std::array<float, 4>& cell = levels.front().at(x, y);
            for (int c = 0; hidden[pixel] && cell[3] > 0.0F && c < colours; ++c) {
                const float value = cell[static_cast<std::size_t>(c)] / cell[3] * kWhite<Sample>;
                row[x * channels + c] =
                    std::is_floating_point_v<Sample> ? static_cast<Sample>(value) : static_cast<Sample>(value + 0.5F);
            }
        }
    }
}

}  // namespace

void fill_under_alpha(Image& image, const Image& like) {
    const std::size_t sample = bytes_per_sample(like.type());
    const std::size_t step = sample * static_cast<std::size_t>(like.channels());
    const std::byte* alpha = like.bytes().data() + step - sample;
    constexpr std::byte kZero[4] = {};
    std::vector<bool> hidden(static_cast<std::size_t>(like.width()) * static_cast<std::size_t>(like.height()));
    std::size_t count = 0;
    for (std::size_t pixel = 0; pixel < hidden.size(); ++pixel, alpha += step) {
        hidden[pixel] = std::memcmp(alpha, kZero, sample) == 0;
        count += hidden[pixel] ? 1 : 0;
    }
    if (count == 0 || count == hidden.size()) {
        return;
    }
    switch (image.type()) {
    case PixelType::U8:
        return fill<std::uint8_t>(image, hidden);
    case PixelType::U16:
        return fill<std::uint16_t>(image, hidden);
    case PixelType::F32:
        return fill<float>(image, hidden);
    }
}

}  // namespace burnish::codec
