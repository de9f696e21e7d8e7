// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace burnish::codec {

/// Address space: what the process has now and `memory_bytes` more. No core dump, no file growth, few descriptors, no
/// new privileges, death with the parent. To be called once, before any untrusted byte is read.
void limit_resources(std::uint64_t memory_bytes) noexcept;

/// From now on the process cannot open files or sockets, start programs or look into other processes (EPERM). Where the
/// kernel has no seccomp filters, at least the network is left behind if that is allowed. False if neither worked.
bool enter_sandbox() noexcept;

/// `seconds` of processor time from now on; beyond them the process ends with SIGXCPU.
void arm_processor_time(std::uint32_t seconds) noexcept;

}  // namespace burnish::codec
