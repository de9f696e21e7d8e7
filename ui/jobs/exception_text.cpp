// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/exception_text.h"

#include <exception>
#include <new>

namespace burnish::ui {

std::optional<Error::Parts> caughtParts() {
    try {
        throw;
    } catch (const Cancelled&) {
        return std::nullopt;
    } catch (const Error& error) {
        return error.parts();
    } catch (const std::bad_alloc&) {
        return Error::Parts{.code = ErrorCode::OutOfMemory, .found = "not enough memory"};
    } catch (const std::exception& exception) {
        return Error::Parts{.code = ErrorCode::Internal, .found = exception.what()};
    } catch (...) {
        return Error::Parts{.code = ErrorCode::Internal, .found = "an exception of an unknown kind"};
    }
}

}  // namespace burnish::ui
