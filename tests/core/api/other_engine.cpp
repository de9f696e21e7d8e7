// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/engine.h"

/// An engine library of another version: it knows no interface that it is asked for.
extern "C" [[gnu::visibility("default")]] burnish::Engine* burnish_create_engine(int /*interface_version*/) {
    return nullptr;
}
