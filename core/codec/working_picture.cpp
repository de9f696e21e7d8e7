// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/working_picture.h"

#include "core/codec/color_profile.h"
#include "core/codec/pixel_conversion.h"
#include "core/codec/under_alpha.h"
#include "core/common/error.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace burnish::codec {

namespace {

constexpr float kKnee = 0.8F;
constexpr float kMostBent = 0.9999F;  ///< of the way from the knee to white: what is brighter is cut

std::span<const float> floats_of(const Image& image) {
    return {reinterpret_cast<const float*>(image.bytes().data()), image.bytes().size() / sizeof(float)};
}

std::span<float> floats_of(Image& image) {
    return {reinterpret_cast<float*>(image.bytes().data()), image.bytes().size() / sizeof(float)};
}

std::size_t pixels_of(const Image& image) {
    return static_cast<std::size_t>(image.width()) * static_cast<std::size_t>(image.height());
}

/// Straight to the knee, then towards white ever more slowly; both with the slope 1 at the knee.
float bent(float value) {
    if (!(value > kKnee)) {
        return value == value ? value : 0.0F;
    }
    const float above = (value - kKnee) / (1.0F - kKnee);
    return kKnee + (1.0F - kKnee) * std::min(above / (1.0F + above), kMostBent);
}

float unbent(float value) {
    if (!(value > kKnee)) {
        return value;
    }
    const float share = std::min((value - kKnee) / (1.0F - kKnee), kMostBent);
    return kKnee + (1.0F - kKnee) * share / (1.0F - share);
}

bool is_float_beyond_white(const Image& image) {
    if (image.type() != PixelType::F32) {
        return false;
    }
    const auto channels = static_cast<std::size_t>(image.channels());
    const std::size_t colours = channels - (image.has_alpha() ? 1 : 0);
    const auto all = floats_of(image);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i % channels < colours && all[i] > 1.0F) {
            return true;
        }
    }
    return false;
}

/// Colours of an image without its alpha, as floats.
std::vector<float> colours_of(const Image& image) {
    const Image as_floats = image.type() == PixelType::F32 ? Image() : with_type(image, PixelType::F32);
    const auto all = floats_of(as_floats.empty() ? image : as_floats);
    const auto channels = static_cast<std::size_t>(image.channels());
    const std::size_t colours = channels - (image.has_alpha() ? 1 : 0);
    std::vector<float> result;
    result.reserve(pixels_of(image) * colours);
    for (std::size_t i = 0; i < all.size(); i += channels) {
        result.insert(result.end(), all.begin() + static_cast<std::ptrdiff_t>(i),
                      all.begin() + static_cast<std::ptrdiff_t>(i + colours));
    }
    return result;
}

Image joined(const std::vector<float>& colours, std::size_t count, const Image& like) {
    Image image(like.width(), like.height(), static_cast<int>(count) + (like.has_alpha() ? 1 : 0), PixelType::F32);
    const auto all = floats_of(image);
    const std::size_t channels = count + (like.has_alpha() ? 1 : 0);
    for (std::size_t pixel = 0; pixel < pixels_of(image); ++pixel) {
        std::copy_n(colours.begin() + static_cast<std::ptrdiff_t>(pixel * count), count,
                    all.begin() + static_cast<std::ptrdiff_t>(pixel * channels));
        if (like.has_alpha()) {
            all[pixel * channels + count] = 1.0F;  // the engine does not look at it, and the source's own comes back
        }
    }
    return image;
}

bool is_grey(const Image& image) {
    return image.channels() <= 2;
}

void copy_alpha(const Image& from, Image& to) {
    const std::size_t sample = bytes_per_sample(from.type());
    const std::size_t from_step = sample * static_cast<std::size_t>(from.channels());
    const std::size_t to_step = sample * static_cast<std::size_t>(to.channels());
    for (std::size_t pixel = 0; pixel < pixels_of(from); ++pixel) {
        std::memcpy(to.bytes().data() + (pixel + 1) * to_step - sample,
                    from.bytes().data() + (pixel + 1) * from_step - sample, sample);
    }
}

/// Alpha as it was, and the colour under it where nothing shows.
void restore_from(const Image& like, Image& image) {
    const std::size_t sample = bytes_per_sample(like.type());
    const std::size_t to_step = sample * static_cast<std::size_t>(image.channels());
    const std::size_t from_step = sample * static_cast<std::size_t>(like.channels());
    const bool same_colours = image.channels() == like.channels();
    std::byte* to = image.bytes().data();
    const std::byte* from = like.bytes().data();
    constexpr std::byte kZero[4] = {};
    for (std::size_t pixel = 0; pixel < pixels_of(image); ++pixel, to += to_step, from += from_step) {
        const std::byte* alpha = from + from_step - sample;
        if (same_colours && std::memcmp(alpha, kZero, sample) == 0) {
            std::memcpy(to, from, to_step);
        } else {
            std::memcpy(to + to_step - sample, alpha, sample);
        }
    }
}

}  // namespace

Image to_working(Image image) {
    const ColorProfile profile(image.icc_profile, is_grey(image));
    const bool converts = profile.is_usable() && !profile.is_srgb();
    const bool bends = is_float_beyond_white(image);
    if (converts || bends) {
        const std::vector<float> own = colours_of(image);
        std::vector<float> srgb(pixels_of(image) * 3);
        profile.to_srgb(own.data(), srgb.data(), pixels_of(image));
        if (bends) {
            std::ranges::transform(srgb, srgb.begin(), bent);
        }
        Image converted = joined(srgb, 3, image);
        if (image.has_alpha()) {
            fill_under_alpha(converted, image);
        }
        return converted;
    }
    if (image.has_alpha()) {
        const Image like = image;
        fill_under_alpha(image, like);
    }
    image.icc_profile.clear();
    return image;
}

Image from_working(const Image& result, const Image& like, bool allow_colour) {
    const ColorProfile profile(like.icc_profile, is_grey(like));
    const bool stays_grey = is_grey(like) && !allow_colour;
    const bool converts = profile.is_usable() && !profile.is_srgb() && !(is_grey(like) && allow_colour);
    const bool bends = is_float_beyond_white(like);
    Image image = result;
    if (converts || bends || stays_grey) {
        std::vector<float> srgb = colours_of(result);
        if (bends) {
            std::ranges::transform(srgb, srgb.begin(), unbent);
        }
        const std::size_t count = stays_grey ? 1 : 3;
        std::vector<float> own(pixels_of(result) * count);
        if (converts || stays_grey) {
            profile.from_srgb(srgb.data(), own.data(), pixels_of(result));
        } else {
            own = std::move(srgb);
        }
        image = joined(own, count, like);
    }
    if (image.type() != like.type()) {
        image = with_type(image, like.type());
    }
    if (like.has_alpha()) {
        restore_from(like, image);
    }
    image.icc_profile = is_grey(like) && allow_colour ? std::vector<std::byte>() : like.icc_profile;
    return image;
}

namespace {

/// sRGB values of a picture's own colours: three each, or one of grey.
std::vector<float> srgb_values(const Image& image, const ColorProfile& profile) {
    const std::vector<float> own = colours_of(image);
    std::vector<float> srgb(pixels_of(image) * 3);
    profile.to_srgb(own.data(), srgb.data(), pixels_of(image));
    if (is_grey(image)) {
        for (std::size_t pixel = 0; pixel < pixels_of(image); ++pixel) {
            srgb[pixel] = srgb[3 * pixel + 1];
        }
        srgb.resize(pixels_of(image));
    }
    return srgb;
}

}  // namespace

Image as_srgb(Image image) {
    const ColorProfile profile(image.icc_profile, is_grey(image));
    if (!profile.is_usable() || profile.is_srgb()) {
        image.icc_profile.clear();
        return image;
    }
    Image converted = with_type(joined(srgb_values(image, profile), is_grey(image) ? 1 : 3, image), image.type());
    if (image.has_alpha()) {
        copy_alpha(image, converted);
    }
    return converted;
}

Image inks_as_srgb(const Image& inks, std::span<const std::byte> profile) {
    const ColorProfile own(profile, false);
    if (!own.is_usable() || own.space() != ColorProfile::Space::Cmyk) {
        throw Error({.code = ErrorCode::ImageUnreadable,
                     .found = "is a CMYK picture whose colour profile cannot be used",
                     .expected = "CMYK with its profile, RGB or grey"});
    }
    Image values = with_type(inks, PixelType::F32);
    constexpr float kFullInk = 100.0F;
    std::ranges::transform(floats_of(values), floats_of(values).begin(), [](float ink) { return ink * kFullInk; });
    Image srgb(inks.width(), inks.height(), 3, PixelType::F32);
    own.to_srgb(floats_of(std::as_const(values)).data(), floats_of(srgb).data(), pixels_of(inks));
    return with_type(srgb, inks.type());
}

Image as_light(const Image& image) {
    const ColorProfile profile(image.icc_profile, is_grey(image));
    const bool is_linear = profile.is_usable() && profile.is_linear();
    std::vector<float> colours = colours_of(image);
    if (!is_linear) {
        colours = srgb_values(image, profile);
        std::ranges::transform(colours, colours.begin(), [](float value) {
            return value <= 0.04045F ? value / 12.92F : std::pow((value + 0.055F) / 1.055F, 2.4F);
        });
    }
    Image light = joined(colours, is_grey(image) ? 1 : 3, image);
    if (image.has_alpha()) {
        copy_alpha(image.type() == PixelType::F32 ? image : with_type(image, PixelType::F32), light);
    }
    return light;
}

}  // namespace burnish::codec
