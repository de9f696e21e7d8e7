// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_options.h"

#include "app/cli_generate.h"
#include "app/cli_option_table.h"
#include "core/api/step_count.h"
#include "core/common/error.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace burnish::cli {
namespace {

[[noreturn]] void wrong_usage(std::string subject, std::string found, std::string expected) {
    throw Error({.code = ErrorCode::InvalidArgument,
                 .subject = std::move(subject),
                 .found = std::move(found),
                 .expected = std::move(expected)});
}

const OptionSpec* find_option(std::string_view name) {
    const auto names = [name](const OptionSpec& option) {
        return name == long_name(option) ||
               (option.name.size() > name.size() && option.name.starts_with(name) && option.name[name.size()] == ',');
    };
    const auto found = std::ranges::find_if(option_table(), names);
    return found == option_table().end() ? nullptr : &*found;
}

/// "--name=value" as two arguments, because CLI11 2.1 takes the next argument where the value is empty.
std::vector<std::string> with_separate_values(const std::vector<std::string>& arguments) {
    std::vector<std::string> separate;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (argument == "--") {
            separate.insert(separate.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i), arguments.end());
            break;
        }
        const auto equals = argument.find('=');
        const OptionSpec* option = find_option(std::string_view(argument).substr(0, equals));
        if (!option || !argument.starts_with("-")) {
            separate.push_back(argument);
        } else if (equals != std::string::npos) {
            if (option->value.empty())
                wrong_usage(argument.substr(0, equals), "a value", "none; it is a switch");
            separate.push_back(argument.substr(0, equals));
            separate.push_back(argument.substr(equals + 1));
        } else {
            separate.push_back(argument);
            if (!option->value.empty() && i + 1 < arguments.size())
                separate.push_back(arguments[++i]);
        }
    }
    return separate;
}

[[noreturn]] void refuse_unknown(const std::string& argument, const CommandSpec& command, bool is_option) {
    const std::string_view name = std::string_view(argument).substr(0, argument.find('='));
    if (!is_option)
        wrong_usage(std::string(command.name), fmt::format("'{}'", argument),
                    command.most_arguments == 0 ? "no further argument" : fmt::format("one {}", command.arguments));
    const OptionSpec* elsewhere = find_option(name);
    const auto other = std::ranges::find_if(command_table(), [elsewhere](const CommandSpec& candidate) {
        return elsewhere && (elsewhere->commands & command_bit(candidate.command)) != 0;
    });
    wrong_usage(std::string(name),
                other == command_table().end() ? "an unknown option"
                                               : fmt::format("an option of 'burnish-cli {}'", other->name),
                fmt::format("one of 'burnish-cli {} --help'", command.name));
}

/// What CLI11 knows no option for: inputs, and names that do not exist. Its own positional arguments would read "[a,b]"
/// as a list and lose what follows "--".
void take_inputs(const std::vector<std::string>& remaining, const CommandSpec& command, CliOptions& options) {
    bool names_only = false;
    for (const std::string& argument : remaining) {
        if (!names_only && argument == "--") {
            names_only = true;
            continue;
        }
        const bool is_option = !names_only && argument.size() > 1 && argument.front() == '-';
        if (is_option || static_cast<int>(options.inputs.size()) == command.most_arguments)
            refuse_unknown(argument, command, is_option);
        options.inputs.emplace_back(argument);
    }
}

/// Lets CLI11 sort the arguments; returns what was given for each option of the command.
void sort_arguments(const CommandSpec& command, std::vector<std::string> arguments, CliOptions& options) {
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    std::vector<std::pair<const OptionSpec*, CLI::Option*>> known;
    for (const OptionSpec& option : option_table()) {
        if (!(option.commands & command_bit(command.command)))
            continue;
        const std::string name(option.name);
        known.emplace_back(&option, option.value.empty() ? app.add_flag(name) : app.add_option(name)->take_all());
    }
    try {
        std::ranges::reverse(arguments);
        app.parse(std::move(arguments));
    } catch (const CLI::ArgumentMismatch& problem) {
        wrong_usage(std::string(command.name), problem.what(), "each option once, with its value");
    } catch (const CLI::ParseError& problem) {
        wrong_usage(std::string(command.name), problem.what(), "");
    }
    take_inputs(app.remaining(), command, options);
    for (const auto& [option, parsed] : known) {
        if (parsed->count() > 1 && !option->value.empty() && !option->repeats)
            wrong_usage(std::string(long_name(*option)), "the option twice", "it once");
        if (option->repeats) {
            for (const std::string& text : parsed->results())
                options.given.emplace_back(option, text);
        } else if (parsed->count() > 0)
            options.given.emplace_back(option, option->value.empty() ? std::string() : parsed->results().front());
    }
}

void check_support(const OptionSpec& option, const std::string& text) {
    const std::string name(long_name(option));
    if (option.accepted.empty())
        return;
    const auto accepted = split_choices(option.accepted);
    if (std::ranges::any_of(accepted, [&](std::string_view value) { return same_value(value, text); }))
        return;
    const auto known = split_choices(option.value);
    const bool later = option.support == Support::NeutralOnly || std::ranges::find(known, text) != known.end();
    wrong_usage(name, fmt::format("'{}'{}", text, later ? ", which is not built yet" : ""),
                fmt::format("{}", fmt::join(accepted, " or ")));
}

bool is_given(const CliOptions& options, std::string_view name) {
    return std::ranges::any_of(options.given, [name](const auto& entry) { return long_name(*entry.first) == name; });
}

void check_counts(const CliOptions& options) {
    const CommandSpec& command = command_spec(options.command);
    const std::string subject = std::string(command.name);
    if (static_cast<int>(options.inputs.size()) < command.least_arguments)
        wrong_usage(subject, "no argument", std::string(command.arguments));
    if (!command.built)
        wrong_usage(subject, "a command that is not built yet", "refine, generate or inspect");
    if (is_given(options, "--watermark") && is_given(options, "--no-watermark"))
        wrong_usage("--watermark", "--no-watermark as well", "one of them");
    if (options.settings.steps > most_steps(options.settings.sampler))
        wrong_usage("--steps",
                    fmt::format("{} with the sampler {}", options.settings.steps, sampler_id(options.settings.sampler)),
                    fmt::format("at most {}", most_steps(options.settings.sampler)));
    if (options.command == Command::Generate)
        check_generate(options);
    if (options.command == Command::Batch && options.output.empty())
        wrong_usage(subject, "no OUT", "-o FOLDER");
    if (options.command != Command::Refine)
        return;
    const bool several = options.inputs.size() > 1;
    const bool writes_values = !options.save_latents.empty() || !options.trace.empty();
    if (options.inputs.empty() && options.latents.empty())
        wrong_usage(subject, "no INPUT", "a picture, or --latents FILE");
    if (!options.inputs.empty() && !options.latents.empty())
        wrong_usage("--latents", "an INPUT as well", "--latents in place of INPUT");
    if (options.output.empty() && (several || !writes_values))
        wrong_usage(subject, "no OUT", "-o OUT");
    if (several && writes_values)
        wrong_usage(options.trace.empty() ? "--save-latents" : "--trace", "several inputs", "one INPUT");
    if (options.settings.keep_detail > 0 && !options.latents.empty())
        wrong_usage("--keep-detail", "latents, which have no source picture", "0 with --latents");
    if (!options.latents.empty() && !options.mask.empty())
        wrong_usage("--mask", "latents in place of a picture", "an INPUT to lay the mask over");
    if (options.mask.empty() && (options.settings.mask_feather > 0 || options.settings.mask_crop))
        wrong_usage(options.settings.mask_crop ? "--mask-crop" : "--mask-feather", "no mask", "--mask FILE");
    if (options.settings.strength == 0 && (writes_values || !options.latents.empty()))
        wrong_usage("--strength", "0, at which nothing is computed",
                    "more than 0 with --latents, --save-latents or --trace");
}

}  // namespace

bool CliOptions::has(std::string_view long_option) const {
    return std::ranges::any_of(given,
                               [long_option](const auto& entry) { return long_name(*entry.first) == long_option; });
}

RefineSettings CliOptions::settings_over(const RefineSettings& defaults) const {
    CliOptions over = *this;
    over.settings = defaults;
    for (const auto& [option, text] : given) {
        if (option->set)
            option->set(over, {.name = long_name(*option), .text = text});
    }
    return over.settings;
}

CliOptions parse_command_line(const std::vector<std::string>& arguments) {
    CliOptions options;
    options.arguments = arguments;
    if (arguments.empty())
        wrong_usage("", "no command", "refine, generate or inspect; see burnish-cli --help");
    const std::string& first = arguments.front();
    options.help = first == "--help" || first == "-h" || first == "help";
    options.version = first == "--version";
    if (options.help || options.version)
        return options;

    const auto command = std::ranges::find(command_table(), first, &CommandSpec::name);
    if (command == command_table().end())
        wrong_usage("", fmt::format("unknown command '{}'", first),
                    "refine, generate or inspect; see burnish-cli --help");
    options.command = command->command;
    sort_arguments(*command, with_separate_values({arguments.begin() + 1, arguments.end()}), options);
    for (const auto& [option, text] : options.given) {
        check_support(*option, text);
        if (option->set)
            option->set(options, {.name = long_name(*option), .text = text});
    }
    if (!options.help && !options.version)
        check_counts(options);
    return options;
}

}  // namespace burnish::cli
