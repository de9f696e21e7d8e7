// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/watermark/dwt_dct.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace burnish {

namespace {

constexpr int kBits = 48;

/// The Haar filter's coefficient as PyWavelets has it.
template <typename Real>
constexpr Real kHaar = static_cast<Real>(0.7071067811865476);

/// Numpy's floor division of floats: by way of the remainder.
float floor_divide(float value, float divisor) {
    const float quotient = (value - std::fmod(value, divisor)) / divisor;
    const float whole = std::floor(quotient);
    return quotient - whole > 0.5F ? whole + 1.0F : whole;
}

/// Position of the greatest magnitude among the 15 coefficients after the first; the first of equals.
template <typename Real>
int strongest(std::span<const Real, 16> block) noexcept {
    int position = 1;
    for (int index = 2; index < 16; ++index) {
        if (std::abs(block[std::size_t(index)]) > std::abs(block[std::size_t(position)])) {
            position = index;
        }
    }
    return position;
}

bool bit_of(std::uint64_t message, int index) noexcept {
    return (message >> (kBits - 1 - index) & 1U) != 0;
}

struct FloatPlanes {
    std::vector<float> luma;
    std::vector<float> u;
    std::vector<float> v;
};

/// OpenCV's BGR2YUV on floats, whose offset is half a level. Its fused multiplications are kept, because what ties in a
/// flat block is decided by the last digit.
FloatPlanes to_yuv(const RgbPicture& picture) {
    const std::size_t pixels = picture.samples.size() / 3;
    FloatPlanes planes{std::vector<float>(pixels), std::vector<float>(pixels), std::vector<float>(pixels)};
    for (std::size_t index = 0; index < pixels; ++index) {
        const auto red = static_cast<float>(picture.samples[3 * index]);
        const auto green = static_cast<float>(picture.samples[3 * index + 1]);
        const auto blue = static_cast<float>(picture.samples[3 * index + 2]);
        const float luma = std::fma(blue, 0.114F, std::fma(green, 0.587F, red * 0.299F));
        planes.luma[index] = luma;
        planes.u[index] = std::fma(blue - luma, 0.492F, 0.5F);
        planes.v[index] = std::fma(red - luma, 0.877F, 0.5F);
    }
    return planes;
}

std::uint8_t to_level(float value) {
    return static_cast<std::uint8_t>(std::nearbyint(std::clamp(value, 0.0F, 255.0F)));
}

RgbPicture to_rgb(const FloatPlanes& planes, int width, int height) {
    RgbPicture picture{.width = width, .height = height, .samples = std::vector<std::uint8_t>(3 * planes.luma.size())};
    for (std::size_t index = 0; index < planes.luma.size(); ++index) {
        const float luma = planes.luma[index];
        const float u = planes.u[index] - 0.5F;
        const float v = planes.v[index] - 0.5F;
        picture.samples[3 * index] = to_level(std::fma(v, 1.140F, luma));
        picture.samples[3 * index + 1] = to_level(std::fma(v, -0.581F, std::fma(u, -0.395F, luma)));
        picture.samples[3 * index + 2] = to_level(std::fma(u, 2.032F, luma));
    }
    return picture;
}

/// One level of the Haar transform of a plane with even sides: low-pass and the three detail bands.
struct HaarBands {
    int columns = 0;
    int rows = 0;
    std::vector<float> low;
    std::vector<float> vertical;    ///< detail along the columns
    std::vector<float> horizontal;  ///< detail along the rows
    std::vector<float> diagonal;
};

HaarBands transform(const std::vector<float>& plane, int stride, int width, int height) {
    constexpr float c = kHaar<float>;
    HaarBands bands{.columns = width / 2, .rows = height / 2};
    const auto cells = static_cast<std::size_t>(bands.columns) * static_cast<std::size_t>(bands.rows);
    for (auto* band : {&bands.low, &bands.vertical, &bands.horizontal, &bands.diagonal}) {
        band->resize(cells);
    }
    std::size_t cell = 0;
    for (int row = 0; row < bands.rows; ++row) {
        for (int column = 0; column < bands.columns; ++column, ++cell) {
            const float* top = plane.data() + std::size_t(2 * row) * std::size_t(stride) + 2 * column;
            const float* bottom = top + stride;
            const float low_left = c * bottom[0] + c * top[0];
            const float low_right = c * bottom[1] + c * top[1];
            const float high_left = c * top[0] - c * bottom[0];
            const float high_right = c * top[1] - c * bottom[1];
            bands.low[cell] = c * low_right + c * low_left;
            bands.vertical[cell] = c * high_right + c * high_left;
            bands.horizontal[cell] = c * low_left - c * low_right;
            bands.diagonal[cell] = c * high_left - c * high_right;
        }
    }
    return bands;
}

/// The inverse with the two detail bands exchanged, as the library calls it.
void restore_exchanged(const HaarBands& bands, std::vector<float>& plane, int stride) {
    constexpr float c = kHaar<float>;
    std::size_t cell = 0;
    for (int row = 0; row < bands.rows; ++row) {
        for (int column = 0; column < bands.columns; ++column, ++cell) {
            const float low = bands.low[cell];
            const float vertical = bands.horizontal[cell];
            const float horizontal = bands.vertical[cell];
            const float diagonal = bands.diagonal[cell];
            const float low_left = c * low + c * horizontal;
            const float low_right = c * low - c * horizontal;
            const float high_left = c * vertical + c * diagonal;
            const float high_right = c * vertical - c * diagonal;
            float* top = plane.data() + std::size_t(2 * row) * std::size_t(stride) + 2 * column;
            float* bottom = top + stride;
            top[0] = c * low_left + c * high_left;
            top[1] = c * low_right + c * high_right;
            bottom[0] = c * low_left - c * high_left;
            bottom[1] = c * low_right - c * high_right;
        }
    }
}

/// Moves the strongest coefficient of a block to the middle of the half cell that stands for the bit.
void encode_block(HaarBands& bands, int column, int row, bool bit) {
    std::array<float*, 16> places{};
    std::array<float, 16> values{};
    for (int index = 0; index < 16; ++index) {
        const int y = 4 * row + index / 4;
        const int x = 4 * column + index % 4;
        places[std::size_t(index)] = &bands.low[std::size_t(y) * std::size_t(bands.columns) + std::size_t(x)];
        values[std::size_t(index)] = *places[std::size_t(index)];
    }
    constexpr auto scale = static_cast<float>(WatermarkGrid::kScale);
    const auto position = static_cast<std::size_t>(strongest<float>(values));
    const float value = values[position];
    const float moved = (floor_divide(std::abs(value), scale) + 0.25F + (bit ? 0.5F : 0.0F)) * scale;
    *places[position] = value >= 0.0F ? moved : -moved;
}

}  // namespace

int chroma_u(int red, int green, int blue) noexcept {
    constexpr int kHalf = 1 << 13;
    const int luma = (4899 * red + 9617 * green + 1868 * blue + kHalf) >> 14;
    return std::clamp(((blue - luma) * 8061 + (128 << 14) + kHalf) >> 14, 0, 255);
}

bool decode_block(std::span<const double, 16> low_pass) noexcept {
    constexpr double scale = WatermarkGrid::kScale;
    const double value = std::abs(low_pass[std::size_t(strongest<double>(low_pass))]);
    return std::fmod(value, scale) > 0.5 * scale;
}

void block_coefficients(const RgbPicture& picture, int column, int row, std::span<double, 16> low_pass) noexcept {
    constexpr double c = kHaar<double>;
    const auto u = [&](int x, int y) {
        const std::uint8_t* pixel = picture.pixel(x, y);
        return static_cast<double>(chroma_u(pixel[0], pixel[1], pixel[2]));
    };
    for (int index = 0; index < 16; ++index) {
        const int x = WatermarkGrid::kBlockPixels * column + 2 * (index % 4);
        const int y = WatermarkGrid::kBlockPixels * row + 2 * (index / 4);
        const double left = c * u(x, y + 1) + c * u(x, y);
        const double right = c * u(x + 1, y + 1) + c * u(x + 1, y);
        low_pass[std::size_t(index)] = c * right + c * left;
    }
}

std::uint64_t decode_message(const RgbPicture& picture) {
    const WatermarkGrid grid(picture.width, picture.height);
    std::array<int, kBits> ones{};
    std::array<int, kBits> blocks{};
    std::array<double, 16> low_pass{};
    for (int block = 0; block < grid.blocks(); ++block) {
        block_coefficients(picture, block % grid.columns, block / grid.columns, low_pass);
        const auto bit = static_cast<std::size_t>(block % kBits);
        ones[bit] += decode_block(low_pass) ? 1 : 0;
        ++blocks[bit];
    }
    std::uint64_t message = 0;
    for (std::size_t bit = 0; bit < kBits; ++bit) {
        const double mean = static_cast<double>(ones[bit]) / static_cast<double>(blocks[bit]);
        message = message << 1 | (mean * 255 > 127 ? 1U : 0U);
    }
    return message;
}

RgbPicture encode_as_reference(const RgbPicture& picture, std::uint64_t message) {
    FloatPlanes planes = to_yuv(picture);
    HaarBands bands = transform(planes.u, picture.width, picture.width / 4 * 4, picture.height / 4 * 4);
    const WatermarkGrid grid(picture.width, picture.height);
    for (int block = 0; block < grid.blocks(); ++block) {
        encode_block(bands, block % grid.columns, block / grid.columns, bit_of(message, block % kBits));
    }
    restore_exchanged(bands, planes.u, picture.width);
    return to_rgb(planes, picture.width, picture.height);
}

}  // namespace burnish
