// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/sampler_noise.h"

#include "core/engine/pipelines/latents.h"

#include <ATen/ATen.h>

#include <QTest>

using namespace burnish;

namespace {

at::Tensor noise(std::uint64_t seed, std::int64_t height = 64, std::int64_t width = 48) {
    return at::randn({1, 4, height, width}, make_generator(seed));
}

/// A run that leaves `leaked` of its noise, and edits the picture by `edit`.
LatentChange run(double sigma, double leaked, const at::Tensor& edit) {
    const at::Tensor source = noise(1);
    const at::Tensor added = sigma * noise(2);
    return {.source = source, .refined = source + leaked * added + edit, .noise = added};
}

at::Tensor nothing() {
    return at::zeros({1, 4, 64, 48});
}

double deviation(const at::Tensor& values) {
    return values.square().mean().sqrt().item<double>();
}

double change_kept(const LatentChange& change, double amount = 1.0) {
    return deviation(without_sampler_noise(change, amount) - change.source);
}

}  // namespace

class TestSamplerNoise : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A pass that only leaves noise behind returns the picture it was given.
    void leakedNoiseIsNotAnEdit() {
        for (const double leaked : {0.3, 0.6, 0.8}) {
            QVERIFY2(change_kept(run(0.05, leaked, nothing())) < 0.002, qPrintable(QString::number(leaked)));
        }
    }

    void withoutNoiseNothingIsTouched() {
        LatentChange change = run(0.05, 0.6, nothing());
        change.noise = at::Tensor();
        QVERIFY(at::equal(without_sampler_noise(change, 1.0), change.refined));
        QVERIFY(at::equal(noise_found(change), at::zeros({1, 1, 64, 48})));
    }

    void amountIsADial() {
        const LatentChange change = run(0.05, 0.6, nothing());
        QVERIFY(at::equal(without_sampler_noise(change, 0.0), change.refined));
        const double all = change_kept(change, 0.0);
        QVERIFY(std::abs(change_kept(change, 0.5) - 0.5 * all) < 0.05 * all);
    }

    /// A tone of the whole picture that is far weaker than the noise of one latent is an edit all the same.
    void toneOfTheWholePicturePasses() {
        const double tone = 0.03;
        const LatentChange change = run(0.05, 0.6, at::full({1, 4, 64, 48}, tone));
        const at::Tensor kept = without_sampler_noise(change, 1.0) - change.source;
        QVERIFY(std::abs(kept.mean().item<double>() - tone) < 0.1 * tone);
        QVERIFY(deviation(kept - tone) < 0.3 * deviation(change.refined - change.source - tone));
    }

    /// What is drawn in one place stays there, and its surroundings are left alone.
    void strongChangeOfOnePlacePasses() {
        at::Tensor edit = nothing();
        edit.narrow(2, 24, 16).narrow(3, 16, 16).copy_(0.5 * noise(3, 16, 16));
        const LatentChange change = run(0.05, 0.6, edit);
        const at::Tensor kept = without_sampler_noise(change, 1.0) - change.source;
        const auto inside = [](const at::Tensor& all) { return all.narrow(2, 26, 12).narrow(3, 18, 12); };
        QVERIFY(deviation(inside(kept - edit)) < 0.15 * deviation(inside(edit)));
        QVERIFY(deviation(kept.narrow(2, 0, 8)) < 0.005);
    }

    /// Much noise means that the picture is to be drawn anew.
    void fadesOutAsStrengthGrows() {
        double last = 0.0;
        for (const double sigma : {0.05, 0.2, 0.4, 1.0}) {
            const LatentChange change = run(sigma, 0.5, nothing());
            const double share = change_kept(change) / deviation(change.refined - change.source);
            QVERIFY2(share >= last, qPrintable(QString::number(sigma)));
            last = share;
        }
        QVERIFY(last > 0.999);
    }

    /// Noise that the picture brought is told from the noise that was added, and from clean texture, which hides some
    /// of it.
    void noiseOfThePictureIsFound_data() {
        QTest::addColumn<double>("sigma");
        QTest::addColumn<double>("leaked");
        QTest::newRow("light") << 0.04 << 0.1;
        QTest::newRow("stronger, by a model that sees it all") << 0.18 << 0.02;
    }

    void noiseOfThePictureIsFound() {
        QFETCH(double, sigma);
        QFETCH(double, leaked);
        const double own = 0.06;
        const LatentChange clean = run(sigma, 0.2, nothing());
        QVERIFY(noise_found(clean).max().item<double>() < 0.01);
        at::Tensor edit = nothing();
        edit.narrow(3, 0, 24).copy_(-own * noise(4, 64, 24));
        const LatentChange noisy = run(sigma, leaked, edit);
        const at::Tensor found = noise_found(noisy);
        const double here = found.narrow(3, 0, 12).mean().item<double>();
        const double there = found.narrow(3, 40, 8).mean().item<double>();
        qInfo("found %.2f where it is, %.2f beside it", here, there);
        QVERIFY(here > 0.4);
        QVERIFY(there < 0.6 * here);
        QVERIFY(there > 0.1);
    }

    void toneIsNotNoise() {
        QVERIFY(noise_found(run(0.18, 0.2, at::full({1, 4, 64, 48}, 0.3))).max().item<double>() < 0.01);
    }

    void renewedNoiseIsNotThePictures() {
        LatentChange change = run(0.18, 0.0, 0.1 * noise(5));
        QVERIFY(noise_found(change).mean().item<double>() > 0.5);
        change.noise_renewed = true;
        QVERIFY(noise_found(change).max().item<double>() < 0.01);
    }

    void everySizeWorks() {
        for (const std::int64_t height : {1, 3, 9}) {
            for (const std::int64_t width : {1, 2, 17}) {
                const at::Tensor source = noise(6, height, width);
                const LatentChange change{
                    .source = source, .refined = source * 0.9, .noise = 0.1 * noise(7, height, width)};
                QVERIFY(!without_sampler_noise(change, 0.7).isnan().any().item<bool>());
                QCOMPARE(noise_found(change).sizes(), at::IntArrayRef({1, 1, height, width}));
                QVERIFY(!noise_found(change).isnan().any().item<bool>());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestSamplerNoise)
#include "tst_sampler_noise.moc"
