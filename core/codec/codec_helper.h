// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/codec/codec_client.h"
#include "core/codec/codec_protocol.h"

#include <chrono>
#include <optional>
#include <stdexcept>
#include <sys/types.h>

namespace burnish {

/// The helper ended, took too long, or answered nonsense; `what()` says which, without naming a picture.
class HelperFailure final : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One running `burnish-codec`. Killed and waited for by the destructor: it holds nothing that could be lost.
class CodecClient::Helper final {
public:
    using Clock = std::chrono::steady_clock;

    /// Starts the program and exchanges greetings. Throws Error{Internal} if it cannot be started.
    Helper(const std::filesystem::path& program, const Limits& limits);
    ~Helper();
    Helper(const Helper&) = delete;
    Helper& operator=(const Helper&) = delete;

    pid_t pid() const noexcept { return pid_; }
    /// False once the process has ended.
    bool is_running() noexcept;
    /// Throws HelperFailure.
    void send(const codec::Request& request, int descriptor = -1);
    /// Throws HelperFailure (also at `deadline`), and Cancelled within 20 ms of a stop.
    codec::Reply receive(Clock::time_point deadline, const std::stop_token& stop);

private:
    void end() noexcept;
    void spawn(const std::filesystem::path& program);
    void greet(const std::filesystem::path& program, const Limits& limits);
    /// Waits for the end, which is due, and tells how it came about.
    std::string describe_end();

    pid_t pid_ = -1;
    int socket_ = -1;
    std::optional<int> status_;
};

}  // namespace burnish
