// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_help.h"

#include "app/cli_option_table.h"

#include <fmt/format.h>

#include <algorithm>

namespace burnish::cli {
namespace {

constexpr std::size_t kTextColumn = 36;

std::string entry(std::string_view left, std::string_view text) {
    if (left.size() + 3 > kTextColumn)
        return fmt::format("  {}\n{:{}}{}\n", left, "", kTextColumn, text);
    return fmt::format("  {:<{}}{}\n", left, kTextColumn - 2, text);
}

std::string usage_of(const CommandSpec& command) {
    return fmt::format("burnish-cli {}{}{} [options]", command.name, command.arguments.empty() ? "" : " ",
                       command.arguments);
}

std::string option_names(const OptionSpec& option) {
    std::string names(option.name);
    if (const auto comma = names.find(','); comma != std::string::npos)
        names.replace(comma, 1, ", ");
    return option.value.empty() ? names : fmt::format("{} {}", names, option.value);
}

/// What is accepted of an option that accepts less than its syntax says.
std::string accepted_text(const OptionSpec& option) {
    if (option.accepted.empty() || option.accepted == option.value)
        return {};
    return fmt::format("{}", fmt::join(split_choices(option.accepted), " or "));
}

std::string working_option(const OptionSpec& option) {
    const std::string accepted = accepted_text(option);
    return entry(option_names(option),
                 accepted.empty() ? std::string(option.help) : fmt::format("{}; so far {}", option.help, accepted));
}

std::string neutral_option(const OptionSpec& option) {
    if (option.value.empty())
        return entry(option.name, "always so");
    return entry(fmt::format("{} {}", option.name, accepted_text(option)), option.help);
}

std::string options_of(Command command) {
    const auto of_command = [command](const OptionSpec& option) {
        return (option.commands & command_bit(command)) != 0;
    };
    std::string works;
    std::string neutral;
    for (const OptionSpec& option : option_table()) {
        if (!of_command(option))
            continue;
        if (option.support == Support::Works)
            works += working_option(option);
        else
            neutral += neutral_option(option);
    }
    std::string text = fmt::format("Options of {} that work:\n{}", command_spec(command).name, works);
    if (!neutral.empty())
        text += fmt::format("\nNot built yet, accepted only at the value that changes nothing:\n{}", neutral);
    return text;
}

constexpr std::string_view kExitStatus =
    "\nExit status: 0 done, 2 wrong usage, 3 unreadable input, 4 unusable model, 5 out of memory, 6 could not write,\n"
    "130 cancelled, 1 anything else. Errors are one line on standard error.\n";

std::string program_help() {
    std::string text = "burnish-cli: refine pictures with the SDXL refiner\n\nUsage:\n"
                       "  burnish-cli refine INPUT... -o OUT [options]\n"
                       "  burnish-cli generate -o OUT --model BASE [options]\n"
                       "  burnish-cli batch PLAN|FOLDER -o DIR [options]\n"
                       "  burnish-cli inspect FILE|FOLDER [--json]\n"
                       "  burnish-cli COMMAND --help\n\nCommands:\n";
    std::string missing;
    for (const CommandSpec& command : command_table()) {
        if (command.built)
            text += entry(command.name, command.help);
        else
            missing += fmt::format("{}{}", missing.empty() ? "" : ", ", command.name);
    }
    text += fmt::format("\nNot built yet: {}\n\n", missing);
    return text + options_of(Command::Refine) + std::string(kExitStatus);
}

}  // namespace

std::string help_text(Command command) {
    if (command == Command::None)
        return program_help();
    const CommandSpec& spec = command_spec(command);
    std::string text = fmt::format("Usage: {}\n{}{}\n\n", usage_of(spec), spec.help,
                                   spec.built ? "" : " (not built yet: exits with status 2)");
    return text + options_of(command) + std::string(kExitStatus);
}

std::string version_text() {
    return fmt::format("burnish-cli {}", BURNISH_VERSION);
}

}  // namespace burnish::cli
