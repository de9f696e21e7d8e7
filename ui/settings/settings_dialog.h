// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings.h"

#include <QDialog>

class QComboBox;

namespace burnish::ui {

class AppTheme;

/// What is chosen once and seldom changed: language, theme, contrast. Takes effect at once (the language with the next
/// start), so there is nothing to confirm.
class SettingsDialog final : public QDialog {
    Q_OBJECT
public:
    /// `theme` may be null (tests).
    SettingsDialog(Settings& settings, AppTheme* theme, QWidget* parent = nullptr);

Q_SIGNALS:
    void themeChosen(burnish::ui::Theme theme);

private:
    QComboBox* makeLanguages();
    QComboBox* makeThemes();
    QComboBox* makeContrasts();

    Settings& m_settings;
    AppTheme* m_theme;
};

}  // namespace burnish::ui
