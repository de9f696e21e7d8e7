// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/picture.h"

#include <cstdint>
#include <string>

namespace burnish::training {

/// What a pair of pictures teaches.
enum class Lesson : std::uint8_t {
    Describe,  ///< source and target are one picture, and the caption says what it is, degraded or not
    Restore,   ///< the source is degraded, the target is the clean picture
    Steer      ///< the source is neutral, the target has the attributes of the caption
};

/// One training example of the refiner.
struct Example {
    Lesson lesson = Lesson::Describe;
    Picture source;
    Picture target;
    std::string caption;  ///< of the target; empty at times, for guidance
    float score = 6.0F;   ///< aesthetic score of the target, 1 to 9: low where it is degraded
};

/// The example of a seed: the same on every machine and in every order. `size` in pixels, both sides.
Example make_example(std::uint64_t seed, int size);

/// A picture for the autoencoder: mostly clean, at times with an attribute or a degradation.
Picture make_autoencoder_picture(std::uint64_t seed, int size);

}  // namespace burnish::training
