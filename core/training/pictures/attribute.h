// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/picture.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace burnish::training {

/// What a picture may be besides what it shows; spelled as the words of its caption.
enum class Attribute {
    noisy,
    blurry,
    jpeg_artifacts,
    low_resolution,
    warm,
    cool,
    sepia,
    black_and_white,
    vivid,
    muted,
    high_contrast,
    low_contrast,
    bright,
    dark,
    sharp,
    oil_painting,
    watercolor,
    pencil_drawing,
};

inline constexpr std::array<Attribute, 18> kAttributes = {
    Attribute::noisy,      Attribute::blurry,         Attribute::jpeg_artifacts, Attribute::low_resolution,
    Attribute::warm,       Attribute::cool,           Attribute::sepia,          Attribute::black_and_white,
    Attribute::vivid,      Attribute::muted,          Attribute::high_contrast,  Attribute::low_contrast,
    Attribute::bright,     Attribute::dark,           Attribute::sharp,          Attribute::oil_painting,
    Attribute::watercolor, Attribute::pencil_drawing,
};

/// Whether it makes a picture worse: what guidance is to push away from.
constexpr bool is_degradation(Attribute attribute) noexcept {
    return attribute <= Attribute::low_resolution;
}
/// Whether it turns a photograph into a painting or a drawing.
constexpr bool is_artwork(Attribute attribute) noexcept {
    return attribute >= Attribute::oil_painting;
}

/// Its first words in captions: "low resolution".
std::string_view name_of(Attribute attribute) noexcept;

/// The picture with that attribute; `strength` 0 is the least that can be seen, 1 is clearly visible. The same
/// arguments make the same picture; any thread; values stay within 0 to 1. At least 16 pixels each way.
Picture apply(const Picture& picture, Attribute attribute, float strength, std::uint64_t seed);

}  // namespace burnish::training
