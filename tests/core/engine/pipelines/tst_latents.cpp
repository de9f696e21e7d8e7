// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/step_count.h"
#include "core/common/error.h"
#include "core/engine/pipelines/guidance.h"
#include "core/engine/pipelines/latents.h"
#include "core/engine/pipelines/trace.h"
#include "core/engine/schedulers/euler_discrete.h"

#include <ATen/ATen.h>

#include <QTemporaryDir>
#include <QTest>

using namespace burnish;

namespace {

StepRange range_of(const RefineSettings& settings) {
    EulerDiscreteScheduler scheduler(NoiseScheduleConfig::sdxl());
    scheduler.set_timesteps(settings.steps);
    return step_range(settings, scheduler);
}

}  // namespace

class TestLatents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// spec 4.3: the product in double, truncated.
    void stepsByStrength_data() {
        QTest::addColumn<int>("steps");
        QTest::addColumn<double>("strength");
        QTest::addColumn<int>("run");
        QTest::newRow("default") << 50 << 0.3 << 15;
        QTest::newRow("50 at 0.58") << 50 << 0.58 << 28;
        QTest::newRow("100 at 0.29") << 100 << 0.29 << 28;
        QTest::newRow("100 at 0.58") << 100 << 0.58 << 57;
        QTest::newRow("full") << 7 << 1.0 << 7;
        QTest::newRow("at least one") << 8 << 0.1 << 1;
        QTest::newRow("none") << 8 << 0.0 << 0;
    }

    void stepsByStrength() {
        QFETCH(int, steps);
        QFETCH(double, strength);
        QFETCH(int, run);
        const RefineSettings settings{.strength = strength, .steps = steps};
        QCOMPARE(range_of(settings).count(), std::int64_t{run});
        QCOMPARE(range_of(settings).end, std::int64_t{steps});
    }

    void handOffCoversEveryStepOnce() {
        for (const int steps : {12, 30, 40, 50, 333}) {
            for (const double at : {0.2, 0.5, 0.8, 0.9, 0.905}) {
                const StepRange first = range_of({.strength = 1.0, .steps = steps, .denoising_end = at});
                const StepRange second = range_of({.steps = steps, .denoising_start = at});
                QCOMPARE(first.begin, std::int64_t{0});
                QCOMPARE(first.end, second.begin);
                QCOMPARE(second.end, std::int64_t{steps});
            }
        }
        QCOMPARE(range_of({.steps = 40, .denoising_start = 0.8}).count(), std::int64_t{8});
    }

    /// What the window promises before the run is what runs.
    void countIsThatOfTheFacade() {
        for (const int steps : {1, 3, 10, 50, 77, 1000}) {
            for (const double strength : {0.01, 0.1, 0.29, 0.3, 0.58, 0.999, 1.0}) {
                const RefineSettings settings{.strength = strength, .steps = steps};
                QCOMPARE(range_of(settings).count(), std::int64_t{steps_that_run(settings)});
            }
            const RefineSettings cut{.steps = steps, .denoising_start = 0.35, .denoising_end = 0.75};
            const int promised = steps_that_run(cut);
            if (promised > 0) {
                QCOMPARE(range_of(cut).count(), std::int64_t{promised});
            } else {
                QVERIFY_EXCEPTION_THROWN(range_of(cut), Error);
            }
        }
    }

    /// torch 2.11's CPU generator, by dtype. The generator is our own: the global one is not touched.
    void noiseIsTheReferences() {
        at::manual_seed(77);
        const double global_before = at::rand({1}).item<double>();
        at::manual_seed(77);
        const at::Tensor like = at::zeros({1, 4, 16, 16});
        const at::Tensor noise = StepNoise{.generator = make_generator(0)}.draw(like).flatten().slice(0, 0, 4);
        QVERIFY(at::allclose(noise, at::tensor({-1.12584F, -1.15236F, -0.2505786F, -0.4338788F}), 0.0, 1e-5));
        const at::Tensor half =
            StepNoise{.generator = make_generator(0), .dtype = at::kHalf}.draw(like).flatten().slice(0, 0, 4);
        QVERIFY(at::allclose(half, at::tensor({-0.90136719F, 0.48144531F, 1.19824219F, 0.90625F}), 0.0, 1e-6));
        QCOMPARE(half.scalar_type(), at::kFloat);
        QCOMPARE(at::rand({1}).item<double>(), global_before);
    }

    void guidanceAtScaleOneIsOff() {
        QVERIFY(!(Guidance{.scale = 1.0}).is_active());
        const at::Tensor prediction = at::cat({at::ones({1, 4, 2, 2}), at::full({1, 4, 2, 2}, 3.0)});
        QVERIFY(at::equal((Guidance{.scale = 2.5}).combine(prediction), at::full({1, 4, 2, 2}, 6.0)));
    }

    /// Full rescale gives the guided prediction the deviation of the text's.
    void rescaleRestoresTheDeviation() {
        at::manual_seed(1);
        const at::Tensor prediction = at::randn({2, 4, 8, 8});
        const at::Tensor combined = (Guidance{.scale = 9.0, .rescale = 1.0}).combine(prediction);
        QVERIFY(std::abs(combined.std().item<double>() - prediction[1].std().item<double>()) < 1e-5);
    }

    void latentsFileRoundTrips() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("latents.safetensors")).toStdString();
        const at::Tensor latents = at::arange(24, at::TensorOptions().dtype(at::kFloat)).reshape({1, 4, 2, 3});
        write_tensors(path, {{"latents", latents}});
        QVERIFY(at::equal(read_latents(path, 4), latents));
        QVERIFY_EXCEPTION_THROWN(read_latents(path, 8), Error);
        write_tensors(path, {{"samples", latents}});
        QVERIFY_EXCEPTION_THROWN(read_latents(path, 4), Error);
        QVERIFY_EXCEPTION_THROWN(read_latents(path.string() + ".absent", 4), Error);
    }
};

QTEST_GUILESS_MAIN(TestLatents)
#include "tst_latents.moc"
