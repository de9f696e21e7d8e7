// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTranslator>

#include <algorithm>

namespace burnish::test {

/// A language that nobody speaks: every text in brackets, accented, and a third longer. What is left without brackets
/// was never offered for translation; what is cut off has no room for German or Finnish.
class PseudoLanguage final : public QTranslator {
public:
    QString translate(const char* /*context*/, const char* source, const char* /*comment*/, int /*n*/) const override {
        const QString text = QString::fromUtf8(source);
        QString accented;
        bool placeholder = false;
        for (const QChar c : text) {
            placeholder = c == QLatin1Char('%') ||
                          (placeholder && (c.isDigit() || c == QLatin1Char('n') || c == QLatin1Char('L')));
            static const QString plain = QStringLiteral("aeiouAEIOUcn");
            static const QString marked = QStringLiteral("àéïöúÀÉÏÖÚçñ");
            const auto at = plain.indexOf(c);
            accented += at < 0 || placeholder ? c : marked.at(at);
        }
        const QString padding(std::max<qsizetype>(1, text.size() / 3), QLatin1Char('~'));
        return QLatin1Char('[') + accented + padding + QLatin1Char(']');
    }
    bool isEmpty() const override { return false; }
};

}  // namespace burnish::test
