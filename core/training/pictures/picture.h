// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace burnish::training {

/// A picture as training uses it: planar [3][height][width], sRGB-encoded, 0 to 1.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<float> rgb;

    std::size_t plane_size() const noexcept {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    }
    std::span<float> plane(int channel) noexcept {
        return std::span<float>(rgb).subspan(static_cast<std::size_t>(channel) * plane_size(), plane_size());
    }
    std::span<const float> plane(int channel) const noexcept {
        return std::span<const float>(rgb).subspan(static_cast<std::size_t>(channel) * plane_size(), plane_size());
    }
};

/// A picture of that size, black.
Picture make_picture(int width, int height);

/// The part of a picture that begins at `left`, `top`; it must lie inside.
Picture crop(const Picture& picture, int left, int top, int width, int height);

/// Luma (Rec. 709) of the encoded values, one a pixel.
std::vector<float> luma_of(const Picture& picture);

/// Brings every value back into 0 to 1.
void clamp_values(Picture& picture);

}  // namespace burnish::training
