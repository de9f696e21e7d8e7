// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/window_options.h"

#include "core/codec/codec_client.h"
#include "core/common/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace burnish {
namespace {

constexpr std::array kWindowOptions{
    WindowOption{
        "--edit", "FILE",
        "edit FILE for another program: Save writes FILE and closes the window (exit status 0); closing it without "
        "saving leaves FILE as it is (1)"},
    WindowOption{"-h,--help", "", "this text"},
    WindowOption{"--version", "", "the version"},
};

/// Qt's options that take the next argument.
constexpr std::array<std::string_view, 12> kQtWithValue{
    "-platform",        "-platformpluginpath", "-platformtheme", "-plugin",       "-style",   "-stylesheet",
    "-qwindowgeometry", "-geometry",           "-qwindowicon",   "-qwindowtitle", "-display", "-session"};

std::string help() {
    std::string text = "Usage: burnish [FILE...]\n"
                       "       burnish --edit FILE\n\n"
                       "Opens the window with FILE; several files one after the other.\n\n";
    for (const WindowOption& option : kWindowOptions) {
        std::string name(option.name);
        if (const auto comma = name.find(','); comma != std::string::npos)
            name.replace(comma, 1, ", ");
        text += fmt::format("  {:<16}{}\n", option.value.empty() ? name : fmt::format("{} {}", name, option.value),
                            option.help);
    }
    return text + "\nWithout a display, use burnish-cli.";
}

WindowAnswer wrong_usage(const std::string& what) {
    return {2, fmt::format("burnish: {} (see burnish --help)", what)};
}

/// Why FILE cannot be edited in place; found out before the caller's user has worked on it.
std::optional<WindowAnswer> refuse_edit(const WindowOptions& options) {
    if (options.files.size() != 1)
        return wrong_usage(fmt::format("--edit takes one file, {} are given", options.files.size()));
    const std::filesystem::path& file = options.files.front();
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored))
        return WindowAnswer{3, fmt::format("burnish: there is no file {}", file.string())};
    try {
        image_format_for(file);
    } catch (const Error& error) {
        return WindowAnswer{2, fmt::format("burnish: cannot write {} back: found {}, expected {}", file.string(),
                                           error.parts().found, error.parts().expected)};
    }
    return std::nullopt;
}

}  // namespace

std::span<const WindowOption> window_option_table() {
    return kWindowOptions;
}

WindowCommandLine parse_window_arguments(const std::vector<std::string>& arguments, bool has_display) {
    WindowCommandLine line;
    bool names_only = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (names_only || !argument.starts_with('-') || argument == "-") {
            line.options.files.emplace_back(argument);
        } else if (argument == "--") {
            names_only = true;
        } else if (argument == "--help" || argument == "-h") {
            return {{}, WindowAnswer{0, help()}};
        } else if (argument == "--version") {
            return {{}, WindowAnswer{0, "burnish " BURNISH_VERSION}};
        } else if (argument == "--edit") {
            line.options.edit = true;
        } else if (argument.starts_with("--edit=")) {
            line.options.edit = true;
            line.options.files.emplace_back(argument.substr(7));
        } else if (argument.starts_with("--")) {
            line.answer = wrong_usage(fmt::format("unknown option {}", argument));
            return line;
        } else if (std::ranges::find(kQtWithValue, argument) != kQtWithValue.end()) {
            ++i;
        }
    }
    if (line.options.edit)
        line.answer = refuse_edit(line.options);
    if (!line.answer && !has_display)
        line.answer = WindowAnswer{
            1, "burnish: there is no display to open a window on; burnish-cli refines pictures without one"};
    return line;
}

}  // namespace burnish
