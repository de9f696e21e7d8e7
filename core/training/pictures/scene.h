// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/picture.h"

#include <cstdint>

namespace burnish::training {

/// A clean, sharp picture that looks as if photographed: landscapes, foliage, fur, faces, still lifes, buildings,
/// wheels, print, surfaces, near in statistics to photographs of about 512 pixels. The same seed and size make the same
/// picture; any thread. At least 16 pixels each way.
Picture make_scene(std::uint64_t seed, int width, int height);

}  // namespace burnish::training
