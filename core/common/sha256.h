// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>

namespace burnish {

/// SHA-256 of bytes that arrive in pieces.
class Sha256 final {
public:
    Sha256();
    void update(std::span<const std::byte> bytes);
    /// Lower-case hexadecimal digest; the object is spent.
    std::string finish();

private:
    struct alignas(8) State {
        std::array<std::byte, 128> bytes;  ///< room for libsodium's state, checked in the source
    };
    State state_;
};

}  // namespace burnish
