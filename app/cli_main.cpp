// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_batch.h"
#include "app/cli_help.h"
#include "app/cli_inspect.h"
#include "app/cli_options.h"
#include "app/cli_refine.h"
#include "app/cli_report.h"
#include "app/cli_signals.h"
#include "core/api/engine_loader.h"

#include <csignal>
#include <exception>
#include <string>
#include <vector>

namespace burnish::cli {
namespace {

int run(const CliOptions& options, const std::stop_token& stop) {
    if (options.help)
        print_line(help_text(options.command));
    else if (options.version)
        print_line(version_text());
    else if (options.command == Command::Inspect)
        print_line(inspect(options, stop));
    else if (options.command == Command::Batch)
        return batch(options, stop);
    else
        return refine(options, stop);
    return 0;
}

}  // namespace
}  // namespace burnish::cli

int main(int argc, char** argv) {
    using namespace burnish::cli;
    burnish::prepare_environment_for_engine();
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is a failed write, not the end
    try {
        const StopOnSignal signals;
        return run(parse_command_line({argv + 1, argv + argc}), signals.token());
    } catch (const std::exception& problem) {
        return report(problem);
    }
}
