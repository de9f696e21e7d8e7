// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/attribute.h"
#include "core/training/pictures/filters.h"
#include "core/training/pictures/scene.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>

using namespace burnish::training;

namespace {

double mean_of(std::span<const float> values) {
    double sum = 0.0;
    for (const float value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

double brightness(const Picture& picture) {
    return mean_of(luma_of(picture));
}

double contrast(const Picture& picture) {
    const std::vector<float> luma = luma_of(picture);
    const double mean = mean_of(luma);
    double squares = 0.0;
    for (const float value : luma) {
        squares += (value - mean) * (value - mean);
    }
    return std::sqrt(squares / static_cast<double>(luma.size()));
}

double chroma(const Picture& picture) {
    double sum = 0.0;
    for (std::size_t i = 0; i < picture.plane_size(); ++i) {
        const auto [low, high] = std::minmax({picture.plane(0)[i], picture.plane(1)[i], picture.plane(2)[i]});
        sum += high - low;
    }
    return sum / static_cast<double>(picture.plane_size());
}

double warmth(const Picture& picture) {
    return mean_of(picture.plane(0)) - mean_of(picture.plane(2));
}

double detail(const Picture& picture) {
    const std::vector<float> luma = luma_of(picture);
    double sum = 0.0;
    for (std::size_t i = 1; i < luma.size(); ++i) {
        sum += std::abs(luma[i] - luma[i - 1]);
    }
    return sum / static_cast<double>(luma.size());
}

/// Kurtosis of the steps from place to place: large where planes are flat and meet in hard edges.
double flatness(const Picture& picture) {
    const std::vector<float> luma = luma_of(picture);
    double squares = 0.0;
    double fourths = 0.0;
    for (std::size_t i = 1; i < luma.size(); ++i) {
        const double square = std::pow(luma[i] - luma[i - 1], 2);
        squares += square;
        fourths += square * square;
    }
    return static_cast<double>(luma.size()) * fourths / (squares * squares);
}

/// Steps across the borders of 8 by 8 blocks beside those within.
double blockiness(const Picture& picture) {
    double borders = 0.0;
    double within = 0.0;
    const std::vector<float> luma = luma_of(picture);
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 1; x < picture.width; ++x) {
            const auto i = static_cast<std::size_t>(y * picture.width + x);
            (x % 8 == 0 ? borders : within) += std::abs(luma[i] - luma[i - 1]);
        }
    }
    return 7.0 * borders / within;
}

double distance(const Picture& first, const Picture& second) {
    double sum = 0.0;
    for (std::size_t i = 0; i < first.rgb.size(); ++i) {
        sum += std::abs(first.rgb[i] - second.rgb[i]);
    }
    return sum / static_cast<double>(first.rgb.size());
}

struct Expectation {
    Attribute attribute;
    const char* measure;
    std::function<double(const Picture&)> of;
    int direction;
};

const std::vector<Expectation> kExpectations = {
    {Attribute::noisy, "detail", detail, 1},
    {Attribute::blurry, "detail", detail, -1},
    {Attribute::jpeg_artifacts, "blockiness", blockiness, 1},
    {Attribute::low_resolution, "detail", detail, -1},
    {Attribute::warm, "warmth", warmth, 1},
    {Attribute::cool, "warmth", warmth, -1},
    {Attribute::black_and_white, "chroma", chroma, -1},
    {Attribute::vivid, "chroma", chroma, 1},
    {Attribute::muted, "chroma", chroma, -1},
    {Attribute::high_contrast, "contrast", contrast, 1},
    {Attribute::low_contrast, "contrast", contrast, -1},
    {Attribute::bright, "brightness", brightness, 1},
    {Attribute::dark, "brightness", brightness, -1},
    {Attribute::sharp, "detail", detail, 1},
    {Attribute::oil_painting, "flatness", flatness, 1},
    {Attribute::watercolor, "brightness", brightness, 1},
    {Attribute::pencil_drawing, "chroma", chroma, -1},
    {Attribute::pencil_drawing, "brightness", brightness, 1},
};

}  // namespace

class TestAttribute final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void movesItsMeasure_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < kExpectations.size(); ++i) {
            const std::string_view name = name_of(kExpectations[i].attribute);
            QTest::addRow("%.*s %s", static_cast<int>(name.size()), name.data(), kExpectations[i].measure)
                << static_cast<int>(i);
        }
    }
    void movesItsMeasure() {
        QFETCH(int, index);
        const Expectation& expectation = kExpectations[static_cast<std::size_t>(index)];
        int scenes = 0;
        for (std::uint64_t seed = 20; scenes < 8; ++seed) {
            const Picture scene = make_scene(seed, 128, 128);
            if (detail(scene) < 0.015 || chroma(scene) < 0.05) {
                continue;  // a bare sky, a grey street: nothing there to flatten or to colour
            }
            ++scenes;
            const double before = expectation.of(scene);
            const double after = expectation.of(apply(scene, expectation.attribute, 0.7F, seed));
            QVERIFY2(expectation.direction * (after - before) > 0.02 * std::abs(before),
                     qPrintable(QString::asprintf("scene %d: %.4f to %.4f", static_cast<int>(seed), before, after)));
        }
    }

    void sepiaIsOneHue() {
        const Picture sepia = apply(make_scene(20, 64, 64), Attribute::sepia, 1.0F, 0);
        for (std::size_t i = 0; i < sepia.plane_size(); ++i) {
            QVERIFY(sepia.plane(0)[i] >= sepia.plane(1)[i] && sepia.plane(1)[i] >= sepia.plane(2)[i]);
        }
    }

    void isTheSameEachTimeWithinRangeAndSeen_data() {
        QTest::addColumn<Attribute>("attribute");
        for (const Attribute attribute : kAttributes) {
            QTest::newRow(std::string(name_of(attribute)).c_str()) << attribute;
        }
    }
    void isTheSameEachTimeWithinRangeAndSeen() {
        QFETCH(Attribute, attribute);
        for (std::uint64_t seed = 40; seed < 52; ++seed) {
            const Picture scene = make_scene(seed, 80, 56);
            for (const float strength : {0.0F, 0.5F, 1.0F}) {
                const Picture changed = apply(scene, attribute, strength, seed);
                QVERIFY(changed.rgb == apply(scene, attribute, strength, seed).rgb);
                QCOMPARE(changed.width, 80);
                QCOMPARE(changed.height, 56);
                QVERIFY(std::ranges::all_of(changed.rgb, [](float value) { return value >= 0.0F && value <= 1.0F; }));
            }
        }
        QVERIFY(distance(make_scene(44, 80, 56), apply(make_scene(44, 80, 56), attribute, 1.0F, 1)) > 0.004);
    }

    void noiseHasTheDeviationItSays() {
        const Picture grey{128, 128, std::vector<float>(std::size_t{3} * 128 * 128, 0.5F)};
        for (std::uint64_t seed = 0; seed < 12; ++seed) {
            QVERIFY(std::abs(contrast(apply(grey, Attribute::noisy, 1.0F, seed)) - 40.0 / 255.0) < 0.07);
        }
    }

    void blurKeepsTheMean() {
        const Picture scene = make_scene(5, 96, 96);
        Picture blurred = scene;
        blur(blurred, 2.0F);
        QVERIFY(std::abs(brightness(scene) - brightness(blurred)) < 1e-3);
    }

    void resizesAndKeepsAnEvenPlane() {
        const Picture grey{32, 24, std::vector<float>(std::size_t{3} * 32 * 24, 0.25F)};
        for (const Resampling kind :
             {Resampling::Nearest, Resampling::Box, Resampling::Bilinear, Resampling::Bicubic}) {
            for (const int width : {11, 32, 75}) {
                const Picture resized = resize(grey, width, 40, kind);
                QCOMPARE(resized.width, width);
                QCOMPARE(resized.height, 40);
                QVERIFY(std::ranges::all_of(resized.rgb, [](float value) { return std::abs(value - 0.25F) < 1e-5F; }));
            }
        }
    }

    void tellsItsSpeed() {
        const Picture scene = make_scene(1, 128, 128);
        for (const Attribute attribute : kAttributes) {
            const auto start = std::chrono::steady_clock::now();
            for (std::uint64_t seed = 0; seed < 10; ++seed) {
                apply(scene, attribute, 0.7F, seed);
            }
            const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
            qInfo("%-16s %.2f ms at 128 by 128", std::string(name_of(attribute)).c_str(), spent.count() / 10);
        }
    }
};

QTEST_GUILESS_MAIN(TestAttribute)
#include "tst_attribute.moc"
