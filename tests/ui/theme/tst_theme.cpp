// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/history_delegate.h"
#include "ui/panels/history_model.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QLineEdit>
#include <QPainter>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace burnish::ui;

namespace {

double luminance(const QColor& colour) {
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// Contrast ratio as WCAG 2 defines it.
double contrast(const QColor& a, const QColor& b) {
    const double ofA = luminance(a);
    const double ofB = luminance(b);
    return (std::max(ofA, ofB) + 0.05) / (std::min(ofA, ofB) + 0.05);
}

}  // namespace

Q_DECLARE_METATYPE(const burnish::ui::Tokens*)

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numberLeavesTheWheelToThePanelUntilChosen() {
        AppTheme theme(*qApp);
        QWidget panel;
        QSpinBox box(&panel);
        box.setValue(5);
        panel.show();
        panel.setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        const auto turn = [&box] {
            QWheelEvent wheel(QPointF(5, 5), box.mapToGlobal(QPointF(5, 5)), {}, QPoint(0, 120), Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(&box, &wheel);
            return wheel.isAccepted();
        };
        QVERIFY(!turn());
        QCOMPARE(box.value(), 5);
        box.setFocus();
        QVERIFY(turn());
        QCOMPARE(box.value(), 6);
    }

    void textIsLegible_data() { everyTheme(); }
    void textIsLegible() {
        QFETCH(const Tokens*, tokens);
        for (const QColor& ground : {tokens->window, tokens->panel, tokens->raised, tokens->field}) {
            QVERIFY2(contrast(tokens->text, ground) >= (tokens->strong ? 7 : 4.5), qPrintable(ground.name()));
            QVERIFY2(contrast(tokens->secondary, ground) >= (tokens->strong ? 7 : 4.5), qPrintable(ground.name()));
        }
        QVERIFY(contrast(tokens->onAccent, tokens->accent) >= 4.5);
    }

    void outlinesOfHighContrastReachThreeToOne_data() { everyTheme(); }
    void outlinesOfHighContrastReachThreeToOne() {
        QFETCH(const Tokens*, tokens);
        if (!tokens->strong) {
            return;
        }
        for (const QColor& line : {tokens->border, tokens->track, tokens->accent, tokens->error}) {
            for (const QColor& ground : {tokens->window, tokens->panel, tokens->raised, tokens->field}) {
                QVERIFY2(contrast(line, ground) >= 3, qPrintable(line.name() + QStringLiteral(" on ") + ground.name()));
            }
        }
    }

    void paletteKnowsItsTokens_data() { everyTheme(); }
    void paletteKnowsItsTokens() {
        QFETCH(const Tokens*, tokens);
        QCOMPARE(&tokensFor(paletteFrom(*tokens)), tokens);
    }

    void choiceIsAppliedAtOnce() {
        AppTheme theme(*qApp);
        theme.apply(Theme::Dark, Contrast::Normal);
        QVERIFY(theme.isDark());
        QCOMPARE(&tokensFor(QApplication::palette()), &darkTokens());
        theme.apply(Theme::Light, Contrast::High);
        QCOMPARE(&tokensFor(QApplication::palette()), &strongLightTokens());
        theme.apply(Theme::Light, Contrast::System);
        QCOMPARE(&tokensFor(QApplication::palette()), &lightTokens());
    }

    void accessKeysAreUnderlinedWhileAltIsHeld() {
        AppTheme theme(*qApp);
        QLineEdit edit;
        edit.show();
        QVERIFY(QTest::qWaitForWindowExposed(&edit));
        const auto underlines = [] { return qApp->style()->styleHint(QStyle::SH_UnderlineShortcut) != 0; };
        QVERIFY(!underlines());
        QTest::keyPress(&edit, Qt::Key_Alt);
        QVERIFY(underlines());
        QTest::keyRelease(&edit, Qt::Key_Alt);
        QVERIFY(!underlines());
    }

    void aSeedOfTenDigitsIsShownToItsEnd() {
        // Rows that differ in the last digit of the seed only must not look alike.
        AppTheme theme(*qApp);
        for (int depth = 1; depth <= 3; ++depth) {
            QVERIFY(row(depth, QStringLiteral("4294967291")) != row(depth, QStringLiteral("4294967290")));
        }
    }

private:
    static void everyTheme() {
        QTest::addColumn<const Tokens*>("tokens");
        QTest::newRow("dark") << &darkTokens();
        QTest::newRow("light") << &lightTokens();
        QTest::newRow("dark, high contrast") << &strongDarkTokens();
        QTest::newRow("light, high contrast") << &strongLightTokens();
    }
    static QImage row(int depth, const QString& seed) {
        QStandardItemModel model(1, 1);
        const QModelIndex index = model.index(0, 0);
        model.setData(index, QStringLiteral("0.30"), Qt::DisplayRole);
        model.setData(index, depth, HistoryModel::DepthRole);
        model.setData(index, QStringLiteral("seed %1 · 12 s").arg(seed), HistoryModel::SubtitleRole);
        model.setData(index, QStringList{QStringLiteral("seed %1").arg(seed), seed},
                      HistoryModel::ShorterSubtitlesRole);
        QStyleOptionViewItem option;
        option.rect = QRect(0, 0, scaled(184, QApplication::font()), scaled(64, QApplication::font()));
        option.font = QApplication::font();
        option.palette = QApplication::palette();
        QImage image(option.rect.size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        HistoryDelegate().paint(&painter, option, index);
        return image;
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
