// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/pixel_conversion.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

namespace burnish::codec {

namespace {

/// Calls `function` with a value of the sample's C++ type.
template <typename Function>
void visit_type(PixelType type, Function function) {
    switch (type) {
    case PixelType::U8:
        function(std::uint8_t{});
        break;
    case PixelType::U16:
        function(std::uint16_t{});
        break;
    case PixelType::F32:
        function(float{});
        break;
    }
}

template <typename Sample>
constexpr double full_scale() noexcept {
    return std::is_floating_point_v<Sample> ? 1.0 : static_cast<double>(std::numeric_limits<Sample>::max());
}

template <typename Sample>
double to_unit(Sample sample) noexcept {
    return static_cast<double>(sample) / full_scale<Sample>();
}

template <typename Sample>
Sample from_unit(double value) noexcept {
    if constexpr (std::is_floating_point_v<Sample>) {
        return static_cast<Sample>(value);
    } else {
        const double limited = value >= 0.0 ? std::min(value, 1.0) : 0.0;  // the comparison also turns NaN into 0
        return static_cast<Sample>(std::lround(limited * full_scale<Sample>()));
    }
}

template <typename Sample>
std::span<const Sample> samples(const Image& image) noexcept {
    return {reinterpret_cast<const Sample*>(image.bytes().data()), image.bytes().size() / sizeof(Sample)};
}

template <typename Sample>
std::span<Sample> samples(Image& image) noexcept {
    return {reinterpret_cast<Sample*>(image.bytes().data()), image.bytes().size() / sizeof(Sample)};
}

/// ICC.1:2010, 7.2.6: the signature of the data colour space stands at byte 16.
bool is_grey_profile(const std::vector<std::byte>& profile) {
    static constexpr char kGrey[] = {'G', 'R', 'A', 'Y'};
    return profile.size() >= 20 && std::equal(std::begin(kGrey), std::end(kGrey), profile.begin() + 16,
                                              [](char c, std::byte b) { return static_cast<std::byte>(c) == b; });
}

}  // namespace

Image with_type(const Image& image, PixelType type) {
    if (image.type() == type) {
        return image;
    }
    Image result(image.width(), image.height(), image.channels(), type);
    result.icc_profile = image.icc_profile;
    visit_type(image.type(), [&](auto from) {
        visit_type(type, [&](auto to) {
            std::ranges::transform(samples<decltype(from)>(image), samples<decltype(to)>(result).begin(),
                                   [](auto sample) { return from_unit<decltype(to)>(to_unit(sample)); });
        });
    });
    return result;
}

Image flattened_over_white(const Image& image) {
    if (!image.has_alpha()) {
        return image;
    }
    const auto colours = static_cast<std::size_t>(image.channels() - 1);
    Image result(image.width(), image.height(), image.channels() - 1, image.type());
    result.icc_profile = image.icc_profile;
    visit_type(image.type(), [&](auto kind) {
        using Sample = decltype(kind);
        const auto from = samples<Sample>(image);
        const auto to = samples<Sample>(result);
        for (std::size_t pixel = 0; pixel < to.size() / colours; ++pixel) {
            const auto* source = from.data() + pixel * (colours + 1);
            const double alpha = to_unit(source[colours]);
            for (std::size_t c = 0; c < colours; ++c) {
                to[pixel * colours + c] = from_unit<Sample>(to_unit(source[c]) * alpha + (1.0 - alpha));
            }
        }
    });
    return result;
}

Image as_rgb(const Image& image) {
    if (image.channels() >= 3) {
        return image;
    }
    Image result(image.width(), image.height(), image.channels() + 2, image.type());
    if (!is_grey_profile(image.icc_profile)) {
        result.icc_profile = image.icc_profile;
    }
    visit_type(image.type(), [&](auto kind) {
        using Sample = decltype(kind);
        const auto from = samples<Sample>(image);
        auto to = samples<Sample>(result).begin();
        for (std::size_t i = 0; i < from.size(); i += static_cast<std::size_t>(image.channels())) {
            to = std::fill_n(to, 3, from[i]);
            if (image.has_alpha()) {
                *to++ = from[i + 1];
            }
        }
    });
    return result;
}

void premultiply(Image& image) {
    if (!image.has_alpha()) {
        return;
    }
    const auto channels = static_cast<std::size_t>(image.channels());
    visit_type(image.type(), [&](auto kind) {
        using Sample = decltype(kind);
        const auto all = samples<Sample>(image);
        for (std::size_t i = 0; i < all.size(); i += channels) {
            const double alpha = to_unit(all[i + channels - 1]);
            for (std::size_t c = 0; alpha > 0.0 && c + 1 < channels; ++c) {
                all[i + c] = from_unit<Sample>(to_unit(all[i + c]) * alpha);
            }
        }
    });
}

void unpremultiply(Image& image) {
    if (!image.has_alpha()) {
        return;
    }
    const auto channels = static_cast<std::size_t>(image.channels());
    visit_type(image.type(), [&](auto kind) {
        using Sample = decltype(kind);
        const auto all = samples<Sample>(image);
        for (std::size_t i = 0; i < all.size(); i += channels) {
            const double alpha = to_unit(all[i + channels - 1]);
            if (alpha <= 0.0 || alpha == 1.0) {
                continue;
            }
            for (std::size_t c = 0; c + 1 < channels; ++c) {
                all[i + c] = from_unit<Sample>(to_unit(all[i + c]) / alpha);
            }
        }
    });
}

}  // namespace burnish::codec
