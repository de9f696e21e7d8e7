// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/common/error.h"

#include <QString>

namespace burnish::ui {

/// An error in the user's language.
struct ErrorText {
    QString title;    ///< what happened, one short sentence without a full stop
    QString body;     ///< what is safe and what can be done now
    QString details;  ///< the parts, in English as the engine gave them; for "Details" and for a report
};

/// Composes the sentences for an error from its parts. Never empty for any code. GUI thread.
ErrorText describeError(const Error::Parts& parts);

}  // namespace burnish::ui
