// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/checkpoint_info.h"

#include <QString>

#include <optional>

namespace burnish::ui {

/// What a model is for, as its maker says it; of the model that comes with the program in the user's language. Empty
/// where there is nothing to say.
QString modelNote(const std::optional<CheckpointInfo>& model);

}  // namespace burnish::ui
