// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace burnish::ui {

/// Resident memory of this process in bytes; 0 where the system does not say.
quint64 residentMemory();

}  // namespace burnish::ui
