// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace burnish {

/// Puts an allocator of our own under every CPU tensor made from now on: large blocks are kept for a while when they
/// are freed, because the page faults of fresh activations and converted weights cost more than a tenth of the time.
/// (Huge pages were tried: where memory is full of cached files the system takes milliseconds to find each.) Called
/// before the first tensor; further calls change nothing.
void install_cpu_allocator();

/// Gives the blocks that are kept but not used back to the system. Any thread.
void release_cached_cpu_memory() noexcept;

/// Bytes kept but not used.
std::uint64_t cached_cpu_memory() noexcept;

}  // namespace burnish
