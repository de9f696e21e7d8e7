// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_codec.h"
#include "tests/support/fake_engine.h"
#include "tests/support/heartbeat.h"
#include "tests/support/pictures.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <thread>

using namespace burnish;
using namespace burnish::ui;
using burnish::test::FakeRecord;
using burnish::test::FakeScript;
using burnish::test::Heartbeat;
using burnish::test::patternSource;

namespace {

constexpr double kLongestPauseMs = 100;

}  // namespace

class TestEventLoop : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void heartbeatSeesABlockedLoop() {
        Heartbeat heartbeat;
        QTest::qWait(30);
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        QTest::qWait(10);
        QVERIFY(heartbeat.longestPauseMs() >= 145);
    }

    void windowAnswersWhileTheWorkerIsBusy() {
        const double pause = test::bestLongestPauseMs(5, kLongestPauseMs, [this] { return session(); });
        QVERIFY2(pause >= 0 && pause <= kLongestPauseMs, qPrintable(QString::number(pause)));
    }

private:
    double session() {
        double pause = 1e9;
        runSession(pause);
        return pause;
    }
    void runSession(double& pause) {
        // A 24 megapixel picture: converting, encoding and hashing it takes the worker long enough to be noticed here.
        QTemporaryDir folder;
        auto script = std::make_shared<FakeScript>();
        script->busy = true;
        script->stepDelay = std::chrono::milliseconds(25);
        script->reportsPerStep = 2000;
        RefineDocument document;
        document.setSource(patternSource(6000, 4000));
        RefineSettings settings = document.settings();
        settings.strength = 1;
        settings.steps = 25;
        document.setInitialSettings(settings);
        JobRunner runner({.openEngine = test::fakeEngineFactory(script, std::make_shared<FakeRecord>()),
                          .openCodec = test::fakeCodecFactory(),
                          .sessionRoot = folder.path().toStdString()});
        connect(&runner, &JobRunner::finished, &document,
                [&document](const RefineOutcome& outcome) { document.addResult(outcome); });
        QSignalSpy finished(&runner, &JobRunner::finished);

        Heartbeat heartbeat;
        QVERIFY(runner.start(document.makeJob()));
        for (int edit = 0; finished.isEmpty() && edit < 6000; ++edit) {
            settings.strength = 0.2 + 0.6 * (edit % 50) / 50.0;
            document.setSettings(settings, SettingField::Strength);
            QTest::qWait(5);
        }
        QTest::qWait(20);
        QCOMPARE(finished.count(), 1);
        QCOMPARE(document.resultCount(), 1);
        QVERIFY(heartbeat.beats() > 100);
        pause = heartbeat.longestPauseMs();
    }
};

QTEST_MAIN(TestEventLoop)
#include "tst_event_loop.moc"
