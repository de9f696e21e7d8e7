// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/runtime/fault_hook.h"

#include "core/common/error.h"

#include <c10/util/Exception.h>

#include <chrono>
#include <cstdlib>
#include <new>
#include <stdexcept>
#include <thread>

namespace burnish {
namespace {

const char* stage_name(Stage stage) {
    switch (stage) {
    case Stage::OpenEngine:
        return "open_engine";
    case Stage::LoadTextEncoder:
        return "load_text_encoder";
    case Stage::EncodeText:
        return "encode_text";
    case Stage::LoadVae:
        return "load_vae";
    case Stage::EncodeImage:
        return "encode_image";
    case Stage::LoadUnet:
        return "load_unet";
    case Stage::Denoise:
        return "denoise";
    case Stage::Decode:
        return "decode";
    case Stage::Save:
        return "save";
    }
    return "";
}

void take_two_seconds(const std::stop_token& stop) {
    for (int slice = 0; slice < 200; ++slice) {
        if (stop.stop_requested()) {
            throw Cancelled();
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

}  // namespace

FaultHook FaultHook::from_environment() {
    FaultHook hook;
    if (const char* value = std::getenv("BURNISH_TEST_FAULT")) {
        const std::string text = value;
        const std::size_t colon = text.find(':');
        if (colon != std::string::npos) {
            hook.stage_ = text.substr(0, colon);
            hook.kind_ = text.substr(colon + 1);
        }
    }
    return hook;
}

void FaultHook::reach(Stage stage, const std::stop_token& stop) const {
    if (stage_.empty() || stage_ != stage_name(stage)) {
        return;
    }
    if (kind_ == "oom") {
        TORCH_CHECK_WITH(OutOfMemoryError, false, "fault asked for at ", stage_);
    } else if (kind_ == "torch") {
        TORCH_CHECK(false, "fault asked for at ", stage_);
    } else if (kind_ == "error") {
        throw Error({.code = ErrorCode::Internal, .subject = stage_, .found = "fault asked for"});
    } else if (kind_ == "bad_alloc") {
        throw std::bad_alloc();
    } else if (kind_ == "std") {
        throw std::runtime_error("fault asked for at " + stage_);
    } else if (kind_ == "unknown") {
        throw 42;
    } else if (kind_ == "slow") {
        take_two_seconds(stop);
    }
}

}  // namespace burnish
