// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/pictures.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/actions.h"
#include "ui/controllers/file_controller.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/theme/theme.h"
#include "ui/widgets/error_bar.h"

#include <QAction>
#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace burnish;
using namespace burnish::ui;

/// The window as another program's editor, and several files given to one start.
class TestWindowEdit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_fixture = std::make_unique<test::WindowFixture>();
        m_fixture->open();
        for (const char* name : {"a.png", "b.png", "c.png"}) {
            QVERIFY(toDisplayImage(test::patternImage(name[0] - 'a' + 20, 16)).save(file(name)));
        }
        window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
    }
    void cleanup() { m_fixture.reset(); }

    void saveWritesTheFileAndCloses() {
        edit();
        refine(2);
        const QByteArray before = bytes("a.png");
        window().actions().save->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!window().isVisible(), 30000);
        QVERIFY(window().wroteEditedFile());
        QVERIFY(bytes("a.png") != before);
        QCOMPARE(QImage(file("a.png")).size(), QSize(20, 16));
        QVERIFY2(window().findChild<QMessageBox*>() == nullptr, "asked about the other result");
    }

    void closingWithoutAResultLeavesTheFile() {
        edit();
        const QByteArray before = bytes("a.png");
        window().close();
        QVERIFY(!window().isVisible());
        QVERIFY(!window().wroteEditedFile());
        QCOMPARE(bytes("a.png"), before);
    }

    void closingWithAResultAsks() {
        edit();
        refine(1);
        const QByteArray before = bytes("a.png");
        window().close();
        QVERIFY(window().isVisible());
        answer(QMessageBox::DestructiveRole);
        QTRY_VERIFY_WITH_TIMEOUT(!window().isVisible(), 30000);
        QVERIFY(!window().wroteEditedFile());
        QCOMPARE(bytes("a.png"), before);
    }

    void askedForTheResultItWritesIt() {
        edit();
        refine(1);
        window().close();
        answer(QMessageBox::AcceptRole);
        QTRY_VERIFY_WITH_TIMEOUT(!window().isVisible(), 30000);
        QVERIFY(window().wroteEditedFile());
    }

    void failedWriteKeepsTheWindowAndTheFile() {
        edit();
        refine(1);
        const QByteArray before = bytes("a.png");
        const int notices = window().errorBar().count();
        m_fixture->codec->failWrites = true;
        window().actions().save->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(window().errorBar().count() == notices + 1, 30000);
        QVERIFY(window().isVisible());
        QVERIFY(!window().wroteEditedFile());
        QCOMPARE(bytes("a.png"), before);
    }

    void noOtherPictureIsOpenedMeanwhile() {
        edit();
        QVERIFY(!window().actions().open->isEnabled());
        window().openFile(file("b.png"));
        QTest::qWait(200);
        QCOMPARE(window().document().source()->name, QStringLiteral("a.png"));
    }

    void severalFilesAreOpenedOneAfterTheOther() {
        window().openFiles({file("a.png"), file("b.png"), file("c.png")});
        QTRY_VERIFY_WITH_TIMEOUT(shown(QStringLiteral("a.png")), 30000);
        QVERIFY(window().actions().openNext->isEnabled());
        QVERIFY(window().actions().openNext->text().contains(QStringLiteral("b.png")));
        window().actions().openNext->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(shown(QStringLiteral("b.png")), 30000);
        window().actions().openNext->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(shown(QStringLiteral("c.png")), 30000);
        QVERIFY(!window().actions().openNext->isEnabled());
        QCOMPARE(window().errorBar().count(), 0);
    }

    void nextPictureWaitsForUnsavedResults() {
        window().openFiles({file("a.png"), file("b.png")});
        QTRY_VERIFY_WITH_TIMEOUT(shown(QStringLiteral("a.png")), 30000);
        refine(1);
        window().actions().openNext->trigger();
        answer(QMessageBox::RejectRole);
        QTest::qWait(100);
        QVERIFY(shown(QStringLiteral("a.png")));
        QCOMPARE(window().files().waiting().size(), 1);
    }

private:
    MainWindow& window() { return *m_fixture->window; }
    QString file(const char* name) const { return m_fixture->path(QString::fromLatin1(name)); }
    QByteArray bytes(const char* name) const {
        QFile read(file(name));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }
    bool shown(const QString& name) {
        return window().document().hasSource() && window().document().source()->name == name;
    }
    void edit() {
        window().editFile(file("a.png"));
        QTRY_VERIFY_WITH_TIMEOUT(shown(QStringLiteral("a.png")), 30000);
    }
    void refine(int count) {
        for (int i = 1; i <= count; ++i) {
            window().runner().start(window().document().makeJob());
            QTRY_COMPARE_WITH_TIMEOUT(window().document().resultCount(), i, 30000);
            QTRY_VERIFY_WITH_TIMEOUT(!window().runner().isRunning(), 30000);
        }
    }
    void answer(QMessageBox::ButtonRole role) {
        QMessageBox* box = nullptr;
        QVERIFY(QTest::qWaitFor(
            [&] { return (box = window().findChild<QMessageBox*>()) != nullptr && box->isVisible(); }, 10000));
        for (QAbstractButton* button : box->buttons()) {
            if (box->buttonRole(button) == role) {
                return button->click();
            }
        }
        QFAIL("no such button");
    }

    std::unique_ptr<test::WindowFixture> m_fixture;
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    AppTheme theme(application);
    TestWindowEdit test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window_edit.moc"
