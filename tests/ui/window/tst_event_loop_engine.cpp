// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/heartbeat.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/actions.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/compare_view.h"
#include "ui/common/path_text.h"
#include "ui/controllers/model_controller.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/panels/prompt_section.h"
#include "ui/panels/refine_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/error_bar.h"
#include "ui/widgets/prompt_edit.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace burnish;
using namespace burnish::ui;

/// The window on the real engine, the real codec and the model inside, worked with while the engine takes every core:
/// prints the longest pause of the event loop of each part of the session.
class TestEventLoopEngine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pauses() {
        const double pause = test::bestLongestPauseMs(3, kLimitMs, [this] {
            double longest = 1e9;
            session(longest);
            m_fixture.reset();
            return longest;
        });
        qInfo("longest pause of the event loop with the real engine: %.1f ms (limit %.0f ms)", pause, kLimitMs);
        QVERIFY2(pause <= kLimitMs, qPrintable(QString::number(pause)));
    }

private:
    static constexpr double kLimitMs = 100;

    void openWindow() {
        m_fixture = std::make_unique<test::WindowFixture>();
        m_fixture->settings.setLastModel(std::filesystem::path(BURNISH_RESOURCES) / "models/pocket");
        JobEnvironment environment = JobEnvironment::ofThisProgram();
        environment.sessionRoot = toPath(m_fixture->path(QStringLiteral("sessions")));
        m_fixture->window = std::make_unique<MainWindow>(m_fixture->settings, nullptr, environment);
        m_window = m_fixture->window.get();
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window));
    }

    void session(double& longest) {
        openWindow();
        RefineDocument& document = m_window->document();
        test::Heartbeat heartbeat;
        double worst = 0;
        const auto part = [&](const char* name) {
            qInfo("  %-28s %6.1f ms", name, heartbeat.longestPauseMs());
            worst = std::max(worst, heartbeat.longestPauseMs());
            heartbeat.restart();
        };
        QSignalSpy engine(&m_window->runner(), &JobRunner::engineReady);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->models().model().has_value() && engine.count() == 1, 120000);
        part("open the engine, meanwhile");
        const QDir samples(QStringLiteral(BURNISH_RESOURCES "/samples"));
        m_window->openFile(samples.filePath(samples.entryList({QStringLiteral("*.jpg")}).value(0)));
        QTRY_VERIFY_WITH_TIMEOUT(document.hasSource(), 120000);
        QTest::qWait(200);
        part("open a picture");
        RefineSettings settings = document.settings();
        settings.strength = 0.5;
        settings.steps = 12;
        document.setSettings(settings, SettingField::All);
        m_window->actions().refine->trigger();
        QVERIFY(m_window->runner().isRunning());
        work(400);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->runner().isRunning(), 300000);
        if (m_window->errorBar().count() > 0) {
            const Notice& notice = m_window->errorBar().current();
            QFAIL(qPrintable(notice.title + QLatin1Char(' ') + notice.details));
        }
        QCOMPARE(document.resultCount(), 1);
        part("refine, worked meanwhile");
        m_window->actions().refine->trigger();
        QTest::qWait(700);
        m_window->actions().cancel->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->runner().isRunning(), 300000);
        part("refine and cancel");
        m_window->actions().undo->trigger();
        m_window->actions().redo->trigger();
        QTest::qWait(100);
        part("undo and redo");
        longest = worst;
    }
    /// Moves the divider, types, zooms: for as long as the job runs, but no more than `times`.
    void work(int times) {
        CompareView* view = m_window->canvas().view();
        PromptEdit* prompt = m_window->panel().prompt()->prompt();
        for (int i = 0; i < times && m_window->runner().isRunning(); ++i) {
            view->setWipe(0.1 + 0.8 * (i % 40) / 40.0);
            QTest::keyClicks(prompt, i % 12 == 11 ? QStringLiteral(" ") : QStringLiteral("a"));
            if (i % 25 == 24) {
                view->zoomBy(i % 50 == 49 ? 0.5 : 2.0);
            }
            QTest::qWait(15);
        }
    }

    std::unique_ptr<test::WindowFixture> m_fixture;
    MainWindow* m_window = nullptr;
};

int main(int argc, char** argv) {
    qputenv("QTEST_FUNCTION_TIMEOUT", "570000");  // a full machine may need minutes for the runs
    QApplication application(argc, argv);
    AppTheme theme(application);
    TestEventLoopEngine test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_event_loop_engine.moc"
