// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"

#include <utility>

namespace burnish {

namespace {

/// Control characters would break the line or drive the terminal; a blank stands in for each.
std::string on_one_line(std::string text) {
    for (char& c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f) {
            c = ' ';
        }
    }
    return text;
}

const char* fallback_text(ErrorCode code) noexcept {
    switch (code) {
    case ErrorCode::InvalidArgument:
        return "the value cannot be used";
    case ErrorCode::DeviceUnavailable:
        return "the device is not in this machine";
    case ErrorCode::ImageNotFound:
        return "no such file";
    case ErrorCode::ImageUnreadable:
        return "the picture cannot be read";
    case ErrorCode::ImageTooLarge:
        return "the picture is too large";
    case ErrorCode::DecoderCrashed:
        return "the decoder ended on this picture";
    case ErrorCode::ModelNotFound:
        return "no such model";
    case ErrorCode::ModelIncomplete:
        return "a part of the model is missing";
    case ErrorCode::ModelCorrupt:
        return "the model is damaged";
    case ErrorCode::ModelUnsupported:
        return "not a model that Burnish can run";
    case ErrorCode::OutOfMemory:
        return "out of memory";
    case ErrorCode::WriteFailed:
        return "could not be written";
    case ErrorCode::EngineUnavailable:
        return "the engine could not be opened";
    case ErrorCode::Internal:
        break;
    }
    return "internal error";
}

}  // namespace

Error::Error(Parts parts) : std::runtime_error(to_sentence(parts)), parts_(std::move(parts)) {}

std::string to_sentence(const Error::Parts& parts) {
    std::string sentence;
    if (!parts.path.empty()) {
        sentence += parts.path.native() + ": ";
    }
    if (!parts.subject.empty()) {
        sentence += parts.subject + ": ";
    }
    sentence += parts.found.empty() ? fallback_text(parts.code) : parts.found;
    if (!parts.expected.empty()) {
        sentence += "; expected " + parts.expected;
    }
    return on_one_line(std::move(sentence));
}

int exit_status(ErrorCode code) noexcept {
    switch (code) {
    case ErrorCode::InvalidArgument:
    case ErrorCode::DeviceUnavailable:
        return 2;
    case ErrorCode::ImageNotFound:
    case ErrorCode::ImageUnreadable:
    case ErrorCode::ImageTooLarge:
    case ErrorCode::DecoderCrashed:
        return 3;
    case ErrorCode::ModelNotFound:
    case ErrorCode::ModelIncomplete:
    case ErrorCode::ModelCorrupt:
    case ErrorCode::ModelUnsupported:
        return 4;
    case ErrorCode::OutOfMemory:
        return 5;
    case ErrorCode::WriteFailed:
        return 6;
    case ErrorCode::EngineUnavailable:
    case ErrorCode::Internal:
        break;
    }
    return 1;
}

}  // namespace burnish
