// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace burnish {

enum class DeflateWrapper { Zlib, Gzip };  ///< RFC 1950, RFC 1952

/// What a deflated text holds; nothing if it is damaged, does not end, or would be longer than `longest` bytes (at most
/// 64 KiB more are unpacked to find out).
std::optional<std::string> inflated(std::string_view packed, DeflateWrapper wrapper, std::size_t longest);

}  // namespace burnish
