// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/image_thumbnail.h"

#include "core/codec/pixel_conversion.h"
#include "core/codec/working_picture.h"

#include <OpenImageIO/filesystem.h>
#include <OpenImageIO/imageio.h>

#include <algorithm>

namespace burnish::codec {

namespace {

constexpr int kLongestSide = 160;  // Exif 2.32, 4.8.2 recommends 160 x 120
constexpr const char* kQuality = "jpeg:80";

/// Each sample the mean of those that fall on it.
Image made_smaller(const Image& image, int width, int height) {
    Image small(width, height, image.channels(), PixelType::F32);
    const Image all = with_type(image, PixelType::F32);
    const int channels = image.channels();
    for (int y = 0; y < height; ++y) {
        const auto top = static_cast<int>(std::int64_t{y} * image.height() / height);
        const int bottom = std::max(static_cast<int>((std::int64_t{y} + 1) * image.height() / height), top + 1);
        auto* to = reinterpret_cast<float*>(small.row(y));
        for (int x = 0; x < width; ++x) {
            const auto left = static_cast<int>(std::int64_t{x} * image.width() / width);
            const int right = std::max(static_cast<int>((std::int64_t{x} + 1) * image.width() / width), left + 1);
            for (int v = top; v < bottom; ++v) {
                const auto* from = reinterpret_cast<const float*>(all.row(v));
                for (int u = left; u < right; ++u) {
                    for (int c = 0; c < channels; ++c) {
                        to[x * channels + c] += from[u * channels + c];
                    }
                }
            }
            for (int c = 0; c < channels; ++c) {
                to[x * channels + c] /= static_cast<float>((bottom - top) * (right - left));
            }
        }
    }
    small.icc_profile = image.icc_profile;
    return small;
}

}  // namespace

std::vector<std::byte> thumbnail_of(const Image& image) {
    const int longest = std::max({image.width(), image.height(), kLongestSide});
    const auto scaled = [longest](int side) {
        return std::max(1, static_cast<int>(std::int64_t{side} * kLongestSide / longest));
    };
    const Image small = with_type(
        as_rgb(flattened_over_white(as_srgb(made_smaller(image, scaled(image.width()), scaled(image.height()))))),
        PixelType::U8);
    std::vector<unsigned char> file;
    OIIO::Filesystem::IOVecOutput proxy(file);
    const auto output = OIIO::ImageOutput::create("jpeg", &proxy);
    OIIO::ImageSpec spec(small.width(), small.height(), small.channels(), OIIO::TypeDesc::UINT8);
    spec.attribute("Compression", kQuality);
    const bool is_good = output && output->open("", spec) &&
                         output->write_image(OIIO::TypeDesc::UINT8, small.bytes().data()) && output->close();
    if (!is_good) {
        return {};
    }
    const auto bytes = std::as_bytes(std::span(file));
    return {bytes.begin(), bytes.end()};
}

}  // namespace burnish::codec
