// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_result.h"
#include "core/common/progress.h"
#include "core/engine/runtime/fault_hook.h"

#include <chrono>
#include <stop_token>

namespace burnish {

/// Follows a run through its stages: reports them (at most ten times a second within a stage), takes their times, and
/// is where a run stops between blocks or meets a fault that a test asked for.
class ProgressReporter final {
public:
    ProgressReporter(ProgressCallback callback, std::stop_token stop, FaultHook fault);

    /// Begins a stage of `total` units (0: unknown). Throws Cancelled, or the asked fault.
    void enter(Stage stage, int total = 0);
    /// `step` units of the stage are done.
    void advance(int step, int total, double seconds_left = -1.0, std::shared_ptr<const Image> preview = {});
    /// `part` of `parts` pieces of the unit after `step` are done.
    void advance_part(int step, int total, int part, int parts, double seconds_left = -1.0);
    /// True if `advance` would be passed on now: saves making a preview that nobody sees.
    bool wants_update() const;

    const std::stop_token& stop() const noexcept { return stop_; }
    /// Times of the stages until now, and the total.
    StageSeconds seconds() const;

private:
    using Clock = std::chrono::steady_clock;

    void account();

    ProgressCallback callback_;
    std::stop_token stop_;
    FaultHook fault_;
    Stage stage_ = Stage::OpenEngine;
    StageSeconds seconds_;
    Clock::time_point started_ = Clock::now();
    Clock::time_point stage_started_ = started_;
    Clock::time_point last_report_;
};

}  // namespace burnish
