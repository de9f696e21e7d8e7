// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/tokenizer/prompt_parser.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Every text is a prompt, or refused with an Error; weights are numbers, and there is always a part.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto prompt = burnish::parse_prompt(std::string_view(reinterpret_cast<const char*>(data), size));
        if (prompt.parts.empty()) {
            std::abort();
        }
        for (const burnish::PromptPart& part : prompt.parts) {
            if (std::isnan(part.weight)) {
                std::abort();
            }
        }
    } catch (const burnish::Error&) {
    }
    return 0;
}
