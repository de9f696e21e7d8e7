// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace burnish {

/// One option of the window's program, for its help, its manual page and the shells' completions.
struct WindowOption {
    std::string_view name;
    std::string_view value;  ///< empty: a switch
    std::string_view help;
};

std::span<const WindowOption> window_option_table();

/// What `burnish` was started with.
struct WindowOptions {
    std::vector<std::filesystem::path> files;  ///< opened one after the other
    bool edit = false;                         ///< one file, edited for another program
};

/// What needs no display: a text or a refusal, with the exit status of the contract.
struct WindowAnswer {
    int status = 0;
    std::string text;  ///< to standard output where the status is 0, else to standard error; without a newline
};

struct WindowCommandLine {
    WindowOptions options;
    std::optional<WindowAnswer> answer;  ///< nothing: go on with the window
};

/// Reads the arguments without the program's name. Qt's own options (one dash: -platform, -style, -reverse, ...) are
/// left to Qt. `has_display` says whether a window can be opened at all.
WindowCommandLine parse_window_arguments(const std::vector<std::string>& arguments, bool has_display);

}  // namespace burnish
