// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/engine/torch_engine.h"
#include "tests/core/engine/support/engine_fixtures.h"

#include <ATen/ATen.h>

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace burnish;

namespace {

class CountingHook final : public BlockHook {
public:
    void before(const Module&) override {
        ++started;
        if (started == stop_at) {
            stop.request_stop();
        }
    }
    int started = 0;
    int stop_at = -1;
    std::stop_source stop;
};

constexpr const char* kStages[] = {"open_engine",  "load_text_encoder", "encode_text", "load_vae",
                                   "encode_image", "load_unet",         "denoise",     "decode"};

at::Tensor pixels(const RefineResult& result) {
    return test::pixels_of(*result.image);
}

}  // namespace

class TestTorchEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { qunsetenv("BURNISH_TEST_FAULT"); }

    void strengthZeroIsTheSourceItself() {
        TorchEngine engine;
        RefineRequest request = test::quick_request();
        request.settings.strength = 0.0;
        const RefineResult result = engine.refine(request, {}, {});
        QCOMPARE(result.image.get(), request.source.get());
        QCOMPARE(result.steps_run, 0);
    }

    void sizesFrom1To20ComeBack() {
        TorchEngine engine;
        for (int size = 1; size <= 20; ++size) {
            RefineRequest request = test::quick_request();
            request.source = test::wavy_image(size, 21 - size);
            const RefineResult result = engine.refine(request, {}, {});
            QCOMPARE(result.image->width(), size);
            QCOMPARE(result.image->height(), 21 - size);
        }
    }

    void keepsKindOfPicture() {
        TorchEngine engine;
        RefineRequest request = test::quick_request();
        request.source = test::wavy_image(24, 16, 2, PixelType::U16);
        const RefineResult result = engine.refine(request, {}, {});
        QCOMPARE(result.image->type(), PixelType::U16);
        QCOMPARE(result.image->channels(), 4);
    }

    /// The autoencoder's loss comes back, and without a source there is nothing to give back.
    void keepDetailBringsTheSourceNearer() {
        TorchEngine engine;
        RefineRequest request = test::quick_request();
        request.source = test::wavy_image(64, 48, 3, PixelType::U16);
        request.settings.steps = 50;
        request.settings.strength = 0.02;
        const auto distance = [&](double keep) {
            request.settings.keep_detail = keep;
            const RefineResult result = engine.refine(request, {}, {});
            return (pixels(result).to(at::kFloat) - test::pixels_of(*request.source).to(at::kFloat))
                .square()
                .mean()
                .item<double>();
        };
        const double without = distance(0.0);
        const double half = distance(0.5);
        const double with = distance(1.0);
        QVERIFY(half < without);
        QVERIFY(with < half);
    }

    void reportsStagesStepsAndTimes() {
        TorchEngine engine;
        RefineRequest request = test::quick_request();
        request.preview = true;
        std::vector<Stage> stages;
        int last_step = 0;
        double last_left = -1.0;
        const RefineResult result = engine.refine(request,
                                                  [&](const Progress& progress) {
                                                      if (stages.empty() || stages.back() != progress.stage) {
                                                          stages.push_back(progress.stage);
                                                      }
                                                      if (progress.stage == Stage::Denoise) {
                                                          last_step = progress.step;
                                                          last_left = progress.seconds_left;
                                                          QCOMPARE(progress.total, 2);
                                                      }
                                                  },
                                                  {});
        const std::vector<Stage> expected{Stage::OpenEngine,  Stage::LoadTextEncoder, Stage::EncodeText, Stage::LoadVae,
                                          Stage::EncodeImage, Stage::LoadUnet,        Stage::Denoise,    Stage::Decode};
        QVERIFY(stages == expected);
        QCOMPARE(last_step, 2);
        QVERIFY(last_left >= 0.0);
        QCOMPARE(result.steps_run, 2);
        QCOMPARE(result.step_seconds.size(), std::size_t{2});
        const StageSeconds& seconds = result.seconds;
        QVERIFY(seconds.load > 0 && seconds.text > 0 && seconds.encode > 0 && seconds.denoise > 0 &&
                seconds.decode > 0);
        QVERIFY(seconds.load + seconds.text + seconds.encode + seconds.denoise + seconds.decode <=
                seconds.total + 1e-6);
        QVERIFY(result.peak_memory_bytes > 0);
        QCOMPARE(result.compute.device,
                 std::string(test::test_compute().device.kind == DeviceKind::Cuda ? "cuda:0" : "cpu"));
    }

    void previewIsOfLatentSize() {
        TorchEngine engine;
        RefineRequest request = test::quick_request();
        request.source = test::wavy_image(192, 160);
        request.settings.steps = 40;
        request.settings.strength = 1.0;
        request.preview = true;
        std::shared_ptr<const Image> preview;
        engine.refine(request,
                      [&](const Progress& progress) { preview = progress.preview ? progress.preview : preview; }, {});
        QVERIFY(preview != nullptr);
        QCOMPARE(preview->width(), 24);
        QCOMPARE(preview->height(), 20);
        QCOMPARE(preview->channels(), 3);
    }

    /// Handing latents over and going on is the same as going through (spec 10.5).
    void handOffEqualsOneRun() {
        QTemporaryDir folder;
        TorchEngine engine;
        RefineRequest whole = test::quick_request();
        whole.settings.steps = 10;
        whole.settings.strength = 1.0;
        const at::Tensor expected = pixels(engine.refine(whole, {}, {}));

        RefineRequest first = whole;
        first.settings.denoising_end = 0.6;
        first.save_latents = folder.filePath(QStringLiteral("handoff.safetensors")).toStdString();
        const RefineResult half = engine.refine(first, {}, {});
        RefineRequest second = whole;
        second.source = nullptr;
        second.latents = first.save_latents;
        second.settings.denoising_start = 0.6;
        const RefineResult rest = engine.refine(second, {}, {});
        QCOMPARE(half.steps_run + rest.steps_run, 10);
        QVERIFY(at::equal(pixels(rest), expected));
    }

    /// A stop acts at the next block: none starts after it was asked for.
    void stopActsWithinOneBlock() {
        TorchEngine engine;
        CountingHook counter;
        engine.set_block_hook(&counter);
        engine.refine(test::quick_request(), {}, {});
        const int blocks = counter.started;
        QVERIFY(blocks > 50);
        engine.release_models();
        for (int at = 1; at < blocks; at += 7) {
            CountingHook hook;
            hook.stop_at = at;
            engine.set_block_hook(&hook);
            engine.release_models();
            QVERIFY_EXCEPTION_THROWN(engine.refine(test::quick_request(), {}, hook.stop.get_token()), Cancelled);
            QCOMPARE(hook.started, at);
        }
        engine.set_block_hook(nullptr);
        QCOMPARE(engine.refine(test::quick_request(), {}, {}).steps_run, 2);
    }

    void faultsComeOutAsErrors_data() {
        QTest::addColumn<QByteArray>("fault");
        QTest::addColumn<int>("code");
        const std::pair<const char*, ErrorCode> kinds[] = {
            {"oom", ErrorCode::OutOfMemory},       {"torch", ErrorCode::Internal}, {"error", ErrorCode::Internal},
            {"bad_alloc", ErrorCode::OutOfMemory}, {"std", ErrorCode::Internal},   {"unknown", ErrorCode::Internal}};
        for (const char* stage : kStages) {
            for (const auto& [kind, code] : kinds) {
                const QByteArray fault = QByteArray(stage) + ':' + kind;
                QTest::newRow(fault.constData()) << fault << static_cast<int>(code);
            }
        }
    }

    void faultsComeOutAsErrors() {
        QFETCH(QByteArray, fault);
        QFETCH(int, code);
        TorchEngine engine;
        RefineRequest request = test::quick_request();
        request.compute.offload = Offload::Model;
        qputenv("BURNISH_TEST_FAULT", fault);
        try {
            engine.refine(request, {}, {});
            QFAIL("nothing was thrown");
        } catch (const Error& error) {
            QCOMPARE(static_cast<int>(error.code()), code);
            QVERIFY(!error.parts().found.empty());
            QVERIFY(error.parts().found.find('\n') == std::string::npos);
        }
        qunsetenv("BURNISH_TEST_FAULT");
        QCOMPARE(engine.refine(request, {}, {}).steps_run, 2);
    }

    void slowStageCanBeCancelled() {
        TorchEngine engine;
        qputenv("BURNISH_TEST_FAULT", "denoise:slow");
        std::stop_source stop;
        const auto cancel_at_denoise = [&](const Progress& progress) {
            if (progress.stage == Stage::Denoise) {
                stop.request_stop();
            }
        };
        QVERIFY_EXCEPTION_THROWN(engine.refine(test::quick_request(), cancel_at_denoise, stop.get_token()), Cancelled);
    }

    void refusesWrongRequests_data() {
        QTest::addColumn<QByteArray>("what");
        for (const char* what : {"no source", "steps", "strength", "keep detail", "start", "end before start", "eta",
                                 "vae", "lora", "fp16", "model"}) {
            QTest::newRow(what) << QByteArray(what);
        }
    }

    void refusesWrongRequests() {
        QFETCH(QByteArray, what);
        TorchEngine engine;
        RefineRequest request = test::quick_request();
        ErrorCode expected = ErrorCode::InvalidArgument;
        if (what == "no source") {
            request.source = nullptr;
        } else if (what == "steps") {
            request.settings.steps = 0;
        } else if (what == "strength") {
            request.settings.strength = std::numeric_limits<double>::quiet_NaN();
        } else if (what == "keep detail") {
            request.settings.keep_detail = 1.5;
        } else if (what == "start") {
            request.settings.denoising_start = 1.0;
        } else if (what == "end before start") {
            request.settings.denoising_start = 0.8;
            request.settings.denoising_end = 0.7;
        } else if (what == "eta") {
            request.settings.eta = 1.5;
        } else if (what == "vae") {
            request.settings.vae = test::data_folder() / "models";
            expected = ErrorCode::ModelIncomplete;
        } else if (what == "lora") {
            request.settings.loras.push_back({test::data_folder() / "lora.safetensors", 1.0});
            expected = ErrorCode::ModelNotFound;
        } else if (what == "fp16") {
            request.compute.device.kind = DeviceKind::Cpu;
            request.compute.dtype = ComputeDtype::Fp16;
        } else {
            request.settings.model = test::data_folder() / "models" / "not_there";
            expected = ErrorCode::ModelNotFound;
        }
        try {
            engine.refine(request, {}, {});
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), expected);
        }
    }

    void saysItsVersions() {
        TorchEngine engine;
        QVERIFY(engine.library_versions().find("libtorch 2.") == 0);
    }
};

QTEST_GUILESS_MAIN(TestTorchEngine)
#include "tst_torch_engine.moc"
