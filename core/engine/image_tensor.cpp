// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/image_tensor.h"

#include "core/common/error.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

namespace burnish {
namespace {

template <typename Sample>
constexpr float kWhite = std::is_floating_point_v<Sample> ? 1.0F
                                                          : static_cast<float>(std::numeric_limits<Sample>::max());

template <typename Sample>
float to_unit(Sample sample, bool keep_range) {
    if constexpr (std::is_floating_point_v<Sample>) {
        if (keep_range) {
            return std::isfinite(sample) ? sample : 0.0F;
        }
        // Not a number is black rather than a hole that spreads through the network.
        return sample > 0.0F ? std::min(sample, 1.0F) : 0.0F;
    } else {
        return static_cast<float>(sample) / kWhite<Sample>;
    }
}

template <typename Sample>
Sample from_unit(float value) {
    if constexpr (std::is_floating_point_v<Sample>) {
        return value;
    } else {
        return static_cast<Sample>(std::nearbyint(value * kWhite<Sample>));
    }
}

template <typename Sample>
void read_samples(const Image& image, std::int64_t height, std::int64_t width, bool keep_range, float* planes) {
    const std::int64_t channels = image.channels();
    const std::int64_t step = channels >= 3 ? 1 : 0;
    for (std::int64_t y = 0; y < height; ++y) {
        const auto* row =
            reinterpret_cast<const Sample*>(image.row(static_cast<int>(mirrored_index(y, image.height()))));
        for (std::int64_t x = 0; x < width; ++x) {
            const Sample* pixel = row + mirrored_index(x, image.width()) * channels;
            for (std::int64_t plane = 0; plane < 3; ++plane) {
                planes[(plane * height + y) * width + x] = 2.0F * to_unit(pixel[plane * step], keep_range) - 1.0F;
            }
        }
    }
}

/// So many rows are converted at a time, so that a large picture is not held several times over.
constexpr std::int64_t kRowsAtATime = 256;

/// Writes the rows from `top` on.
template <typename Sample>
void write_samples(const at::Tensor& unit, std::int64_t top, const Image* like, Image& image) {
    const std::int64_t plane_size = unit.size(2) * unit.size(3);
    const float* planes = unit.const_data_ptr<float>();
    for (std::int64_t y = 0; y < unit.size(2); ++y) {
        auto* row = reinterpret_cast<Sample*>(image.row(static_cast<int>(top + y)));
        const auto* source =
            like != nullptr ? reinterpret_cast<const Sample*>(like->row(static_cast<int>(top + y))) : nullptr;
        for (std::int64_t x = 0; x < image.width(); ++x) {
            Sample* pixel = row + x * image.channels();
            for (std::int64_t plane = 0; plane < 3; ++plane) {
                pixel[plane] = from_unit<Sample>(planes[plane * plane_size + y * unit.size(3) + x]);
            }
            if (image.has_alpha()) {
                pixel[3] = source[(x + 1) * like->channels() - 1];
            }
        }
    }
}

/// 0..1 in fp32 on the CPU. Throws Error{Internal} if a value is not a number.
at::Tensor unit_samples(const at::Tensor& band, bool keep_range) {
    at::Tensor unit = band.to(at::kCPU, at::kFloat) * 0.5 + 0.5;
    if (!keep_range) {
        unit = unit.clamp(0.0, 1.0);
    }
    unit = unit.contiguous();
    if (unit.isnan().any().item<bool>()) {
        throw Error({.code = ErrorCode::Internal,
                     .subject = "decoded picture",
                     .found = "values that are not numbers",
                     .expected = "numbers: the weights may overflow in this dtype"});
    }
    return unit;
}

}  // namespace

std::int64_t mirrored_index(std::int64_t index, std::int64_t extent) noexcept {
    if (extent == 1) {
        return 0;
    }
    const std::int64_t period = 2 * (extent - 1);
    const std::int64_t folded = index % period;
    return folded < extent ? folded : period - folded;
}

at::Tensor image_to_tensor(const Image& image, std::int64_t height, std::int64_t width, bool keep_range) {
    at::Tensor pixels = at::empty({1, 3, height, width}, at::TensorOptions().dtype(at::kFloat));
    auto* planes = pixels.mutable_data_ptr<float>();
    switch (image.type()) {
    case PixelType::U8:
        read_samples<std::uint8_t>(image, height, width, keep_range, planes);
        break;
    case PixelType::U16:
        read_samples<std::uint16_t>(image, height, width, keep_range, planes);
        break;
    case PixelType::F32:
        read_samples<float>(image, height, width, keep_range, planes);
        break;
    }
    return pixels;
}

std::shared_ptr<const Image> tensor_to_image(const at::Tensor& pixels, const Image* like, bool keep_range) {
    const int width = like != nullptr ? like->width() : static_cast<int>(pixels.size(3));
    const int height = like != nullptr ? like->height() : static_cast<int>(pixels.size(2));
    const bool has_alpha = like != nullptr && like->has_alpha();
    const PixelType type = like != nullptr ? like->type() : PixelType::U8;
    auto image = std::make_shared<Image>(width, height, has_alpha ? 4 : 3, type);
    for (std::int64_t top = 0; top < height; top += kRowsAtATime) {
        const at::Tensor band = pixels.narrow(2, top, std::min(kRowsAtATime, height - top));
        const at::Tensor unit = unit_samples(band, keep_range && type == PixelType::F32);
        switch (type) {
        case PixelType::U8:
            write_samples<std::uint8_t>(unit, top, like, *image);
            break;
        case PixelType::U16:
            write_samples<std::uint16_t>(unit, top, like, *image);
            break;
        case PixelType::F32:
            write_samples<float>(unit, top, like, *image);
            break;
        }
    }
    if (like != nullptr) {
        image->icc_profile = like->icc_profile;
    }
    return image;
}

}  // namespace burnish
