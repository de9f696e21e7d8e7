// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/sha256.h"

#include <sodium/crypto_hash_sha256.h>

namespace burnish {

namespace {

crypto_hash_sha256_state* sodium_state(void* storage) {
    return static_cast<crypto_hash_sha256_state*>(storage);
}

}  // namespace

Sha256::Sha256() {
    static_assert(sizeof(State) >= sizeof(crypto_hash_sha256_state));
    static_assert(alignof(State) >= alignof(crypto_hash_sha256_state));
    crypto_hash_sha256_init(sodium_state(&state_));
}

void Sha256::update(std::span<const std::byte> bytes) {
    crypto_hash_sha256_update(sodium_state(&state_), reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
}

std::string Sha256::finish() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(sodium_state(&state_), digest.data());
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * digest.size());
    for (const unsigned char byte : digest) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

}  // namespace burnish
