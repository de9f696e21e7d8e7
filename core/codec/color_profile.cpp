// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/color_profile.h"

#include <lcms2.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace burnish::codec {

namespace {

constexpr cmsUInt32Number kFlags = cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE;
constexpr float kHalfLevel = 0.5F / 255.0F;

struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
struct DeleteTransform {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Profile = std::unique_ptr<void, CloseProfile>;
using Transform = std::unique_ptr<void, DeleteTransform>;

ColorProfile::Space space_of(cmsHPROFILE profile) {
    switch (cmsGetColorSpace(profile)) {
    case cmsSigGrayData:
        return ColorProfile::Space::Grey;
    case cmsSigRgbData:
        return ColorProfile::Space::Rgb;
    case cmsSigCmykData:
        return ColorProfile::Space::Cmyk;
    default:
        return ColorProfile::Space::Other;
    }
}

cmsUInt32Number type_of(ColorProfile::Space space) {
    return space == ColorProfile::Space::Grey   ? TYPE_GRAY_FLT
           : space == ColorProfile::Space::Cmyk ? TYPE_CMYK_FLT
                                                : TYPE_RGB_FLT;
}

/// IEC 61966-2-1, for one channel.
cmsToneCurve* curve_of_srgb() {
    const std::array<cmsFloat64Number, 5> parameters = {2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045};
    return cmsBuildParametricToneCurve(nullptr, 4, parameters.data());
}

std::vector<std::byte> bytes_of(const Profile& profile) {
    cmsUInt32Number size = 0;
    if (!profile || !cmsSaveProfileToMem(profile.get(), nullptr, &size)) {
        return {};
    }
    std::vector<std::byte> bytes(size);
    if (!cmsSaveProfileToMem(profile.get(), bytes.data(), &size)) {
        return {};
    }
    // The date of making would make two profiles of the same colours differ.
    std::fill(bytes.begin() + 24, bytes.begin() + 36, std::byte{0});
    return bytes;
}

/// Takes the curve.
Profile rgb_profile(std::span<const float, 8> c, cmsToneCurve* curve) {
    const cmsCIExyY white{.x = c[6], .y = c[7], .Y = 1.0};
    const cmsCIExyYTRIPLE primaries{.Red = {.x = c[0], .y = c[1], .Y = 1.0},
                                    .Green = {.x = c[2], .y = c[3], .Y = 1.0},
                                    .Blue = {.x = c[4], .y = c[5], .Y = 1.0}};
    std::array<cmsToneCurve*, 3> curves = {curve, curve, curve};
    Profile profile(cmsCreateRGBProfile(&white, &primaries, curves.data()));
    cmsFreeToneCurve(curve);
    return profile;
}

/// Takes the curve.
Profile grey_profile(cmsToneCurve* curve) {
    Profile profile(cmsCreateGrayProfile(cmsD50_xyY(), curve));
    cmsFreeToneCurve(curve);
    return profile;
}

}  // namespace

struct ColorProfile::Handles {
    Profile own;
    Profile srgb;
    Transform to_srgb;
    Transform from_srgb;

    bool connect(Space space) {
        const cmsUInt32Number type = type_of(space);
        to_srgb.reset(cmsCreateTransform(own.get(), type, srgb.get(), TYPE_RGB_FLT, INTENT_RELATIVE_COLORIMETRIC,
                                         kFlags | cmsFLAGS_BLACKPOINTCOMPENSATION * (space == Space::Cmyk ? 1 : 0)));
        if (space != Space::Cmyk) {
            from_srgb.reset(
                cmsCreateTransform(srgb.get(), TYPE_RGB_FLT, own.get(), type, INTENT_RELATIVE_COLORIMETRIC, kFlags));
        }
        return to_srgb != nullptr && (space == Space::Cmyk || from_srgb != nullptr);
    }
};

ColorProfile::ColorProfile(std::span<const std::byte> icc, bool is_grey) : handles_(std::make_unique<Handles>()) {
    cmsSetLogErrorHandler(nullptr);
    handles_->srgb.reset(cmsCreate_sRGBProfile());
    handles_->own.reset(icc.empty() ? nullptr
                                    : cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
    if (handles_->own) {
        space_ = space_of(handles_->own.get());
        const bool fits = space_ != Space::Other && (space_ == Space::Grey) == is_grey;
        usable_ = fits && handles_->connect(space_);
    }
    if (!usable_) {
        space_ = is_grey ? Space::Grey : Space::Rgb;
        handles_->own = is_grey ? grey_profile(curve_of_srgb()) : Profile(cmsCreate_sRGBProfile());
        handles_->connect(space_);
    }
}

ColorProfile::~ColorProfile() = default;

bool ColorProfile::is_srgb() const {
    if (space_ != Space::Rgb && space_ != Space::Grey) {
        return false;
    }
    if (!usable_) {
        return true;
    }
    const bool is_grey = space_ == Space::Grey;
    float worst = 0.0F;
    for (int i = 0; i < 125; ++i) {
        const float level = static_cast<float>(i) / 124.0F;
        const std::array<float, 3> colour =
            is_grey ? std::array<float, 3>{level, level, level}
                    : std::array<float, 3>{static_cast<float>(i % 5) / 4.0F, static_cast<float>(i / 5 % 5) / 4.0F,
                                           static_cast<float>(i / 25) / 4.0F};
        std::array<float, 3> srgb{};
        to_srgb(colour.data(), srgb.data(), 1);
        for (std::size_t c = 0; c < 3; ++c) {
            worst = std::max(worst, std::abs(srgb[c] - colour[c]));
        }
    }
    return worst < kHalfLevel;
}

bool ColorProfile::is_linear() const {
    if ((space_ != Space::Rgb && space_ != Space::Grey) || !usable_) {
        return false;
    }
    // What sRGB's curve makes of a quarter and of a half of the light of white.
    constexpr std::array<float, 3> quarter = {0.25F, 0.25F, 0.25F};
    constexpr std::array<float, 3> half = {0.5F, 0.5F, 0.5F};
    constexpr std::array<float, 2> values = {0.5371F, 0.7354F};
    std::array<float, 6> srgb{};
    to_srgb(quarter.data(), srgb.data(), 1);
    to_srgb(half.data(), srgb.data() + 3, 1);
    return std::abs(srgb[1] - values[0]) < kHalfLevel && std::abs(srgb[4] - values[1]) < kHalfLevel;
}

void ColorProfile::to_srgb(const float* colours, float* srgb, std::size_t pixels) const {
    cmsDoTransform(handles_->to_srgb.get(), colours, srgb, static_cast<cmsUInt32Number>(pixels));
}

void ColorProfile::from_srgb(const float* srgb, float* colours, std::size_t pixels) const {
    cmsDoTransform(handles_->from_srgb.get(), srgb, colours, static_cast<cmsUInt32Number>(pixels));
}

std::vector<std::byte> ColorProfile::linear(std::span<const float, 8> chromaticities) {
    return bytes_of(rgb_profile(chromaticities, cmsBuildGamma(nullptr, 1.0)));
}

std::vector<std::byte> ColorProfile::linear_grey() {
    return bytes_of(grey_profile(cmsBuildGamma(nullptr, 1.0)));
}

std::vector<std::byte> ColorProfile::with_curve_of_srgb(std::span<const float, 8> chromaticities) {
    return bytes_of(rgb_profile(chromaticities, curve_of_srgb()));
}

}  // namespace burnish::codec
