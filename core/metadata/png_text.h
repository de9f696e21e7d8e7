// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace burnish {

/// Keyword -> UTF-8 text of every tEXt, zTXt and iTXt chunk of a PNG file. Damaged chunks are skipped; a text longer
/// than 16 MiB after inflation is skipped too. Not a PNG: empty.
std::map<std::string, std::string> read_png_texts(std::span<const std::byte> png);

/// The same PNG with the given texts placed before the first IDAT and earlier chunks of the same keywords taken out:
/// `tEXt` where Latin-1 suffices, else `iTXt` (Pillow's rule). Throws Error{WriteFailed} if `png` is not a PNG.
std::vector<std::byte> with_png_texts(std::span<const std::byte> png, const std::map<std::string, std::string>& texts);

}  // namespace burnish
