// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/engine_loader.h"
#include "core/common/error.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace burnish;

namespace {

std::filesystem::path library() {
    const char* path = std::getenv("BURNISH_ENGINE");
    return path != nullptr ? path : "libburnish_engine.so";
}

RefineRequest request() {
    RefineRequest result;
    result.settings.model = std::filesystem::path(BURNISH_TEST_DATA) / "models" / "refiner_tiny";
    result.settings.strength = 0.5;
    result.settings.steps = 2;
    result.compute = {.device = {.kind = DeviceKind::Cpu}, .dtype = ComputeDtype::Fp32, .threads = 1};
    result.source = std::make_shared<Image>(16, 8, 3, PixelType::U8);
    return result;
}

}  // namespace

/// libburnish_engine.so across its one symbol: values and exceptions pass, nothing else does.
class TestEngineLibrary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refines() {
        const std::unique_ptr<Engine> engine = open_engine(library());
        const RefineResult result = engine->refine(request(), {}, {});
        QCOMPARE(result.steps_run, 1);
        QCOMPARE(result.image->width(), 16);
        QCOMPARE(result.image->height(), 8);
        QVERIFY(engine->library_versions().find("libtorch") != std::string::npos);
    }

    void errorsCrossTheLibrary() {
        const std::unique_ptr<Engine> engine = open_engine(library());
        RefineRequest wrong = request();
        wrong.settings.steps = 0;
        try {
            engine->refine(wrong, {}, {});
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::InvalidArgument);
            QCOMPARE(error.parts().subject, std::string("steps"));
        }
    }

    void cancellingCrossesTheLibrary() {
        const std::unique_ptr<Engine> engine = open_engine(library());
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(engine->refine(request(), {}, stop.get_token()), Cancelled);
    }

    void missingLibraryIsAnError() {
        QVERIFY_EXCEPTION_THROWN(open_engine(library().parent_path() / "libburnish_absent.so"), Error);
    }

    void threadsSleepUnlessTheUserSaysOtherwise() {
        qunsetenv("OMP_WAIT_POLICY");
        prepare_environment_for_engine();
        QCOMPARE(qgetenv("OMP_WAIT_POLICY"), QByteArray("passive"));
        qputenv("OMP_WAIT_POLICY", "active");
        prepare_environment_for_engine();
        QCOMPARE(qgetenv("OMP_WAIT_POLICY"), QByteArray("active"));
    }
};

QTEST_GUILESS_MAIN(TestEngineLibrary)
#include "tst_engine_library.moc"
