// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/image/image.h"

#include <optional>
#include <string>

namespace burnish {

/// Text in the lowest bits of an 8-bit picture's alpha or colours, as Forge and NovelAI hide it there: column by column
/// a signature, a count of bits, and UTF-8, mostly packed by gzip. Nothing where there is none.
std::optional<std::string> read_stealth_text(const Image& image);

}  // namespace burnish
