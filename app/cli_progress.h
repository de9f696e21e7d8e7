// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/common/progress.h"

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace burnish::cli {

/// Shows a running job on a stream: on a terminal one line that is rewritten, elsewhere one line a stage. One thread at
/// a time.
class ProgressPrinter final {
public:
    enum class Mode { Silent, Lines, Rewritten };

    /// Rewritten where the stream is a terminal; silent if asked.
    ProgressPrinter(std::FILE* stream, bool quiet);
    ProgressPrinter(std::FILE* stream, Mode mode) noexcept : stream_(stream), mode_(mode) {}

    void show(const Progress& progress);
    /// A new job begins: its stages are announced again.
    void start_job() noexcept { last_stage_.reset(); }
    /// Removes the rewritten line, so that a sentence can follow.
    void clear();
    /// A remark on a line of its own; nothing when silent.
    void remark(std::string_view sentence);

private:
    std::FILE* stream_;
    Mode mode_;
    std::optional<Stage> last_stage_;
    bool line_is_open_ = false;
};

/// "denoising, step 3 of 15, 12 s left".
std::string progress_line(const Progress& progress);

}  // namespace burnish::cli
