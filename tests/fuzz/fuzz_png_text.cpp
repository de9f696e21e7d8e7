// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/metadata/png_text.h"

#include <cstdint>

/// Reading never fails; what was written into any PNG is read back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span bytes(reinterpret_cast<const std::byte*>(data), size);
    burnish::read_png_texts(bytes);
    try {
        const auto rewritten = burnish::with_png_texts(bytes, {{"parameters", "na\u00efve \u5bfa"}});
        if (burnish::read_png_texts(rewritten).at("parameters") != "na\u00efve \u5bfa") {
            __builtin_trap();
        }
    } catch (const burnish::Error&) {
    }
    return 0;
}
