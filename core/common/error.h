// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace burnish {

/// What went wrong, as far as some caller acts on it: the command line's exit status and the window's sentence.
enum class ErrorCode {
    InvalidArgument,    ///< an option, or a combination of options, that cannot be carried out
    DeviceUnavailable,  ///< the asked device is not in this machine
    ImageNotFound,      ///< no file where a picture was named
    ImageUnreadable,    ///< not a picture, damaged, or a folder
    ImageTooLarge,      ///< refused from its header, before any allocation
    DecoderCrashed,     ///< the codec process ended while it worked on this picture
    ModelNotFound,      ///< no file or folder where a model was named
    ModelIncomplete,    ///< a component, file or tensor is missing
    ModelCorrupt,       ///< a file breaks the rules of its format
    ModelUnsupported,   ///< readable, but not a model that Burnish can run
    OutOfMemory,        ///< host or device memory ran out
    WriteFailed,        ///< the output could not be written; the old file is whole
    EngineUnavailable,  ///< the engine library could not be opened
    Internal,           ///< everything else: a defect of ours
};

/// The one exception of Burnish. It carries parts, not a finished sentence: the window composes a translated
/// sentence from them, the command line an English one (`to_sentence`).
class [[gnu::visibility("default")]] Error : public std::runtime_error {
public:
    struct Parts {
        ErrorCode code = ErrorCode::Internal;
        std::filesystem::path path;  ///< the file or folder concerned; empty if none
        std::string subject;         ///< the tensor, option or component concerned; empty if none
        std::string found;           ///< what was found, in English
        std::string expected;        ///< what was expected, in English; empty if `found` says it all
    };

    explicit Error(Parts parts);

    const Parts& parts() const noexcept {
        return parts_;
    }
    ErrorCode code() const noexcept {
        return parts_.code;
    }

private:
    Parts parts_;
};

/// One English line that names the file, what was found and what was expected. Never contains a line break.
std::string to_sentence(const Error::Parts& parts);

/// Exit status of the command line for a code (product.md: 2 usage, 3 picture, 4 model, 5 memory, 6 write, 1
/// otherwise).
int exit_status(ErrorCode code) noexcept;

/// Thrown where a stop was asked for. Deliberately not an `Error`: nothing went wrong.
class [[gnu::visibility("default")]] Cancelled final
    : public std::exception{public : const char * what() const noexcept override{return "cancelled";
}  // namespace burnish
}
;

}  // namespace burnish
