// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/time_text.h"

#include <QLocale>
#include <QTest>

#include <limits>

using namespace burnish;
using namespace burnish::ui;

class TestTimeText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void estimates_data() {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("unknown") << -1.0 << QString();
        QTest::newRow("nan") << std::numeric_limits<double>::quiet_NaN() << QString();
        QTest::newRow("instant") << 0.2 << QStringLiteral("less than 1 s");
        QTest::newRow("seconds") << 3.4 << QStringLiteral("about 3 s");
        QTest::newRow("a minute") << 59.7 << QStringLiteral("about 1 min");
        QTest::newRow("minutes") << 130.0 << QStringLiteral("about 2 min");
        QTest::newRow("an hour") << 3600.0 << QStringLiteral("about 1 h");
        QTest::newRow("hours") << 7500.0 << QStringLiteral("about 2 h 5 min");
    }
    void estimates() {
        QFETCH(double, seconds);
        QTEST(aboutDuration(seconds), "text");
    }

    void restNeverSaysZero() {
        QCOMPARE(timeLeft(-1.0), QString());
        QCOMPARE(timeLeft(0.0), QStringLiteral("1 s left"));
        QCOMPARE(timeLeft(12.2), QStringLiteral("12 s left"));
        QCOMPARE(timeLeft(61.0), QStringLiteral("1 min left"));
        QCOMPARE(timeLeft(3700.0), QStringLiteral("1 h 2 min left"));
        QVERIFY(!timeLeft(std::numeric_limits<double>::infinity()).isEmpty());
    }

    void measuredKeepsATenth() {
        QCOMPARE(measuredDuration(3.24), QStringLiteral("3.2 s"));
        QCOMPARE(measuredDuration(125.0), QStringLiteral("2 min 5 s"));
        QCOMPARE(measuredDuration(3661.0), QStringLiteral("1 h 1 min"));
    }

    void everyStageIsNamed() {
        QStringList seen;
        for (int stage = 0; stage <= static_cast<int>(Stage::Save); ++stage) {
            const QString text = stageText({.stage = static_cast<Stage>(stage)});
            QVERIFY(!text.isEmpty() && !seen.contains(text));
            seen.append(text);
        }
        QCOMPARE(stageText({.stage = Stage::Denoise, .step = 7, .total = 15}), QStringLiteral("Step 7 of 15"));
    }

    void memoryIsInPowersOfThousand() { QCOMPARE(memoryAmount(4'900'000'000ull), QStringLiteral("4.9\u00a0GB")); }
};

QTEST_GUILESS_MAIN(TestTimeText)
#include "tst_time_text.moc"
