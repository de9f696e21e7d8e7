// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/weights/safetensors_reader.h"

#include <cstdint>

/// Whatever the bytes are, the header is either accepted with every tensor inside the file, or refused with an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span bytes(reinterpret_cast<const std::byte*>(data), size);
    try {
        const auto header = burnish::parse_safetensors_header(bytes, size, "fuzz.safetensors");
        for (const auto& [name, entry] : header.tensors) {
            if (entry.offset > size || entry.size > size - entry.offset) {
                __builtin_trap();
            }
        }
    } catch (const burnish::Error&) {
    }
    return 0;
}
