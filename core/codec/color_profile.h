// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace burnish::codec {

/// An ICC profile, and the way between its colours and sRGB. Colours outside sRGB become values below 0 and above 1
/// and come back as they were, where the profile is made of curves and a matrix (LittleCMS' unbounded floats).
class ColorProfile final {
public:
    enum class Space { Grey, Rgb, Cmyk, Other };

    /// Anything that is not a usable profile counts as sRGB (grey: with its curve), and is_usable() is false.
    ColorProfile(std::span<const std::byte> icc, bool is_grey);
    ~ColorProfile();
    ColorProfile(const ColorProfile&) = delete;
    ColorProfile& operator=(const ColorProfile&) = delete;

    bool is_usable() const noexcept { return usable_; }
    Space space() const noexcept { return space_; }
    /// Its values mean what sRGB's do (grey: those of three equal ones), within half a level of 8 bits.
    bool is_srgb() const;
    /// Its values are in proportion to light.
    bool is_linear() const;

    /// `pixels` colours of 1 (grey), 3 or 4 (CMYK, 0..100 as LittleCMS has them) floats -> sRGB, 3 floats each.
    void to_srgb(const float* colours, float* srgb, std::size_t pixels) const;
    /// sRGB -> 1 or 3 floats each. Not for CMYK.
    void from_srgb(const float* srgb, float* colours, std::size_t pixels) const;

    /// Scene-linear RGB with these primaries and white, for formats that keep light rather than values.
    static std::vector<std::byte> linear(std::span<const float, 8> chromaticities);
    /// The same for grey.
    static std::vector<std::byte> linear_grey();
    /// RGB with sRGB's curve, for formats that name a colour space by numbers.
    static std::vector<std::byte> with_curve_of_srgb(std::span<const float, 8> chromaticities);

private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
    bool usable_ = false;
    Space space_ = Space::Rgb;
};

}  // namespace burnish::codec
