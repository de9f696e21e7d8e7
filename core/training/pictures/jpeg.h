// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/picture.h"

namespace burnish::training {

/// The picture after JPEG compression at `quality` (1 to 100) with colour at half the resolution each way.
Picture through_jpeg(const Picture& picture, int quality);

}  // namespace burnish::training
