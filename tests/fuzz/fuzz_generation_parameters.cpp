// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/metadata/generation_parameters.h"

#include <cstdint>
#include <string>

/// Any text is read without failing, and what is written from it reads the same again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto parameters = burnish::parse_generation_parameters(text);
    burnish::parse_generation_parameters(burnish::format_generation_parameters(parameters));
    return 0;
}
