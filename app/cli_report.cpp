// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_report.h"

#include "core/common/error.h"

#include <cstdio>
#include <fmt/format.h>
#include <new>

namespace burnish::cli {

int report(const std::exception& problem) {
    if (dynamic_cast<const Cancelled*>(&problem)) {
        fmt::print(stderr, "burnish-cli: cancelled\n");
        return kCancelledStatus;
    }
    Error::Parts parts{.code = ErrorCode::Internal, .found = problem.what()};
    if (const auto* error = dynamic_cast<const Error*>(&problem))
        parts = error->parts();
    else if (dynamic_cast<const std::bad_alloc*>(&problem))
        parts = {.code = ErrorCode::OutOfMemory, .found = "not enough memory"};
    fmt::print(stderr, "burnish-cli: {}\n", to_sentence(parts));
    return exit_status(parts.code);
}

void print_line(std::string_view line) {
    const std::string text = fmt::format("{}\n", line);
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        throw Error({.code = ErrorCode::WriteFailed, .subject = "standard output", .found = "a closed or full output"});
}

}  // namespace burnish::cli
