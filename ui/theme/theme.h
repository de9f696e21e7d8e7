// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings.h"

#include <QFont>
#include <QPalette>

class QApplication;

namespace burnish::ui {

struct Tokens;

/// Dresses the application: Fusion with our metrics and a palette made from the design's colours.
/// Lives in the GUI thread; one for the whole program, created after the application and before the first window.
class AppTheme final {
public:
    explicit AppTheme(QApplication& application);

    /// Applies a choice at once to every widget that exists.
    void apply(Theme choice);
    Theme choice() const { return m_choice; }

private:
    bool systemIsDark() const;

    QApplication& m_application;
    Theme m_choice = Theme::System;
    bool m_startedDark = false;
};

QPalette paletteFrom(const Tokens& tokens);

/// Text sizes of the design, relative to the user's own font (which stands for the design's 13 px).
enum class TextRole { Body, Secondary, Mark, GroupTitle, Headline };
QFont fontFor(TextRole role, const QFont& base);

/// A length of the design (given at 13 px text), scaled to the user's font.
int scaled(int designPixels, const QFont& base);

}  // namespace burnish::ui
