// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/common/progress.h"

#include <mutex>

namespace burnish::ui {

/// Hands the latest progress from the worker to the GUI: old values are overwritten, and at most one notice is on its
/// way. Thread-safe.
class ProgressMailbox final {
public:
    /// Worker thread. True if the caller must post a notice; false if one is on its way already.
    bool put(const Progress& progress);
    /// GUI thread. The latest value; the next `put` posts again.
    Progress take();
    /// GUI thread, between jobs: forgets the last value, whether or not a notice is on its way.
    void clear();

private:
    std::mutex m_mutex;
    Progress m_latest;
    bool m_posted = false;
};

}  // namespace burnish::ui
