// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/languages.h"

#include <QApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace burnish::ui {
namespace {

const QString kFolder = QStringLiteral(":/i18n");

}  // namespace

QStringList shippedLanguages() {
    QStringList languages;
    for (const QString& file : QDir(kFolder).entryList({QStringLiteral("burnish_*.qm")}, QDir::Files, QDir::Name)) {
        languages.append(file.mid(8).chopped(3));
    }
    return languages;
}

QString systemLanguageName() {
    return QLocale::system().nativeLanguageName();
}

void installLanguage(QApplication& application, const QString& language) {
    // Who keeps the system's language keeps its region too: the comma in numbers, the order of dates.
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    auto* ofQt = new QTranslator(&application);
    if (ofQt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                   QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QApplication::installTranslator(ofQt);
    }
    // English plurals first; the user's own language on top of them.
    for (const QLocale& wanted : {QLocale(QLocale::English), locale}) {
        auto* ours = new QTranslator(&application);
        if (ours->load(wanted, QStringLiteral("burnish"), QStringLiteral("_"), kFolder)) {
            QApplication::installTranslator(ours);
        }
    }
    if (locale.textDirection() == Qt::RightToLeft) {
        QApplication::setLayoutDirection(Qt::RightToLeft);
    }
}

}  // namespace burnish::ui
