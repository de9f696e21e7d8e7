// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/metadata/batch_plan.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

/// A text is a plan whose outputs are plain names, or refused with an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const std::string_view text(reinterpret_cast<const char*>(data), size);
        for (const burnish::BatchItem& item : burnish::parse_batch_plan(text, "plan", "folder")) {
            if (item.output.empty() || item.output.find('/') != std::string::npos) {
                std::abort();
            }
        }
    } catch (const burnish::Error&) {
    }
    return 0;
}
