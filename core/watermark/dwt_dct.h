// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace burnish {

/// An 8-bit picture as the mark sees it: interleaved red, green, blue.
struct RgbPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> samples;

    std::uint8_t* pixel(int x, int y) noexcept {
        return samples.data() + 3 * (std::size_t(y) * std::size_t(width) + std::size_t(x));
    }
    const std::uint8_t* pixel(int x, int y) const noexcept {
        return samples.data() + 3 * (std::size_t(y) * std::size_t(width) + std::size_t(x));
    }
};

/// The geometry of the method dwtDct: one level of the Haar transform over the part whose sides are multiples of four,
/// and blocks of 4 x 4 low-pass coefficients, which are 8 x 8 pixels. Block n carries bit n mod 48.
struct WatermarkGrid {
    static constexpr int kScale = 36;  ///< width of two quantisation cells
    static constexpr int kBlockPixels = 8;

    int columns = 0;
    int rows = 0;

    WatermarkGrid(int width, int height) noexcept
        : columns(width / 4 * 4 / kBlockPixels), rows(height / 4 * 4 / kBlockPixels) {}
    int blocks() const noexcept { return columns * rows; }
};

/// OpenCV's chroma U of an 8-bit pixel: its fixed-point arithmetic of 14 bits.
int chroma_u(int red, int green, int blue) noexcept;

/// What the decoder makes of one block: true for a one. `low_pass` holds its 16 coefficients, row by row.
bool decode_block(std::span<const double, 16> low_pass) noexcept;

/// The low-pass coefficients of block (column, row) of a picture, in the library's order of operations.
void block_coefficients(const RgbPicture& picture, int column, int row, std::span<double, 16> low_pass) noexcept;

/// The 48 bits that the library's decoder reads, first bit highest.
std::uint64_t decode_message(const RgbPicture& picture);

/// What the library's encoder makes of the picture in 32-bit floats, rounded half to even and cut to 0..255 as
/// diffusers does. The chroma's details come back transposed in every 2 x 2 cell: the library hands its inverse
/// transform the two detail bands in exchanged order.
RgbPicture encode_as_reference(const RgbPicture& picture, std::uint64_t message);

}  // namespace burnish
