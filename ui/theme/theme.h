// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings.h"

#include <QFont>
#include <QPalette>

#include <memory>

class QApplication;

namespace burnish::ui {

class DesktopAppearance;
struct Tokens;

/// Dresses the application: Fusion with our metrics and a palette made from the design's colours.
/// Lives in the GUI thread; one for the whole program, created after the application and before the first window.
class AppTheme final {
public:
    explicit AppTheme(QApplication& application);
    ~AppTheme();

    /// Takes over what the desktop says about dark and light and about contrast, now and whenever it changes.
    void followDesktop();
    /// Applies a choice at once to every widget that exists.
    void apply(Theme choice) { apply(choice, m_contrast); }
    void apply(Theme choice, Contrast contrast);
    Theme choice() const { return m_choice; }
    bool isDark() const;
    bool isHighContrast() const;

private:
    void dress();

    QApplication& m_application;
    std::unique_ptr<DesktopAppearance> m_desktop;
    Theme m_choice = Theme::System;
    Contrast m_contrast = Contrast::System;
    bool m_startedDark = false;
};

QPalette paletteFrom(const Tokens& tokens);

/// Text sizes of the design, relative to the user's own font (which stands for the design's 13 px).
enum class TextRole { Body, Secondary, Mark, GroupTitle, Headline };
QFont fontFor(TextRole role, const QFont& base);

/// A length of the design (given at 13 px text), scaled to the user's font.
int scaled(int designPixels, const QFont& base);

}  // namespace burnish::ui
