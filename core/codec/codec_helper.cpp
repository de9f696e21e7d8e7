// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/codec_helper.h"

#include "core/codec/sanitized_build.h"
#include "core/common/error.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace burnish {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kStopInterval{20};
constexpr milliseconds kEndPatience{2000};
constexpr std::chrono::seconds kStartPatience{20};

[[noreturn]] void fail_to_start(const std::filesystem::path& program, const std::string& why) {
    throw Error({.code = ErrorCode::Internal,
                 .path = program,
                 .found = fmt::format("the picture helper could not be started: {}", why)});
}

/// Attributes and file actions of posix_spawn, freed together.
struct SpawnPlan {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    SpawnPlan() {
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
    }
    ~SpawnPlan() {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
    SpawnPlan(const SpawnPlan&) = delete;
    SpawnPlan& operator=(const SpawnPlan&) = delete;
};

void prepare(SpawnPlan& plan, int socket) {
    posix_spawn_file_actions_adddup2(&plan.actions, socket, codec::kSocketDescriptor);
    posix_spawn_file_actions_addopen(&plan.actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&plan.actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (!codec::kIsSanitizedBuild) {
        posix_spawn_file_actions_addopen(&plan.actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    }
    posix_spawn_file_actions_addclosefrom_np(&plan.actions, codec::kSocketDescriptor + 1);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&plan.attributes, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&plan.attributes, &signals);
    // A process group of its own: Ctrl-C in the terminal is for the program, which then cancels in good order.
    posix_spawnattr_setpgroup(&plan.attributes, 0);
    posix_spawnattr_setflags(&plan.attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
}

}  // namespace

CodecClient::Helper::Helper(const std::filesystem::path& program, const Limits& limits) {
    spawn(program);
    try {
        greet(program, limits);
    } catch (...) {
        end();
        throw;
    }
}

CodecClient::Helper::~Helper() {
    end();
}

void CodecClient::Helper::end() noexcept {
    if (socket_ >= 0) {
        close(std::exchange(socket_, -1));
    }
    if (pid_ > 0 && !status_) {
        kill(pid_, SIGKILL);
        while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    pid_ = -1;
}

void CodecClient::Helper::spawn(const std::filesystem::path& program) {
    std::array<int, 2> sockets{};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets.data()) != 0) {
        fail_to_start(program, std::generic_category().message(errno));
    }
    // A low number could be the target of dup2 itself, or be overwritten by one of the standard streams.
    const int passed = fcntl(sockets[1], F_DUPFD_CLOEXEC, codec::kSocketDescriptor + 1);
    const int error_of_dup = errno;
    close(sockets[1]);
    if (passed < 0) {
        close(sockets[0]);
        fail_to_start(program, std::generic_category().message(error_of_dup));
    }
    SpawnPlan plan;
    prepare(plan, passed);
    std::string name = program.string();
    std::array<char*, 2> arguments{name.data(), nullptr};
    const int error = posix_spawn(&pid_, program.c_str(), &plan.actions, &plan.attributes, arguments.data(), environ);
    close(passed);
    if (error != 0) {
        close(sockets[0]);
        pid_ = -1;
        fail_to_start(program, std::generic_category().message(error));
    }
    socket_ = sockets[0];
}

void CodecClient::Helper::greet(const std::filesystem::path& program, const Limits& limits) {
    codec::Request hello;
    hello.kind = codec::RequestKind::Hello;
    hello.memory_bytes = limits.memory_bytes;
    try {
        send(hello);
        if (receive(Clock::now() + kStartPatience, {}).kind != codec::ReplyKind::Hello) {
            fail_to_start(program, "it is another program");
        }
    } catch (const HelperFailure& failure) {
        fail_to_start(program, failure.what());
    }
}

bool CodecClient::Helper::is_running() noexcept {
    int status = 0;
    if (!status_ && waitpid(pid_, &status, WNOHANG) == pid_) {
        status_ = status;
    }
    return !status_;
}

void CodecClient::Helper::send(const codec::Request& request, int descriptor) {
    if (!codec::send_message(socket_, request, descriptor)) {
        throw HelperFailure(describe_end());
    }
}

codec::Reply CodecClient::Helper::receive(Clock::time_point deadline, const std::stop_token& stop) {
    for (;;) {
        if (stop.stop_requested()) {
            throw Cancelled();
        }
        const auto left = std::chrono::ceil<milliseconds>(deadline - Clock::now());
        if (left.count() <= 0) {
            throw HelperFailure("it took longer than the time limit and was stopped");
        }
        const auto slice = stop.stop_possible() ? std::min(left, kStopInterval) : left;
        pollfd wanted{socket_, POLLIN, 0};
        const int ready = poll(&wanted, 1, static_cast<int>(std::min<std::int64_t>(slice.count(), 60'000)));
        if (ready < 0 && errno != EINTR) {
            throw HelperFailure(std::generic_category().message(errno));
        }
        if (ready <= 0) {
            continue;
        }
        const auto reply = codec::receive_reply(socket_);
        if (!reply) {
            throw HelperFailure(describe_end());
        }
        return *reply;
    }
}

std::string CodecClient::Helper::describe_end() {
    const auto patience = Clock::now() + kEndPatience;
    while (is_running() && Clock::now() < patience) {
        std::this_thread::sleep_for(milliseconds(1));
    }
    if (!status_) {
        return "it gave an answer that makes no sense";
    }
    if (WIFSIGNALED(*status_)) {
        const int number = WTERMSIG(*status_);
        if (number == SIGXCPU) {
            return "it took longer than the time limit and was stopped";
        }
        const char* name = sigabbrev_np(number);
        return name != nullptr ? fmt::format("it ended with signal SIG{}", name)
                               : fmt::format("it ended with signal {}", number);
    }
    return fmt::format("it ended with exit status {}", WEXITSTATUS(*status_));
}

}  // namespace burnish
