// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/image_tensor.h"
#include "core/engine/models/banded_autoencoder.h"
#include "core/engine/pipelines/sdxl_model.h"
#include "tests/core/engine/support/engine_fixtures.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <QTest>

using namespace burnish;

namespace {

/// A level of eight bits in -1..1.
constexpr double kLevel = 2.0 / 255.0;

}  // namespace

class TestBandedAutoencoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bandsAreTheWhole_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<qint64>("stored");
        for (const char* model : {"refiner_tiny", "refiner_wide", "refiner_quirks", "base_tiny", "pocket"}) {
            QTest::addRow("%s, everything kept", model) << QString::fromLatin1(model) << (qint64{1} << 30);
            QTest::addRow("%s, some kept", model) << QString::fromLatin1(model) << qint64{400'000};
            QTest::addRow("%s, nothing kept", model) << QString::fromLatin1(model) << qint64{0};
        }
    }

    void bandsAreTheWhole() {
        QFETCH(QString, model);
        QFETCH(qint64, stored);
        const c10::InferenceMode inference;
        const std::filesystem::path root = model == QLatin1String("pocket")
                                               ? test::data_folder() / "../../resources/models/pocket"
                                               : test::data_folder() / "models" / model.toStdString();
        SdxlModel opened(root, {});
        const Residency::Lease lease = opened.residency().lease(SdxlModel::kVae, {});
        const AutoencoderKL& vae = opened.vae;
        // Bands of 7 rows do not divide any of the heights.
        const BandBudget budget{.stored_bytes = stored, .band_bytes = 1, .smallest_band = 7};
        const auto source = test::wavy_image(88, 136);
        const std::int64_t factor = vae.config().scale_factor();
        const at::Tensor pixels = image_to_tensor(*source, (136 + factor - 1) / factor * factor, 88);

        const DiagonalGaussian whole = vae.encode(pixels);
        const DiagonalGaussian banded = encode_in_bands(vae, pixels, budget);
        QVERIFY(test::deviation(banded.mean, whole.mean) < 1e-4);
        QVERIFY(test::deviation(banded.std, whole.std) < 1e-4);

        const at::Tensor picture = vae.decode(whole.mean);
        const at::Tensor in_bands = decode_in_bands(vae, whole.mean, budget);
        QVERIFY(in_bands.sizes() == picture.sizes());
        const double apart = (in_bands - picture).abs().max().item<double>();
        QVERIFY2(apart < 0.02 * kLevel, qPrintable(QString::number(apart / kLevel)));
    }
};

QTEST_GUILESS_MAIN(TestBandedAutoencoder)
#include "tst_banded_autoencoder.moc"
