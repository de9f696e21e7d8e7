// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/random.h"
#include "core/training/pictures/scene.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

using namespace burnish::training;

class TestScene final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameSeedMakesTheSamePictureInEveryThread() {
        const Picture first = make_scene(7, 96, 64);
        QCOMPARE(first.width, 96);
        QCOMPARE(first.height, 64);
        QCOMPARE(first.rgb.size(), std::size_t{3 * 96 * 64});
        Picture second;
        Picture other;
        std::jthread([&] { second = make_scene(7, 96, 64); }).join();
        other = make_scene(8, 96, 64);
        QVERIFY(first.rgb == second.rgb);
        QVERIFY(first.rgb != other.rgb);
    }

    void valuesStayInRange() {
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const Picture picture = make_scene(seed, 16 + static_cast<int>(seed), 48);
            QVERIFY(std::ranges::all_of(picture.rgb, [](float value) { return value >= 0.0F && value <= 1.0F; }));
        }
    }

    /// The mean power of frequencies falls as in photographs: by about f^-2.
    void contrastAndSharpnessAreThoseOfPhotographs() {
        double step_sum = 0.0;
        double far_sum = 0.0;
        double contrast_sum = 0.0;
        constexpr int kScenes = 40;
        for (std::uint64_t seed = 100; seed < 100 + kScenes; ++seed) {
            const Picture picture = make_scene(seed, 128, 128);
            const std::vector<float> luma = luma_of(picture);
            double mean = 0.0;
            double squares = 0.0;
            double near_steps = 0.0;
            double far_steps = 0.0;
            for (int y = 0; y < 128; ++y) {
                for (int x = 0; x < 120; ++x) {
                    const auto i = static_cast<std::size_t>(y * 128 + x);
                    mean += luma[i];
                    squares += luma[i] * luma[i];
                    near_steps += std::pow(luma[i + 1] - luma[i], 2);
                    far_steps += std::pow(luma[i + 8] - luma[i], 2);
                }
            }
            constexpr double kCount = 128 * 120;
            contrast_sum += std::sqrt(std::max(squares / kCount - mean / kCount * (mean / kCount), 0.0));
            step_sum += near_steps / kCount;
            far_sum += far_steps / kCount;
        }
        const double contrast = contrast_sum / kScenes;
        QVERIFY2(contrast > 0.12 && contrast < 0.28, qPrintable(QString::number(contrast)));
        // Five photographs at 512 pixels: neighbours differ by 0.0035 in the square, places 8 apart by five times that.
        QVERIFY2(step_sum / kScenes > 0.001 && step_sum / kScenes < 0.01,
                 qPrintable(QString::number(step_sum / kScenes)));
        QVERIFY2(far_sum / step_sum > 2.0 && far_sum / step_sum < 12.0,
                 qPrintable(QString::number(far_sum / step_sum)));
    }

    void drawsAreSpreadAsTheySay() {
        Random random(3);
        double sum = 0.0;
        double squares = 0.0;
        constexpr int kDraws = 100000;
        int below = 0;
        for (int i = 0; i < kDraws; ++i) {
            const double value = random.normal();
            sum += value;
            squares += value * value;
            below += random.integer(10) < 3 ? 1 : 0;
        }
        QVERIFY(std::abs(sum / kDraws) < 0.015);
        QVERIFY(std::abs(squares / kDraws - 1.0) < 0.02);
        QVERIFY(std::abs(below / double{kDraws} - 0.3) < 0.01);
    }

    void tellsItsSpeed() {
        const auto start = std::chrono::steady_clock::now();
        constexpr int kScenes = 20;
        for (std::uint64_t seed = 0; seed < kScenes; ++seed) {
            make_scene(seed, 256, 256);
        }
        const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
        qInfo("%.2f ms a scene of 256 by 256", spent.count() / kScenes);
    }
};

QTEST_GUILESS_MAIN(TestScene)
#include "tst_scene.moc"
