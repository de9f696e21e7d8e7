// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/session/session_store.h"
#include "tests/support/pictures.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/actions.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/theme/theme.h"
#include "ui/widgets/error_bar.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace burnish;
using namespace burnish::ui;

/// What was not saved: the question when the window closes, and what a killed program left behind.
class TestWindowUnsaved : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { m_fixture.reset(); }

    void closingAsksOnceAndSavesAllOfThem() {
        makeResults(3);
        const QString folder = m_fixture->path(QStringLiteral("out"));
        QVERIFY(QDir().mkpath(folder));
        QFile existing(folder + QStringLiteral("/pattern-refined-2.png"));
        QVERIFY(existing.open(QIODevice::WriteOnly) && existing.write("mine") == 4);
        existing.close();
        window().close();
        QVERIFY(window().isVisible());
        answer(QMessageBox::AcceptRole);
        chooseFolder(folder);
        QTRY_VERIFY_WITH_TIMEOUT(!window().isVisible(), 30000);
        QCOMPARE(m_questions, 1);
        QCOMPARE(QDir(folder).entryList(QDir::Files, QDir::Name),
                 QStringList({QStringLiteral("pattern-refined-1.png"), QStringLiteral("pattern-refined-2-2.png"),
                              QStringLiteral("pattern-refined-2.png"), QStringLiteral("pattern-refined-3.png")}));
        QVERIFY(existing.open(QIODevice::ReadOnly));
        QCOMPARE(existing.readAll(), QByteArray("mine"));
        QCOMPARE(window().document().unsavedCount(), 0);
    }

    void givingUpClosesAndLeavesNothing() {
        makeResults(2);
        window().close();
        answer(QMessageBox::DestructiveRole);
        QTRY_VERIFY_WITH_TIMEOUT(!window().isVisible(), 30000);
        QCOMPARE(m_questions, 1);
        m_fixture->window.reset();
        QVERIFY(list_recoverable(sessions()).sessions.empty());
    }

    void cancelKeepsTheWindow() {
        makeResults(1);
        window().close();
        answer(QMessageBox::RejectRole);
        QTest::qWait(100);
        QVERIFY(window().isVisible());
        QCOMPARE(window().document().unsavedCount(), 1);
    }

    void failedSaveKeepsTheWindowAndTheResults() {
        makeResults(2);
        m_fixture->codec->failWrites = true;
        window().close();
        answer(QMessageBox::AcceptRole);
        chooseFolder(m_fixture->folder.path());
        QTRY_COMPARE_WITH_TIMEOUT(window().errorBar().count(), 1, 30000);
        QTest::qWait(100);
        QVERIFY(window().isVisible());
        QCOMPARE(window().document().unsavedCount(), 2);
    }

    void givenUpSessionCanBeHadBack() {
        leaveASessionBehind();
        ErrorBar& bar = window().errorBar();
        QTRY_COMPARE_WITH_TIMEOUT(bar.count(), 1, 30000);
        press(QStringLiteral("Give up"));
        QCOMPARE(bar.count(), 1);
        QTest::qWait(100);
        QCOMPARE(list_recoverable(sessions()).sessions.size(), std::size_t(1));
        press(QStringLiteral("Undo"));
        QCOMPARE(bar.count(), 1);
        press(QStringLiteral("Bring back"));
        QTRY_COMPARE_WITH_TIMEOUT(window().document().resultCount(), 1, 30000);
    }

    void givenUpSessionGoesWithTheWindow() {
        leaveASessionBehind();
        QTRY_COMPARE_WITH_TIMEOUT(window().errorBar().count(), 1, 30000);
        press(QStringLiteral("Give up"));
        m_fixture->window.reset();
        QVERIFY(list_recoverable(sessions()).sessions.empty());
    }

private:
    MainWindow& window() { return *m_fixture->window; }
    std::filesystem::path sessions() const {
        return m_fixture->folder.filePath(QStringLiteral("sessions")).toStdString();
    }
    void open() {
        m_questions = 0;
        m_fixture = std::make_unique<test::WindowFixture>();
        m_fixture->open();
        window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        window().document().setSource(test::patternSource());
    }
    void makeResults(int count) {
        for (int i = 1; i <= count; ++i) {
            window().runner().start(window().document().makeJob());
            QTRY_COMPARE_WITH_TIMEOUT(window().document().resultCount(), i, 30000);
            QTRY_VERIFY_WITH_TIMEOUT(!window().runner().isRunning(), 30000);
        }
    }
    /// A window that goes without being asked, and a new one.
    void leaveASessionBehind() {
        makeResults(1);
        m_fixture->window.reset();
        m_fixture->open();
        window().show();
    }
    void press(const QString& text) {
        for (QPushButton* button : window().errorBar().findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text() == text) {
                return button->click();
            }
        }
        QFAIL(qPrintable(text));
    }
    void answer(QMessageBox::ButtonRole role) {
        QMessageBox* box = nullptr;
        QVERIFY(QTest::qWaitFor(
            [&] { return (box = window().findChild<QMessageBox*>()) != nullptr && box->isVisible(); }, 10000));
        ++m_questions;
        for (QAbstractButton* button : box->buttons()) {
            if (box->buttonRole(button) == role) {
                return button->click();
            }
        }
        QFAIL("no such button");
    }
    void chooseFolder(const QString& folder) {
        QFileDialog* dialog = nullptr;
        QVERIFY(QTest::qWaitFor(
            [&] { return (dialog = window().findChild<QFileDialog*>()) != nullptr && dialog->isVisible(); }, 10000));
        QCOMPARE(dialog->fileMode(), QFileDialog::Directory);
        dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(folder);
        QMetaObject::invokeMethod(dialog, "accept");
    }

    std::unique_ptr<test::WindowFixture> m_fixture;
    int m_questions = 0;
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    AppTheme theme(application);
    TestWindowUnsaved test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window_unsaved.moc"
