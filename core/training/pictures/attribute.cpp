// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/attribute.h"

#include "core/training/pictures/changes.h"

namespace burnish::training {
namespace {

struct Entry {
    std::string_view name;
    void (*change)(Picture& picture, float strength, Random& random);
};

constexpr std::array<Entry, kAttributes.size()> kEntries = {{
    {"noisy", add_noise},
    {"blurry", add_blur},
    {"jpeg artifacts", add_jpeg_artifacts},
    {"low resolution", lower_resolution},
    {"warm", make_warm},
    {"cool", make_cool},
    {"sepia", make_sepia},
    {"black and white", make_black_and_white},
    {"vivid", make_vivid},
    {"muted", make_muted},
    {"high contrast", raise_contrast},
    {"low contrast", lower_contrast},
    {"bright", make_bright},
    {"dark", make_dark},
    {"sharp", sharpen},
    {"oil painting", paint_in_oil},
    {"watercolor", paint_in_watercolor},
    {"pencil drawing", draw_in_pencil},
}};

}  // namespace

std::string_view name_of(Attribute attribute) noexcept {
    return kEntries[static_cast<std::size_t>(attribute)].name;
}

Picture apply(const Picture& picture, Attribute attribute, float strength, std::uint64_t seed) {
    Picture changed = picture;
    Random random(seed);
    kEntries[static_cast<std::size_t>(attribute)].change(changed, strength, random);
    clamp_values(changed);
    return changed;
}

}  // namespace burnish::training
