// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_option_table.h"
#include "app/program_documents.h"
#include "app/window_options.h"

#include <fmt/format.h>

#include <algorithm>

namespace burnish {
namespace {

using cli::CommandSpec;
using cli::OptionSpec;
using cli::Support;

/// Text as roff sets it: a backslash and a dash have meanings there, as have a dot and an apostrophe at a line's start.
std::string roff(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '\\')
            escaped += "\\e";
        else if (c == '-')
            escaped += "\\-";
        else if (c == '\'')
            escaped += "\\(aq";
        else if (c == '"')
            escaped += "\\(dq";
        else
            escaped += c;
    }
    return escaped.starts_with('.') ? "\\&" + escaped : escaped;
}

std::string bold(std::string_view text) {
    return "\\fB" + roff(text) + "\\fR";
}

std::string italic(std::string_view text) {
    return "\\fI" + roff(text) + "\\fR";
}

std::string head(std::string_view program, std::string_view date, std::string_view what) {
    std::string upper(program);
    for (char& c : upper)
        c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return fmt::format(".TH {} 1 {} \"burnish {}\" \"User Commands\"\n.SH NAME\n{} \\- {}\n", roff(upper), date,
                       BURNISH_VERSION, roff(program), roff(what));
}

std::string section(std::string_view title, std::string_view body) {
    return fmt::format(".SH {}\n{}", title, body);
}

/// ".TP" with names and value, then the sentence.
std::string entry(std::string_view names, std::string_view value, std::string_view help) {
    std::string first;
    for (std::size_t at = 0; at < names.size();) {
        const auto comma = std::min(names.find(',', at), names.size());
        first += (first.empty() ? "" : ", ") + bold(names.substr(at, comma - at));
        at = comma + 1;
    }
    if (!value.empty())
        first += " " + italic(value);
    return fmt::format(".TP\n{}\n{}.\n", first, roff(help));
}

std::string accepted(const OptionSpec& option) {
    if (option.accepted.empty() || option.accepted == option.value)
        return std::string(option.help);
    return fmt::format("{}; so far {}", option.help, fmt::join(cli::split_choices(option.accepted), " or "));
}

bool belongs(const OptionSpec& option, const CommandSpec& command) {
    return (option.commands & cli::command_bit(command.command)) != 0;
}

std::string commands() {
    std::string text;
    for (const CommandSpec& command : cli::command_table())
        if (command.built)
            text += fmt::format(".TP\n{} {}\n{}.\n", bold(command.name), italic(command.arguments), roff(command.help));
    return text;
}

/// Every option once, with the commands that take it.
std::string options() {
    std::string text;
    for (const OptionSpec& option : cli::option_table()) {
        std::string takers;
        for (const CommandSpec& command : cli::command_table())
            if (command.built && belongs(option, command))
                takers += fmt::format("{}{}", takers.empty() ? "" : ", ", command.name);
        if (option.support == Support::Works && !takers.empty())
            text += entry(option.name, option.value, fmt::format("{} ({})", accepted(option), takers));
    }
    return text;
}

constexpr std::string_view kExitStatus = R"(.TP
.B 0
Done.
.TP
.B 1
Anything that has no status of its own.
.TP
.B 2
Wrong usage: an unknown option, a value out of range, a device that is not there, a format that cannot be written.
.TP
.B 3
An input that cannot be read.
.TP
.B 4
A model that cannot be used.
.TP
.B 5
Not enough memory.
.TP
.B 6
The output could not be written. A file that was there before is still whole.
.TP
.B 130
Cancelled by SIGINT or SIGTERM.
)";

constexpr std::string_view kFiles = R"(.TP
.I $XDG_CONFIG_HOME/burnish/burnish.ini
Settings of the window.
.TP
.I $XDG_STATE_HOME/burnish/
The window's state, and every finished result that has not been saved yet (in
.IR session ).
.TP
.I $XDG_DATA_HOME/burnish/models/
Models; further ones are looked for in
.I $BURNISH_MODELS
and beside the program in
.IR share/burnish/models .
)";

constexpr std::string_view kEditors = R"(Programs that can hand a picture to another program use
.BR "burnish \-\-edit" :
Save replaces the file as a whole and closes the window.
.TP
.B darktable
Export to a TIFF or PNG file, with the Lua script
.I ext_editor
and
.B "burnish \-\-edit"
as its program; the script brings the edited file back into the collection.
.TP
.B digiKam
In the Batch Queue Manager add the tool
.B "Custom Script"
with the lines
.B "cp \(dq$INPUT\(dq \(dq$OUTPUT\(dq"
and
.BR "burnish \-\-edit \(dq$OUTPUT\(dq" ;
or choose Open With from the context menu to work on the file itself.
.TP
.B GIMP
Export the picture to a PNG or TIFF file, run
.B "burnish \-\-edit"
on it, and take it in with File, Open as Layers.
.TP
.B Krita
Export the layer with Layer, Import/Export, Save Layer/Mask to a PNG or TIFF file, run
.B "burnish \-\-edit"
on it; a File Layer of that file follows every save.
.PP
From a script:
.B "burnish \-\-edit a.png && echo saved"
)";

std::string window_page(std::string_view date) {
    std::string text = head("burnish", date, "refine pictures with the SDXL refiner, by hand and by eye");
    text += section("SYNOPSIS", ".B burnish\n.RI [ FILE \\|.\\|.\\|.]\n.br\n.B burnish \\-\\-edit\n.I FILE\n");
    text += section(
        "DESCRIPTION",
        "Opens a window on\n.IR FILE ,\nor an empty one; several files wait and are opened one after the other. Say "
        "what the picture shows, set the strength, refine, compare before and after, save. Everything is computed "
        "on this machine.\n.PP\nOn a machine without a display use\n.BR burnish\\-cli (1).\n");
    std::string list;
    for (const WindowOption& option : window_option_table())
        list += entry(option.name, option.value, option.help);
    list +=
        ".PP\nOptions of Qt are accepted as well, among them\n.BR \\-platform ,\n.B \\-style\nand\n.BR \\-reverse .\n";
    text += section("OPTIONS", list);
    text += section("EXTERNAL EDITOR", kEditors);
    text += section("EXIT STATUS",
                    ".TP\n.B 0\nThe window was closed; with\n.B \\-\\-edit\nonly after FILE was written.\n.TP\n"
                    ".B 1\nThere is no display; or, with\n.BR \\-\\-edit ,\nthe window was closed without "
                    "saving.\n.TP\n.B 2\nWrong usage.\n.TP\n.B 3\nThe file to edit cannot be read.\n");
    text += section("FILES", kFiles);
    return text + section("SEE ALSO", ".BR burnish\\-cli (1)\n");
}

std::string cli_page(std::string_view date) {
    std::string text = head("burnish-cli", date, "refine pictures with the SDXL refiner, without a window");
    std::string synopsis;
    for (const CommandSpec& command : cli::command_table())
        if (command.built)
            synopsis += fmt::format("{}{} {} {} [{}]\n", synopsis.empty() ? "" : ".br\n", bold("burnish-cli"),
                                    bold(command.name), italic(command.arguments), italic("OPTION"));
    text += section("SYNOPSIS", synopsis);
    text += section(
        "DESCRIPTION",
        "Does in a script what\n.BR burnish (1)\ndoes in a window, with the same engine: one seed gives the same "
        "picture in both. Results go to files, facts to standard output, progress and errors (one line each) to "
        "standard error. Its texts are English, because scripts read them.\n");
    text += section("COMMANDS", commands());
    text += section("OPTIONS", options());
    text += section("EXIT STATUS", kExitStatus);
    text += section("FILES", kFiles);
    text += section("EXAMPLES", ".TP\n.B \"burnish\\-cli refine portrait.jpg \\-o refined.png \\-\\-strength 0.3\"\n"
                                "Refine one picture with the model inside.\n.TP\n"
                                ".B \"burnish\\-cli inspect refined.png\"\nShow how it was made.\n");
    return text + section("SEE ALSO", ".BR burnish (1)\n");
}

}  // namespace

std::string manual_page(std::string_view program, std::string_view date) {
    return program == "burnish" ? window_page(date) : cli_page(date);
}

}  // namespace burnish
