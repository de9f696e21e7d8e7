// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/common/error.h"

#include <optional>

namespace burnish::ui {

/// What a worker slot caught, as parts; empty for `Cancelled`. Call inside `catch (...)`. Never throws but for memory.
std::optional<Error::Parts> caughtParts();

}  // namespace burnish::ui
