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

bool offered(const OptionSpec& option, const CommandSpec& command) {
    return option.support == Support::Works && command.built &&
           (option.commands & cli::command_bit(command.command)) != 0;
}

/// The words an option takes; empty: anything, or a file.
std::vector<std::string_view> choices(const OptionSpec& option) {
    if (!option.accepted.empty())
        return cli::split_choices(option.accepted);
    // "auto|cpu|cuda[:N]", but not "0..1" and not "auto|off|PX" as it stands: a capital letter is a place to fill in.
    std::vector<std::string_view> words;
    if (option.value.find('|') != std::string_view::npos)
        for (std::string_view word : cli::split_choices(option.value)) {
            word = word.substr(0, word.find('['));
            if (std::ranges::none_of(word, [](char c) { return c >= 'A' && c <= 'Z'; }))
                words.push_back(word);
        }
    return words;
}

bool takes_path(std::string_view value) {
    return value.starts_with("PATH") || value.starts_with("FILE") || value.starts_with("OUT") ||
           value.starts_with("FOLDER") || value.starts_with("INPUT") || value.starts_with("PLAN");
}

/// Text inside single quotes of a shell.
std::string shell_quoted(std::string_view text) {
    std::string safe;
    for (const char c : text)
        safe += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return safe;
}

std::vector<std::string_view> names(std::string_view name) {
    const auto comma = name.find(',');
    if (comma == std::string_view::npos)
        return {name};
    return {name.substr(0, comma), name.substr(comma + 1)};
}

std::string built_commands() {
    std::string text;
    for (const CommandSpec& command : cli::command_table())
        if (command.built)
            text += fmt::format("{}{}", text.empty() ? "" : " ", command.name);
    return text;
}

std::string bash_cli() {
    std::string cases;
    for (const OptionSpec& option : cli::option_table()) {
        if (option.support != Support::Works || option.value.empty())
            continue;
        const auto words = choices(option);
        const std::string reply = !words.empty()
                                      ? fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$cur\"))", fmt::join(words, " "))
                                  : takes_path(option.value) ? "_filedir"
                                                             : "COMPREPLY=()";
        cases += fmt::format("        {}) {}; return ;;\n", fmt::join(names(option.name), "|"), reply);
    }
    std::string lists;
    for (const CommandSpec& command : cli::command_table()) {
        std::string words;
        for (const OptionSpec& option : cli::option_table())
            if (offered(option, command))
                words += fmt::format("{}{}", words.empty() ? "" : " ", fmt::join(names(option.name), " "));
        if (command.built)
            lists += fmt::format("        {}) options='{}' ;;\n", command.name, words);
    }
    return fmt::format(R"(_burnish_cli() {{
    local cur prev words cword options
    _init_completion || return
    case $prev in
{}    esac
    if ((cword == 1)); then
        COMPREPLY=($(compgen -W '{} --help --version' -- "$cur"))
        return
    fi
    case ${{words[1]}} in
{}        *) return ;;
    esac
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
    else
        _filedir
    fi
}}
complete -F _burnish_cli burnish-cli
)",
                       cases, built_commands(), lists);
}

std::string bash_window() {
    std::string words;
    for (const WindowOption& option : window_option_table())
        words += fmt::format("{}{}", words.empty() ? "" : " ", fmt::join(names(option.name), " "));
    return fmt::format(R"(_burnish() {{
    local cur prev words cword
    _init_completion || return
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '{}' -- "$cur"))
    else
        _filedir
    fi
}}
complete -F _burnish burnish
)",
                       words);
}

/// An argument of zsh's _arguments; colons and brackets would end its parts.
std::string zsh_argument(std::string_view name, std::string_view help, std::string_view value,
                         const std::vector<std::string_view>& words) {
    std::string text;
    for (const char c : help)
        text += c == '[' || c == ']' || c == ':' ? std::string("\\") + c : std::string(1, c);
    std::string line = fmt::format("{}[{}]", name, text);
    if (!value.empty()) {
        const std::string action = !words.empty()      ? fmt::format("({})", fmt::join(words, " "))
                                   : takes_path(value) ? "_files"
                                                       : "";
        line += fmt::format(":value:{}", action);
    }
    return fmt::format("            '{}'", shell_quoted(line));
}

std::string zsh_cli() {
    std::string described;
    std::string cases;
    for (const CommandSpec& command : cli::command_table()) {
        if (!command.built)
            continue;
        described += fmt::format("        '{}:{}'\n", command.name, shell_quoted(command.help));
        cases += fmt::format("        {})\n            _arguments -s \\\n", command.name);
        for (const OptionSpec& option : cli::option_table())
            for (const std::string_view name : names(option.name))
                if (offered(option, command))
                    cases += zsh_argument(name, option.help, option.value, choices(option)) + " \\\n";
        cases += "            '*:file:_files'\n            ;;\n";
    }
    return fmt::format(R"(#compdef burnish-cli
_burnish_cli() {{
    local -a commands=(
{}    )
    if ((CURRENT == 2)); then
        _describe command commands
        return
    fi
    local command=$words[2]
    shift words
    ((CURRENT--))
    case $command in
{}    esac
}}
_burnish_cli "$@"
)",
                       described, cases);
}

std::string zsh_window() {
    std::string lines;
    for (const WindowOption& option : window_option_table())
        for (const std::string_view name : names(option.name))
            lines += zsh_argument(name, option.help, option.value, {}) + " \\\n";
    return fmt::format("#compdef burnish\n_arguments -s \\\n{}            '*:picture:_files'\n", lines);
}

std::string fish_names(std::string_view name) {
    std::string text;
    for (const std::string_view one : names(name))
        text += one.starts_with("--") ? fmt::format(" -l {}", one.substr(2)) : fmt::format(" -s {}", one.substr(1));
    return text;
}

std::string fish_cli() {
    std::string text = "complete -c burnish-cli -f\n";
    for (const CommandSpec& command : cli::command_table()) {
        if (!command.built)
            continue;
        text += fmt::format("complete -c burnish-cli -n __fish_use_subcommand -a {} -d '{}'\n", command.name,
                            shell_quoted(command.help));
        text += fmt::format("complete -c burnish-cli -n '__fish_seen_subcommand_from {}' -F\n", command.name);
        for (const OptionSpec& option : cli::option_table()) {
            if (!offered(option, command))
                continue;
            const auto words = choices(option);
            const std::string value = option.value.empty()       ? ""
                                      : !words.empty()           ? fmt::format(" -x -a '{}'", fmt::join(words, " "))
                                      : takes_path(option.value) ? " -r -F"
                                                                 : " -x";
            text += fmt::format("complete -c burnish-cli -n '__fish_seen_subcommand_from {}'{}{} -d '{}'\n",
                                command.name, fish_names(option.name), value, shell_quoted(option.help));
        }
    }
    return text;
}

std::string fish_window() {
    std::string text;
    for (const WindowOption& option : window_option_table())
        text += fmt::format("complete -c burnish{}{} -d '{}'\n", fish_names(option.name),
                            option.value.empty() ? "" : " -r -F", shell_quoted(option.help));
    return text;
}

}  // namespace

std::string completion(std::string_view shell, std::string_view program) {
    const bool window = program == "burnish";
    if (shell == "bash")
        return window ? bash_window() : bash_cli();
    if (shell == "zsh")
        return window ? zsh_window() : zsh_cli();
    return window ? fish_window() : fish_cli();
}

}  // namespace burnish
