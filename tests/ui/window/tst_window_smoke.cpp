// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/heartbeat.h"
#include "tests/support/pictures.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/actions.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/compare_view.h"
#include "ui/controllers/file_controller.h"
#include "ui/controllers/model_controller.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/panels/prompt_section.h"
#include "ui/panels/refine_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/error_bar.h"
#include "ui/widgets/prompt_edit.h"
#include "ui/widgets/run_button.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QTest>
#include <QUndoStack>
#include <QUrl>

using namespace burnish;
using namespace burnish::ui;

class TestWindowSmoke : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_fixture = std::make_unique<test::WindowFixture>();
        m_fixture->open();
        m_window = m_fixture->window.get();
        QImage picture = toDisplayImage(test::patternImage(96, 64));
        m_file = m_fixture->path(QStringLiteral("portrait.png"));
        QVERIFY(picture.save(m_file));
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->models().model().has_value(), 20000);
    }
    void cleanup() { m_fixture.reset(); }

    void opensRefinesComparesAndSaves() {
        openPicture();
        refine();
        QCOMPARE(m_window->document().resultCount(), 1);
        QVERIFY(m_window->canvas().view()->hasAfter());
        QVERIFY(m_window->windowTitle().contains(QStringLiteral("Burnish")));
        QVERIFY(m_window->isWindowModified());
        const QString saved = m_fixture->path(QStringLiteral("out.png"));
        answerFileDialog(saved);
        m_window->actions().save->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(saved) && !m_window->isWindowModified(), 30000);
    }

    void undoAndRedoStepThroughResults() {
        openPicture();
        refine();
        m_window->actions().undo->trigger();
        QVERIFY(m_window->document().after() == nullptr);
        m_window->actions().redo->trigger();
        QVERIFY(m_window->document().after() != nullptr);
    }

    void dropOpensAPictureAndRefusesAText() {
        const QString text = m_fixture->path(QStringLiteral("notes.png"));
        QFile file(text);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("only words") > 0);
        file.close();
        QVERIFY(!drop(text));
        QVERIFY(!m_window->document().hasSource());
        QVERIFY(drop(m_file));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document().hasSource(), 30000);
    }

    void errorStandsInTheBarAndTheWindowGoesOn() {
        openPicture();
        m_fixture->script->failure = test::Failure::OutOfMemory;
        m_window->actions().refine->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->errorBar().count(), 1, 30000);
        QVERIFY(!m_window->errorBar().current().title.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->runner().isRunning(), 30000);
        m_fixture->script->failure = test::Failure::None;
        refine();
        QCOMPARE(m_window->document().resultCount(), 1);
        QCOMPARE(m_window->errorBar().count(), 0);
    }

    void failedSaveKeepsTheResultUnsaved() {
        openPicture();
        refine();
        m_fixture->codec->failWrites = true;
        answerFileDialog(m_fixture->path(QStringLiteral("out.png")));
        m_window->actions().save->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->errorBar().count(), 1, 30000);
        QVERIFY(m_window->isWindowModified());
    }

    void cancelBringsTheLastGoodResultBack() {
        openPicture();
        refine();
        m_fixture->script->stepDelay = std::chrono::seconds(60);
        m_window->actions().refine->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->panel().runButton()->state(), RunButton::State::Cancel, 30000);
        QTest::qWait(150);
        QTest::keyClick(m_window, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->runner().isRunning(), 30000);
        QCOMPARE(m_window->panel().runButton()->state(), RunButton::State::Refine);
        QCOMPARE(m_window->document().resultCount(), 1);
        QVERIFY(m_window->canvas().view()->hasAfter());
    }

    void wholeTaskByKeyboard() {
        QGuiApplication::clipboard()->setImage(QImage(m_file));
        QTest::keyClick(m_window, Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document().hasSource(), 30000);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Slash);
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(m_window->panel().prompt()->prompt()));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("a brown rabbit"));
        QCOMPARE(m_window->document().settings().prompt, std::string("a brown rabbit"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->document().resultCount(), 1, 30000);
        m_window->canvas().view()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(m_window->canvas().view(), Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(qRound(m_window->canvas().view()->wipe() * 100), 40);
        QTest::keyPress(m_window->canvas().view(), Qt::Key_B);
        QVERIFY(m_window->canvas().view()->isSourceHeld());
        QTest::keyRelease(m_window->canvas().view(), Qt::Key_B);
        QVERIFY(!m_window->canvas().view()->isSourceHeld());
        QTest::keyClick(m_window, Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(m_window->canvas().view()->zoom(), 1.0);
        const QString saved = m_fixture->path(QStringLiteral("keys.png"));
        answerFileDialog(saved);
        QTest::keyClick(m_window, Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(saved), 30000);
    }

    void answersWithinATenthOfASecondUnderLoad() {
        openPicture();
        m_fixture->script->busy = true;
        m_fixture->script->stepDelay = std::chrono::milliseconds(50);
        const double pause = test::bestLongestPauseMs(5, 100, [this] { return pauseOfABusyRun(); });
        QVERIFY2(pause <= 100, qPrintable(QString::number(pause)));
        QVERIFY(m_window->document().resultCount() >= 1);
    }

private:
    double pauseOfABusyRun() {
        test::Heartbeat heartbeat;
        m_window->actions().refine->trigger();
        while (m_window->runner().isRunning()) {
            m_window->canvas().view()->setWipe(
                m_window->canvas().view()->wipe() < 0.9 ? m_window->canvas().view()->wipe() + 0.03 : 0.1);
            QTest::keyClicks(m_window->panel().prompt()->prompt(), QStringLiteral("x"));
            QTest::qWait(15);
        }
        return heartbeat.longestPauseMs();
    }
    void openPicture() {
        m_window->openFile(m_file);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document().hasSource(), 30000);
    }
    void refine() {
        const int before = m_window->document().resultCount();
        m_window->actions().refine->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->document().resultCount(), before + 1, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->runner().isRunning(), 30000);
    }
    /// Types a name into the next file dialog and accepts it.
    void answerFileDialog(const QString& file) {
        auto* timer = new QTimer(this);
        timer->setInterval(20);
        connect(timer, &QTimer::timeout, this, [this, timer, file] {
            auto* dialog = m_window->findChild<QFileDialog*>();
            if (dialog == nullptr || !dialog->isVisible()) {
                return;
            }
            timer->deleteLater();
            timer->stop();
            dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(file);
            QMetaObject::invokeMethod(dialog, "accept");
        });
        timer->start();
    }
    bool drop(const QString& file) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window, &enter);
        QDropEvent drop(QPointF(400, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window, &drop);
        return drop.isAccepted();
    }

    std::unique_ptr<test::WindowFixture> m_fixture;
    MainWindow* m_window = nullptr;
    QString m_file;
};

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORMTHEME", "none");
    QApplication application(argc, argv);
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    AppTheme theme(application);
    TestWindowSmoke test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window_smoke.moc"
