// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <string_view>

namespace burnish::cli {

constexpr int kCancelledStatus = 130;  ///< as a shell says of a program that SIGINT ended

/// Writes "burnish-cli: <sentence>" to standard error and returns the exit status for what was caught.
int report(const std::exception& problem);

/// Writes one line to standard output. Throws Error{WriteFailed} if nobody can read it.
void print_line(std::string_view line);

}  // namespace burnish::cli
