// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/sandbox.h"

#include "core/codec/sanitized_build.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace burnish::codec {

namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "the system call filter knows x86-64 and 64-bit ARM"
#endif

constexpr std::array kDenied = {
    // network
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept,
    SYS_accept4,
    // programs and other processes
    SYS_execve,
    SYS_execveat,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kill,
    SYS_pidfd_open,
    SYS_pidfd_getfd,
    // the file system
    SYS_openat,
    SYS_openat2,
    SYS_unlinkat,
    SYS_renameat2,
    SYS_mkdirat,
    SYS_mknodat,
    SYS_linkat,
    SYS_symlinkat,
    SYS_fchmodat,
    SYS_fchownat,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_open_by_handle_at,
#if defined(__x86_64__)
    SYS_open,
    SYS_creat,
    SYS_unlink,
    SYS_rmdir,
    SYS_rename,
    SYS_renameat,
    SYS_mkdir,
    SYS_mknod,
    SYS_link,
    SYS_symlink,
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
    SYS_fork,
    SYS_vfork,
#endif
    // doors into the kernel that no decoder needs
    SYS_bpf,
    SYS_io_uring_setup,
    SYS_userfaultfd,
    SYS_perf_event_open,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_unshare,
    SYS_setns,
};

constexpr sock_filter statement(int code, std::uint32_t value) {
    return {static_cast<std::uint16_t>(code), 0, 0, value};
}

constexpr sock_filter jump(int code, std::uint32_t value, std::size_t if_true, std::size_t if_false) {
    return {static_cast<std::uint16_t>(code), static_cast<std::uint8_t>(if_true), static_cast<std::uint8_t>(if_false),
            value};
}

/// Load the architecture, end the process if it is a foreign one, load the number, compare it with each of the list.
constexpr auto make_filter() {
    constexpr std::size_t kHead = 5;
    constexpr int kEqual = BPF_JMP | BPF_JEQ | BPF_K;
    std::array<sock_filter, kHead + kDenied.size() + 2> filter{};
    filter[0] = statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
    filter[1] = jump(kEqual, kArchitecture, 1, 0);
    filter[2] = statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    filter[3] = statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
    // The x32 calls of x86-64 carry this bit; they would be a second door to the same rooms.
    filter[4] = jump(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, kDenied.size() + 1, 0);
    for (std::size_t i = 0; i < kDenied.size(); ++i) {
        filter[kHead + i] = jump(kEqual, static_cast<std::uint32_t>(kDenied[i]), kDenied.size() - i, 0);
    }
    filter[kHead + kDenied.size()] = statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[kHead + kDenied.size() + 1] = statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    return filter;
}

void set_limit(int resource, rlim_t value) noexcept {
    const rlimit limit{value, value};
    setrlimit(static_cast<__rlimit_resource>(resource), &limit);
}

/// Bytes of address space in use: the first number of /proc/self/statm, in pages.
std::uint64_t address_space() noexcept {
    unsigned long pages = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "re")) {
        if (std::fscanf(file, "%lu", &pages) != 1) {
            pages = 0;
        }
        std::fclose(file);
    }
    return std::uint64_t{pages} * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

void limit_resources(std::uint64_t memory_bytes) noexcept {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_DUMPABLE, 0);
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_NOFILE, 64);
    if (!kIsSanitizedBuild) {
        set_limit(RLIMIT_FSIZE, 0);
        set_limit(RLIMIT_AS, address_space() + memory_bytes);
    }
}

bool enter_sandbox() noexcept {
    static constexpr auto kFilter = make_filter();
    const sock_fprog program{static_cast<unsigned short>(kFilter.size()), const_cast<sock_filter*>(kFilter.data())};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0) {
        return true;
    }
    return unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
}

void arm_processor_time(std::uint32_t seconds) noexcept {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const rlim_t used = static_cast<rlim_t>(usage.ru_utime.tv_sec) + static_cast<rlim_t>(usage.ru_stime.tv_sec) + 1;
    rlimit limit{};
    getrlimit(RLIMIT_CPU, &limit);
    limit.rlim_cur =
        limit.rlim_max == RLIM_INFINITY ? used + seconds : std::min<rlim_t>(used + seconds, limit.rlim_max);
    setrlimit(RLIMIT_CPU, &limit);
}

}  // namespace burnish::codec
