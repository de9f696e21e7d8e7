// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/masked_area.h"

#include "core/engine/image_tensor.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace burnish {
namespace {

at::Tensor resized(const at::Tensor& pixels, int width, int height) {
    if (pixels.size(3) == width && pixels.size(2) == height) {
        return pixels;
    }
    return at::_upsample_bicubic2d_aa(pixels, {height, width}, /*align_corners=*/false).clamp(-1.0, 1.0);
}

at::Tensor part_of(const at::Tensor& pixels, const PictureArea& area) {
    return pixels.slice(2, area.top, area.top + area.height).slice(3, area.left, area.left + area.width);
}

int rounded_to(double extent, int factor) {
    return std::max(factor, static_cast<int>(std::lround(extent / factor)) * factor);
}

}  // namespace

PictureArea area_of_mask(const Image& mask, int context) {
    const PictureMask white = PictureMask::from_image(mask, mask.height(), mask.width(), 1, 0);
    const at::Tensor rows = white.pixels.amax({0, 1, 3}).nonzero();
    const at::Tensor columns = white.pixels.amax({0, 1, 2}).nonzero();
    const auto first = [](const at::Tensor& places) { return static_cast<int>(places[0].item<std::int64_t>()); };
    const auto last = [](const at::Tensor& places) { return static_cast<int>(places[-1].item<std::int64_t>()); };
    PictureArea area{.left = std::max(0, first(columns) - context), .top = std::max(0, first(rows) - context)};
    area.width = std::min(mask.width(), last(columns) + 1 + context) - area.left;
    area.height = std::min(mask.height(), last(rows) + 1 + context) - area.top;
    return area;
}

WorkingSize working_size(const PictureArea& area, int best_size, int factor) {
    const double pixels = static_cast<double>(area.width) * area.height;
    const double scale = std::max(1.0, static_cast<double>(best_size) / std::sqrt(pixels));
    return {.width = rounded_to(area.width * scale, factor), .height = rounded_to(area.height * scale, factor)};
}

std::shared_ptr<const Image> cut_out(const Image& picture, const PictureArea& area, const WorkingSize& size) {
    const at::Tensor part = part_of(image_to_tensor(picture, picture.height(), picture.width()), area);
    const Image like(size.width, size.height, 3, picture.type());
    return tensor_to_image(resized(part, size.width, size.height), &like);
}

std::shared_ptr<const Image> paste_back(const Image& source, const Image& refined, const PictureArea& area) {
    const at::Tensor pixels = image_to_tensor(source, source.height(), source.width());
    part_of(pixels, area)
        .copy_(resized(image_to_tensor(refined, refined.height(), refined.width()), area.width, area.height));
    return tensor_to_image(pixels, &source);
}

}  // namespace burnish
