// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/watermark/watermark.h"

#include "core/watermark/dwt_dct.h"
#include "core/watermark/verified_watermark.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <fmt/format.h>

namespace burnish {

namespace {

constexpr int kLevel16 = 256;  ///< one 8-bit level in 16-bit samples, of which readers take the high byte

int to_16_bits(float value) {
    const float unit = value > 0.0F ? std::min(value, 1.0F) : 0.0F;
    return static_cast<int>(std::nearbyint(unit * 65535.0F));
}

template <typename Sample>
std::uint8_t level_of(Sample sample) {
    if constexpr (sizeof(Sample) == 1) {
        return sample;
    } else if constexpr (sizeof(Sample) == 2) {
        return static_cast<std::uint8_t>(sample / kLevel16);
    } else {
        return static_cast<std::uint8_t>(to_16_bits(sample) / kLevel16);
    }
}

template <typename Sample>
Sample moved_by(Sample sample, int levels) {
    if constexpr (sizeof(Sample) == 4) {
        return levels == 0 ? sample : static_cast<float>(to_16_bits(sample) + levels * kLevel16) / 65535.0F;
    } else {
        return static_cast<Sample>(sample + levels * (sizeof(Sample) == 1 ? 1 : kLevel16));
    }
}

template <typename Sample>
void read_levels(const Image& image, RgbPicture& picture) {
    const int channels = image.channels();
    const int step = channels >= 3 ? 1 : 0;
    for (int y = 0; y < image.height(); ++y) {
        const auto* row = reinterpret_cast<const Sample*>(image.row(y));
        for (int x = 0; x < image.width(); ++x) {
            for (int color = 0; color < 3; ++color) {
                picture.pixel(x, y)[color] = level_of(row[x * channels + color * step]);
            }
        }
    }
}

template <typename Sample>
void move_levels(const RgbPicture& from, const RgbPicture& to, Image& image) {
    for (int y = 0; y < image.height(); ++y) {
        auto* row = reinterpret_cast<Sample*>(image.row(y));
        for (int x = 0; x < image.width(); ++x) {
            for (int color = 0; color < 3; ++color) {
                Sample& sample = row[x * image.channels() + color];
                sample = moved_by(sample, to.pixel(x, y)[color] - from.pixel(x, y)[color]);
            }
        }
    }
}

RgbPicture levels_of(const Image& image) {
    RgbPicture picture{.width = image.width(), .height = image.height()};
    picture.samples.resize(3 * std::size_t(image.width()) * std::size_t(image.height()));
    switch (image.type()) {
    case PixelType::U8:
        read_levels<std::uint8_t>(image, picture);
        break;
    case PixelType::U16:
        read_levels<std::uint16_t>(image, picture);
        break;
    case PixelType::F32:
        read_levels<float>(image, picture);
        break;
    }
    return picture;
}

}  // namespace

WatermarkVerdict WatermarkReading::verdict() const noexcept {
    return matching <= 27   ? WatermarkVerdict::Absent
           : matching <= 33 ? WatermarkVerdict::Unclear
           : matching <= 35 ? WatermarkVerdict::Likely
                            : WatermarkVerdict::Present;
}

std::string WatermarkReading::hex() const {
    return fmt::format("{:012X}", bits);
}

bool can_hold_watermark(const Image& image) noexcept {
    return std::int64_t{image.width()} * image.height() >= kWatermarkLeastPixels &&
           WatermarkGrid(image.width(), image.height()).blocks() >= kWatermarkBits;
}

std::optional<WatermarkReading> read_watermark(const Image& image) {
    if (!can_hold_watermark(image)) {
        return std::nullopt;
    }
    WatermarkReading reading{.bits = decode_message(levels_of(image))};
    reading.matching = kWatermarkBits - std::popcount(reading.bits ^ kWatermarkMessage);
    return reading;
}

std::optional<Image> with_watermark(const Image& image, Watermark method) {
    if (method == Watermark::None || image.channels() < 3 || !can_hold_watermark(image)) {
        return std::nullopt;
    }
    const RgbPicture plain = levels_of(image);
    const RgbPicture marked = method == Watermark::Verified ? encode_verified(plain, kWatermarkMessage)
                                                            : encode_as_reference(plain, kWatermarkMessage);
    std::optional<Image> result = image;
    switch (image.type()) {
    case PixelType::U8:
        move_levels<std::uint8_t>(plain, marked, *result);
        break;
    case PixelType::U16:
        move_levels<std::uint16_t>(plain, marked, *result);
        break;
    case PixelType::F32:
        move_levels<float>(plain, marked, *result);
        break;
    }
    return result;
}

std::string watermark_verdict_name(WatermarkVerdict verdict) {
    switch (verdict) {
    case WatermarkVerdict::Present:
        return "present";
    case WatermarkVerdict::Likely:
        return "likely";
    case WatermarkVerdict::Unclear:
        return "unclear";
    case WatermarkVerdict::Absent:
        break;
    }
    return "absent";
}

}  // namespace burnish
