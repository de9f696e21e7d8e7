// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace burnish::cli {

/// Turns SIGINT and SIGTERM into a stop request for as long as it lives; a second one ends the process at once with
/// status 130. Construct before any other thread: the signals are blocked here, every later thread inherits that, and
/// one thread of its own takes them, so that nothing has to be safe inside a signal handler.
class StopOnSignal final {
public:
    StopOnSignal();
    ~StopOnSignal();
    StopOnSignal(const StopOnSignal&) = delete;
    StopOnSignal& operator=(const StopOnSignal&) = delete;

    std::stop_token token() const noexcept { return stop_.get_token(); }

private:
    void wait_for_signals();

    sigset_t signals_{};
    std::stop_source stop_;
    std::atomic<bool> closing_ = false;
    std::thread thread_;
};

}  // namespace burnish::cli
