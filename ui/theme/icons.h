// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>
#include <QString>

namespace burnish::ui {

/// One of our icons by its name ("open", "undo"), drawn at every size and pixel ratio in the text colour of the
/// palette in use; `On` icons are drawn in the accent.
QIcon icon(const QString& name);
/// An icon always drawn in the accent.
QIcon accentIcon(const QString& name);

}  // namespace burnish::ui
