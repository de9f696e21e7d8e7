// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/step_count.h"

#include <QTest>

#include <cmath>

using namespace burnish;

class TestStepCount final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAsDiffusersDoes_data() {
        QTest::addColumn<int>("steps");
        QTest::addColumn<double>("strength");
        QTest::addColumn<int>("expected");
        QTest::newRow("default") << 50 << 0.3 << 15;
        QTest::newRow("truncated product 28.999...") << 50 << 0.58 << 28;
        QTest::newRow("100 x 0.29") << 100 << 0.29 << 28;
        QTest::newRow("100 x 0.58") << 100 << 0.58 << 57;
        QTest::newRow("all") << 50 << 1.0 << 50;
        QTest::newRow("nothing") << 50 << 0.0 << 0;
        QTest::newRow("at least one") << 8 << 0.1 << 1;
        QTest::newRow("at least one of one") << 1 << 0.01 << 1;
        QTest::newRow("a thousand") << 1000 << 1.0 << 1000;
    }
    void countsAsDiffusersDoes() {
        QFETCH(int, steps);
        QFETCH(double, strength);
        QFETCH(int, expected);
        QCOMPARE(steps_that_run({.strength = strength, .steps = steps}), expected);
    }

    void experts() {
        // spec.md §4.3: N = 40, hand-off at 0.8.
        QCOMPARE(steps_that_run({.strength = 0.3, .steps = 40, .denoising_start = 0.8}), 8);
        QCOMPARE(steps_that_run({.strength = 1.0, .steps = 40, .denoising_end = 0.8}), 32);
    }

    void samplersCountTheirOwnWay() {
        // Heun asks the model twice for every step but the last, and both count.
        QCOMPARE(steps_that_run({.strength = 0.3, .steps = 10, .sampler = Sampler::Heun}), 5);
        QCOMPARE(steps_of_schedule({.steps = 10, .sampler = Sampler::Heun}), 19);
        QCOMPARE(steps_that_run({.strength = 0.5, .steps = 8, .sampler = Sampler::Lcm}), 4);
        QCOMPARE(steps_that_run({.strength = 1.0, .steps = 60, .sampler = Sampler::Lcm}), most_steps(Sampler::Lcm));
        // The ramp of Karras has its steps elsewhere, so another part of them lies after the hand-off.
        QVERIFY(steps_that_run({.steps = 40, .sampler = Sampler::DpmPp2MKarras, .denoising_start = 0.8}) > 8);
    }

    void picturesFromText() {
        RefineSettings settings{.strength = 0.3, .steps = 40, .generate = SizeHW{64, 64}};
        QCOMPARE(steps_that_run(settings), 40);
        settings.refiner = "refiner";
        QCOMPARE(steps_that_run(settings), 40 + 12);  // two stages
        settings.handoff = 0.8;
        QCOMPARE(steps_that_run(settings), 32 + 8);
    }

    void bothExpertsCoverEveryStepOnce() {
        for (int steps = 1; steps <= 1000; steps += 13) {
            for (double cut = 0.05; cut < 1.0; cut += 0.05) {
                const int first = steps_that_run({.strength = 1.0, .steps = steps, .denoising_end = cut});
                const int second = steps_that_run({.steps = steps, .denoising_start = cut});
                QCOMPARE(first + second, steps);
            }
        }
    }

    void survivesValuesOutOfRange() {
        QCOMPARE(steps_that_run({.strength = std::nan(""), .steps = 50}), 0);
        QCOMPARE(steps_that_run({.strength = 7.0, .steps = 50}), 50);
        QCOMPARE(steps_that_run({.strength = 0.5, .steps = -3}), 1);
        QCOMPARE(steps_that_run({.strength = 1.0, .steps = 100000}), 1000);
    }
};

QTEST_GUILESS_MAIN(TestStepCount)
#include "tst_step_count.moc"
