// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/picture.h"

#include <algorithm>
#include <cassert>

namespace burnish::training {

Picture make_picture(int width, int height) {
    assert(width > 0 && height > 0);
    Picture picture{width, height, {}};
    picture.rgb.resize(3 * picture.plane_size());
    return picture;
}

Picture crop(const Picture& picture, int left, int top, int width, int height) {
    assert(left >= 0 && top >= 0 && left + width <= picture.width && top + height <= picture.height);
    Picture part = make_picture(width, height);
    for (int channel = 0; channel < 3; ++channel) {
        const float* from = picture.plane(channel).data() + static_cast<std::ptrdiff_t>(top) * picture.width + left;
        float* to = part.plane(channel).data();
        for (int y = 0; y < height; ++y) {
            to = std::copy_n(from, width, to);
            from += picture.width;
        }
    }
    return part;
}

std::vector<float> luma_of(const Picture& picture) {
    std::vector<float> luma(picture.plane_size());
    const auto red = picture.plane(0);
    const auto green = picture.plane(1);
    const auto blue = picture.plane(2);
    for (std::size_t i = 0; i < luma.size(); ++i) {
        luma[i] = 0.2126F * red[i] + 0.7152F * green[i] + 0.0722F * blue[i];
    }
    return luma;
}

void clamp_values(Picture& picture) {
    for (float& value : picture.rgb) {
        value = std::clamp(value, 0.0F, 1.0F);
    }
}

}  // namespace burnish::training
