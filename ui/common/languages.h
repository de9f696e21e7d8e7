// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

class QApplication;

namespace burnish::ui {

/// The languages that are compiled in, as "de", "en"; English is always among them.
QStringList shippedLanguages();
/// What the system's own language calls itself.
QString systemLanguageName();
/// Loads Qt's and our catalogues of a language (empty: the system's) and makes its numbers, plurals and reading
/// direction the application's. Called once, before the first widget.
void installLanguage(QApplication& application, const QString& language);

}  // namespace burnish::ui
