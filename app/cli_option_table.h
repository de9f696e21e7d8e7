// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_options.h"
#include "app/cli_values.h"

#include <span>
#include <string_view>

namespace burnish::cli {

/// How far an option works.
enum class Support {
    Works,        ///< every value that its syntax allows, or those of `OptionSpec::accepted` if it names some
    NeutralOnly,  ///< its feature is not built yet: only the values of `OptionSpec::accepted`, which change nothing
};

/// One option of the contract. Parsing, `--help` and the manual are made from these alone.
struct OptionSpec {
    std::string_view name;   ///< "--strength", or "-o,--output"
    std::string_view value;  ///< syntax of the value for the help; empty: a switch
    std::string_view help;   ///< one sentence without a full stop
    unsigned commands = 0;   ///< bits of `command_bit`
    Support support = Support::Works;
    std::string_view accepted;  ///< "a|b": the values that are accepted; empty: all
    void (*set)(CliOptions&, OptionText) = nullptr;
    bool repeats = false;  ///< may be given more than once
};

/// One command of the contract.
struct CommandSpec {
    Command command = Command::None;
    std::string_view name;
    std::string_view arguments;  ///< syntax of the positional arguments for the help
    std::string_view help;
    int least_arguments = 0;
    int most_arguments = 0;
    bool built = false;
};

constexpr unsigned command_bit(Command command) noexcept {
    return 1U << static_cast<unsigned>(command);
}

/// The long name alone ("--output").
std::string_view long_name(const OptionSpec& option) noexcept;

std::span<const OptionSpec> option_table();
std::span<const CommandSpec> command_table();
const CommandSpec& command_spec(Command command);

}  // namespace burnish::cli
