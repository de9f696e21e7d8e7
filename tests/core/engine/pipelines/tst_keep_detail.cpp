// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/keep_detail.h"

#include "core/engine/pipelines/latents.h"

#include <ATen/ATen.h>

#include <QTest>

#include <cmath>

using namespace burnish;

namespace {

constexpr double kLevel = 2.0 / 255.0;

/// Stands in for an autoencoder: averages of 4x4 pixels, shown smoothly again. Like a real one it keeps what is coarse,
/// a small part of the noise, and no fine line.
at::Tensor round_trip_of(const at::Tensor& pixels) {
    return at::upsample_bilinear2d(at::avg_pool2d(pixels, 4), {pixels.size(2), pixels.size(3)}, false);
}

/// Soft shapes under lettering-like strokes, [1, 3, 256, 256].
at::Tensor lettering() {
    at::Tensor pixels = at::empty({1, 3, 256, 256}, at::kFloat);
    auto* samples = pixels.mutable_data_ptr<float>();
    for (int plane = 0; plane < 3; ++plane) {
        for (int y = 0; y < 256; ++y) {
            for (int x = 0; x < 256; ++x) {
                const double soft = 0.4 * std::sin(0.02 * x + plane) * std::cos(0.015 * y);
                const bool stroke = y / 32 % 2 == 0 && (x % 11 < 2 || y % 13 == 5);
                *samples++ = static_cast<float>(stroke ? -0.7 + 0.1 * plane : soft);
            }
        }
    }
    return pixels;
}

at::Tensor noise_like(const at::Tensor& pixels, double levels, std::uint64_t seed) {
    return levels * kLevel * StepNoise{.generator = make_generator(seed)}.draw(pixels);
}

/// Nothing was found.
at::Tensor none(const at::Tensor& pixels) {
    return at::zeros({1, 1, pixels.size(2), pixels.size(3)});
}

double psnr(const at::Tensor& one, const at::Tensor& other) {
    return 10.0 * std::log10(4.0 / (one.clamp(-1.0, 1.0) - other).square().mean().item<double>());
}

double distance(const at::Tensor& one, const at::Tensor& other) {
    return (one - other).square().mean().item<double>();
}

}  // namespace

class TestKeepDetail : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unchangedPictureIsTheSource_data() {
        QTest::addColumn<double>("noise");
        QTest::newRow("clean") << 0.0;
        QTest::newRow("grain is detail too") << 12.0;
    }

    void unchangedPictureIsTheSource() {
        QFETCH(double, noise);
        const at::Tensor source = lettering() + noise_like(lettering(), noise, 1);
        const at::Tensor round_trip = round_trip_of(source);
        QVERIFY(psnr(round_trip, source) < 30.0);
        QVERIFY(at::equal(detail_weight(source, round_trip, round_trip, none(source)), at::ones({1, 1, 256, 256})));
        QVERIFY((keep_detail(source, round_trip, round_trip, none(source), 1.0) - source).abs().max().item<double>() <
                1e-6);
    }

    void amountIsADial() {
        const at::Tensor source = lettering();
        const at::Tensor round_trip = round_trip_of(source);
        const at::Tensor decoded = round_trip + 2.0 * kLevel * at::sin(10.0 * round_trip);
        QVERIFY(at::equal(keep_detail(source, round_trip, decoded, none(source), 0.0), decoded));
        double last = distance(decoded, source);
        for (const double amount : {0.25, 0.5, 0.75, 1.0}) {
            const double now = distance(keep_detail(source, round_trip, decoded, none(source), amount), source);
            QVERIFY(now < last);
            last = now;
        }
    }

    /// The less the refiner changed, the more comes back: the picture converges to the source.
    void convergesToTheSource() {
        const at::Tensor source = lettering() + noise_like(lettering(), 6.0, 2);
        const at::Tensor round_trip = round_trip_of(source);
        const at::Tensor change = round_trip_of(noise_like(source, 60.0, 3)) - 0.3 * round_trip;
        double last_weight = 0.0;
        double last_distance = 100.0;
        for (const double strength : {1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.005}) {
            const at::Tensor decoded = round_trip + strength * change;
            const double weight = detail_weight(source, round_trip, decoded, none(source)).mean().item<double>();
            const double away = distance(keep_detail(source, round_trip, decoded, none(source), 1.0), source);
            QVERIFY2(weight > last_weight, qPrintable(QString::number(strength)));
            QVERIFY2(away < last_distance, qPrintable(QString::number(strength)));
            last_weight = weight;
            last_distance = away;
        }
        QVERIFY(last_weight > 0.98);
        QVERIFY(std::sqrt(last_distance) < 0.5 * kLevel);
    }

    void cleanLetteringComesBack() {
        const at::Tensor source = lettering();
        const at::Tensor round_trip = round_trip_of(source);
        const at::Tensor decoded = round_trip + round_trip_of(noise_like(source, 6.0, 4));
        const double before = psnr(decoded, source);
        const double after = psnr(keep_detail(source, round_trip, decoded, none(source), 1.0), source);
        qInfo("lettering: %.1f dB without, %.1f dB with", before, after);
        QVERIFY(after > before + 12.0);
    }

    /// A refiner that cleans: what it took away for noise must not come back with the detail.
    void removedNoiseStaysAway_data() {
        QTest::addColumn<double>("noise");
        for (const double noise : {10.0, 25.0, 50.0}) {
            QTest::addRow("sigma %.0f", noise) << noise;
        }
    }

    void removedNoiseStaysAway() {
        QFETCH(double, noise);
        const at::Tensor clean = lettering();
        const at::Tensor source = (clean + noise_like(clean, noise, 5)).clamp(-1.0, 1.0);
        const at::Tensor round_trip = round_trip_of(source);
        const at::Tensor decoded = round_trip_of(clean);
        const double without = psnr(decoded, clean);
        const double with = psnr(keep_detail(source, round_trip, decoded, none(source), 1.0), clean);
        qInfo("noise of %.0f levels: source %.1f dB, refined %.1f dB, with detail %.1f dB, weight %.2f", noise,
              psnr(source, clean), without, with,
              detail_weight(source, round_trip, decoded, none(source)).mean().item<double>());
        QVERIFY(with >= without);
    }

    /// Where the refiner left the noise alone but it is known to be there, the loss keeps away as well; lettering,
    /// which stands out of it, does not. Photographs with noise of 10 to 25 levels are found at 0.07 to 0.3.
    void noiseThatWasFoundStaysAway() {
        const at::Tensor clean = lettering();
        const at::Tensor source = (clean + noise_like(clean, 10.0, 5)).clamp(-1.0, 1.0);
        const at::Tensor round_trip = round_trip_of(source);
        const at::Tensor found = at::full({1, 1, 64, 64}, 0.1);
        const double returned = psnr(keep_detail(source, round_trip, round_trip, none(source), 1.0), clean);
        const double kept = psnr(keep_detail(source, round_trip, round_trip, found, 1.0), clean);
        const double smooth = psnr(round_trip, clean);
        qInfo("noise unseen %.2f dB, found %.2f dB, all loss left out %.2f dB", returned, kept, smooth);
        QVERIFY(kept > returned + 1.5);
        QVERIFY(kept > smooth + 6.0);
    }

    /// A redrawn place keeps what the refiner drew, and its surroundings keep their detail; between the two nothing
    /// overshoots.
    void redrawnPlaceHasNoHalo() {
        const at::Tensor source = lettering();
        const at::Tensor round_trip = round_trip_of(source);
        at::Tensor drawn = at::zeros({1, 3, 256, 256});
        for (int x = 96; x < 160; x += 8) {
            drawn.narrow(2, 96, 64).narrow(3, x, 4).fill_(0.9);
        }
        at::Tensor inside = at::zeros({1, 1, 256, 256});
        inside.narrow(2, 96, 64).narrow(3, 96, 64).fill_(1.0);
        const at::Tensor decoded = round_trip * (1.0 - inside) + drawn * inside;
        const at::Tensor weight = detail_weight(source, round_trip, decoded, none(source));
        const double redrawn = weight.narrow(2, 104, 48).narrow(3, 104, 48).mean().item<double>();
        const double far = weight.narrow(2, 0, 48).mean().item<double>();
        QVERIFY2(redrawn < 0.25, qPrintable(QString::number(redrawn)));
        QVERIFY2(far > 0.95, qPrintable(QString::number(far)));
        const at::Tensor result = keep_detail(source, round_trip, decoded, none(source), 1.0);
        const at::Tensor low = at::minimum(decoded, decoded + source - round_trip);
        const at::Tensor high = at::maximum(decoded, decoded + source - round_trip);
        QVERIFY((result >= low - 1e-5).all().item<bool>());
        QVERIFY((result <= high + 1e-5).all().item<bool>());
    }

    void everySizeWorks() {
        for (const std::int64_t height : {1, 2, 7, 8, 12, 33}) {
            for (const std::int64_t width : {1, 4, 9, 40}) {
                const at::Tensor source = noise_like(at::empty({1, 3, height, width}), 40.0, 6);
                const at::Tensor result = keep_detail(source, source * 0.5, source * 0.4, none(source), 0.7);
                QCOMPARE(result.sizes(), source.sizes());
                QVERIFY(!result.isnan().any().item<bool>());
            }
        }
    }

    /// A tall picture is worked on in bands that do not show.
    void bandsDoNotShow() {
        const at::Tensor source = noise_like(at::empty({1, 3, 1400, 40}), 30.0, 7);
        const at::Tensor round_trip = 0.5 * source;
        const at::Tensor decoded = round_trip + noise_like(source, 3.0, 8);
        const at::Tensor found = at::rand({1, 1, 175, 5}, make_generator(9)) * 0.1;
        const at::Tensor whole = detail_weight(source, round_trip, decoded, found);
        const at::Tensor part = detail_weight(source.narrow(2, 360, 504), round_trip.narrow(2, 360, 504),
                                              decoded.narrow(2, 360, 504), found.narrow(2, 45, 63));
        QVERIFY((whole.narrow(2, 504, 200) - part.narrow(2, 144, 200)).abs().max().item<double>() < 1e-5);
    }
};

QTEST_GUILESS_MAIN(TestKeepDetail)
#include "tst_keep_detail.moc"
