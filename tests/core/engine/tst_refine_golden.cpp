// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/torch_engine.h"
#include "tests/core/engine/support/engine_fixtures.h"

#include <ATen/ATen.h>

#include <QTemporaryDir>
#include <QTest>

using namespace burnish;

/// diffusers' numbers, case by case (tests/data/golden/README.md).
class TestRefineGolden : public QObject {
    Q_OBJECT

private:
    TorchEngine engine_;

private Q_SLOTS:
    void equalsDiffusers_data() {
        QTest::addColumn<QString>("name");
        for (const std::string& name : test::golden_cases()) {
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
        }
    }

    void equalsDiffusers() {
        QFETCH(QString, name);
        const std::filesystem::path folder = test::data_folder() / "golden" / name.toStdString();
        const test::TensorMap expected = test::read_tensors(folder / "expected.safetensors");
        QTemporaryDir scratch;
        RefineRequest request = test::golden_request(name.toStdString());
        request.trace = scratch.filePath(QStringLiteral("trace.safetensors")).toStdString();

        const RefineResult result = engine_.refine(request, {}, {});

        const test::TensorMap trace = test::read_tensors(request.trace);
        double worst_embeds = 0.0;
        double worst_latents = 0.0;
        for (const auto& [key, value] : expected) {
            if (key == "input" || key == "output" || key == "latents") {
                continue;
            }
            QVERIFY2(trace.contains(key), key.c_str());
            const at::Tensor& found = trace.at(key);
            QVERIFY2(found.sizes() == value.sizes(), key.c_str());
            if (key.ends_with("input_ids") || key == "timesteps" || key == "noise") {
                QVERIFY2(at::equal(found, value), key.c_str());
                continue;
            }
            if (key == "sigmas") {
                // The last bit depends on the CPU that recorded them, in diffusers as here.
                QVERIFY2(at::allclose(found, value, test::kTwoUlps, 0.0), key.c_str());
                continue;
            }
            const double difference = test::deviation(found, value);
            QVERIFY2(difference <= 1e-4,
                     qPrintable(QStringLiteral("%1 deviates by %2").arg(QString::fromStdString(key)).arg(difference)));
            double& worst = key.find("embeds") != std::string::npos ? worst_embeds : worst_latents;
            worst = std::max(worst, difference);
        }
        // all but what goes in and comes out
        QCOMPARE(trace.size(), expected.size() - (request.settings.generate ? 1 : 2));
        const at::Tensor levels =
            (test::pixels_of(*result.image).to(at::kInt) - expected.at("output").to(at::kInt)).abs();
        QVERIFY2(levels.max().item<int>() <= 1, "picture");
        qInfo("%-24s embeds %.1e, latents %.1e, picture %d level, %.3f %% of samples", qPrintable(name), worst_embeds,
              worst_latents, levels.max().item<int>(), 100.0 * levels.to(at::kFloat).mean().item<double>());
    }

    /// The second run meets the cached embeddings and, with everything resident, the loaded weights.
    void repeatsItself() {
        const RefineRequest request = test::golden_request("tiny_odd_latents");
        const RefineResult first = engine_.refine(request, {}, {});
        const RefineResult second = engine_.refine(request, {}, {});
        QVERIFY(at::equal(test::pixels_of(*first.image), test::pixels_of(*second.image)));
        QCOMPARE(second.seconds.text, 0.0);
    }

    void offloadChangesNothing() {
        RefineRequest request = test::golden_request("wide_default");
        request.compute.offload = Offload::None;
        const RefineResult resident = engine_.refine(request, {}, {});
        request.compute.offload = Offload::Model;
        const RefineResult offloaded = engine_.refine(request, {}, {});
        QCOMPARE(offloaded.compute.offload, std::string("model"));
        QVERIFY(at::equal(test::pixels_of(*resident.image), test::pixels_of(*offloaded.image)));
    }

    /// bf16 rounds to eight bits at every operator: the picture stays near, but is another one.
    void bf16StaysNear() {
        RefineRequest request = test::golden_request("wide_default");
        const at::Tensor exact = test::pixels_of(*engine_.refine(request, {}, {}).image).to(at::kFloat);
        request.compute.dtype = ComputeDtype::Bf16;
        const RefineResult result = engine_.refine(request, {}, {});
        QCOMPARE(result.compute.dtype, std::string("bf16"));
        const double mean = (test::pixels_of(*result.image).to(at::kFloat) - exact).abs().mean().item<double>();
        qInfo("mean difference of bf16: %.2f levels", mean);
        QVERIFY(mean > 0.0);
        QVERIFY(mean < 4.0);
    }
};

QTEST_GUILESS_MAIN(TestRefineGolden)
#include "tst_refine_golden.moc"
