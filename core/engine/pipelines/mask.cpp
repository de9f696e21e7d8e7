// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/mask.h"

#include "core/common/error.h"
#include "core/engine/image_tensor.h"

#include <ATen/ATen.h>

#include <cmath>
#include <type_traits>

namespace burnish {
namespace {

/// A tent over `feather` pixels to either side: what is farther from the edge stays exactly black or white.
at::Tensor softened(const at::Tensor& mask, int feather) {
    const at::Tensor offsets = at::arange(-feather, feather + 1, at::TensorOptions().dtype(at::kFloat));
    at::Tensor kernel = (feather + 1) - offsets.abs();
    kernel = kernel / kernel.sum();
    const at::Tensor padded = at::replication_pad2d(mask, {feather, feather, feather, feather});
    const at::Tensor rows = at::conv2d(padded, kernel.reshape({1, 1, 1, -1}));
    return at::conv2d(rows, kernel.reshape({1, 1, -1, 1})).clamp(0.0, 1.0);
}

template <typename Sample>
Sample blended(Sample kept, Sample changed, float share) {
    const float value = static_cast<float>(kept) + share * (static_cast<float>(changed) - static_cast<float>(kept));
    if constexpr (std::is_floating_point_v<Sample>) {
        return value;
    } else {
        return static_cast<Sample>(std::nearbyint(value));
    }
}

template <typename Sample>
void blend_rows(const Image& source, const at::Tensor& mask, Image& result) {
    const float* shares = mask.const_data_ptr<float>();
    const std::int64_t stride = mask.size(3);
    const int from_step = source.channels() >= 3 ? 1 : 0;
    for (int y = 0; y < result.height(); ++y) {
        const auto* kept = reinterpret_cast<const Sample*>(source.row(y));
        auto* changed = reinterpret_cast<Sample*>(result.row(y));
        for (int x = 0; x < result.width(); ++x) {
            const float share = shares[y * stride + x];
            if (share >= 1.0F) {
                continue;
            }
            for (int channel = 0; channel < 3; ++channel) {
                const Sample original = kept[x * source.channels() + channel * from_step];
                Sample& sample = changed[x * result.channels() + channel];
                sample = share > 0.0F ? blended(original, sample, share) : original;
            }
        }
    }
}

}  // namespace

PictureMask PictureMask::from_image(const Image& image, std::int64_t height, std::int64_t width, std::int64_t factor,
                                    int feather) {
    const at::Tensor pixels = image_to_tensor(image, height, width) * 0.5 + 0.5;
    const at::Tensor weights = at::tensor({0.299F, 0.587F, 0.114F}).reshape({1, 3, 1, 1});
    const at::Tensor grey = (pixels * weights).sum(1, /*keepdim=*/true);
    const at::Tensor binary = grey.ge(0.5).to(at::kFloat);
    if (!binary.any().item<bool>()) {
        throw Error({.code = ErrorCode::InvalidArgument,
                     .subject = "mask",
                     .found = "nothing white, so nothing may change",
                     .expected = "white where the picture may change"});
    }
    PictureMask mask;
    mask.pixels = (feather > 0 ? softened(binary, feather) : binary).contiguous();
    // The sample at the top left of each cell, as nearest-neighbour interpolation picks it.
    mask.latents = binary.slice(2, 0, height, factor).slice(3, 0, width, factor).contiguous();
    return mask;
}

std::shared_ptr<const Image> composite(const Image& source, const Image& refined, const at::Tensor& mask) {
    auto result = std::make_shared<Image>(refined);
    switch (source.type()) {
    case PixelType::U8:
        blend_rows<std::uint8_t>(source, mask, *result);
        break;
    case PixelType::U16:
        blend_rows<std::uint16_t>(source, mask, *result);
        break;
    case PixelType::F32:
        blend_rows<float>(source, mask, *result);
        break;
    }
    return result;
}

}  // namespace burnish
