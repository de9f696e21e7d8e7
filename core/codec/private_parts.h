// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace burnish::codec {

/// A JPEG or WebP file with its coded picture as it is and nothing about place and people. Throws
/// Error{ImageUnreadable} for what cannot be read, Error{InvalidArgument} for another format.
std::vector<std::byte> file_without_private(std::span<const std::byte> file);

}  // namespace burnish::codec
