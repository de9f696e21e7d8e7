// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/common/progress.h"

#include <stop_token>
#include <string>

namespace burnish {

/// Lets a test make a stage fail: BURNISH_TEST_FAULT="<stage>:<kind>", for example "decode:oom". Stages are the
/// names of `Stage` in snake case; kinds: oom, torch, error, bad_alloc, std, unknown (an exception of that kind is
/// thrown) and slow (the stage takes two seconds longer, but can be cancelled).
class FaultHook final {
public:
    FaultHook() = default;
    /// Read at each call, so that a test can change it between two requests.
    static FaultHook from_environment();

    /// Throws what was asked for if `stage` is the one.
    void reach(Stage stage, const std::stop_token& stop) const;

private:
    std::string stage_;
    std::string kind_;
};

}  // namespace burnish
