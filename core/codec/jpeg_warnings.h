// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace burnish::codec {

/// Whether libjpeg only warned of what many cameras write and every viewer shows, and the file is whole.
bool is_harmless_warning(std::string_view message, std::span<const std::byte> file);

}  // namespace burnish::codec
