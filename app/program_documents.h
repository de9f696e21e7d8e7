// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace burnish {

/// The manual page of "burnish" or "burnish-cli" as roff, made from the option tables that the programs parse with.
std::string manual_page(std::string_view program, std::string_view date);

/// Completions of both programs for "bash", "zsh" or "fish", from the same tables: what is not built yet is not
/// offered.
std::string completion(std::string_view shell, std::string_view program);

}  // namespace burnish
