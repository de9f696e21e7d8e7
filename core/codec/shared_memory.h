// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace burnish::codec {

/// Anonymous memory that two processes map. Its size is sealed, so that neither side can make the other's access fail.
class SharedMemory final {
public:
    /// Zero-filled and really there (not only promised). Throws Error{OutOfMemory}.
    explicit SharedMemory(std::uint64_t size);
    /// Maps what the other side sent and takes ownership of the descriptor. Throws Error{Internal} unless it is memory
    /// of exactly `size` bytes whose size is sealed.
    SharedMemory(int descriptor, std::uint64_t size);
    ~SharedMemory();
    SharedMemory(const SharedMemory&) = delete;
    SharedMemory& operator=(const SharedMemory&) = delete;

    int descriptor() const noexcept { return descriptor_; }
    std::span<std::byte> bytes() const noexcept { return {data_, static_cast<std::size_t>(size_)}; }

private:
    void map();

    int descriptor_ = -1;
    std::byte* data_ = nullptr;
    std::uint64_t size_ = 0;
};

}  // namespace burnish::codec
