// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_signals.h"

#include "app/cli_report.h"

#include <cstdlib>

namespace burnish::cli {
namespace {

constexpr int kWakeUp = SIGUSR1;

}  // namespace

StopOnSignal::StopOnSignal() {
    sigemptyset(&signals_);
    for (const int signal : {SIGINT, SIGTERM, kWakeUp})
        sigaddset(&signals_, signal);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    // A reader that went away is a failed write, told in a sentence, and not the end of the process.
    std::signal(SIGPIPE, SIG_IGN);
    thread_ = std::thread(&StopOnSignal::wait_for_signals, this);
}

StopOnSignal::~StopOnSignal() {
    closing_ = true;
    pthread_kill(thread_.native_handle(), kWakeUp);
    thread_.join();
}

void StopOnSignal::wait_for_signals() {
    for (int signal = 0; sigwait(&signals_, &signal) == 0 && !closing_;) {
        if (signal != kWakeUp && !stop_.request_stop())
            std::_Exit(kCancelledStatus);
    }
}

}  // namespace burnish::cli
