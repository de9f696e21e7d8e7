// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/png_text.h"
#include "tests/support/pictures.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/actions.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/compare_view.h"
#include "ui/controllers/model_controller.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/panels/history_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/error_bar.h"

#include <QAction>
#include <QApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListView>
#include <QProcess>
#include <QTest>

using namespace burnish;
using namespace burnish::ui;

/// The result dragged by the mouse out of the window into another program (real XDND).
class TestDragOut : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_fixture = std::make_unique<test::WindowFixture>();
        m_fixture->open();
        m_window = m_fixture->window.get();
        m_file = m_fixture->path(QStringLiteral("portrait.png"));
        QVERIFY(toDisplayImage(test::patternImage(96, 64)).save(m_file));
        m_window->resize(960, 640);
        m_window->move(0, 0);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->models().model().has_value(), 30000);
        m_window->openFile(m_file);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document().hasSource(), 30000);
        m_report = m_fixture->path(QStringLiteral("report.json"));
        m_receiver.start(QCoreApplication::applicationDirPath() + QStringLiteral("/drop_receiver"),
                         {QStringLiteral("1000"), QStringLiteral("300"), m_report});
        QVERIFY(m_receiver.waitForStarted());
        const QJsonObject place = report();
        m_target = QPoint(place.value(QStringLiteral("x")).toInt(), place.value(QStringLiteral("y")).toInt());
        QVERIFY(m_target.x() > 960);
        QFile::remove(m_report);
    }
    void cleanup() {
        m_receiver.kill();
        m_receiver.waitForFinished();
        m_fixture.reset();
    }

    void resultLeavesTheCanvasAsAFileAndAsAPicture() {
        refine();
        CompareView* view = m_window->canvas().view();
        // Off the divider, inside the picture.
        const QRectF seen = view->transform().visible();
        dragFrom(view->mapToGlobal((seen.topLeft() / view->devicePixelRatioF()).toPoint() + QPoint(40, 40)));
        const QJsonObject got = report();
        const QJsonObject file = got.value(QStringLiteral("files")).toArray().first().toObject();
        const QString path = file.value(QStringLiteral("path")).toString();
        QVERIFY2(path.endsWith(QStringLiteral("portrait-refined-1.png")), qPrintable(path));
        QVERIFY(file.value(QStringLiteral("bytes")).toInt() > 0);
        QVERIFY(file.value(QStringLiteral("readable")).toBool());
        QCOMPARE(got.value(QStringLiteral("width")).toInt(), 96);
        QCOMPARE(got.value(QStringLiteral("height")).toInt(), 64);
        QVERIFY(got.value(QStringLiteral("formats")).toArray().contains(QStringLiteral("text/uri-list")));
        QFile png(path);
        QVERIFY(png.open(QIODevice::ReadOnly));
        const QByteArray bytes = png.readAll();
        const auto texts = read_png_texts(std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
        QVERIFY2(texts.count("burnish") == 1, "the dragged file carries no recipe");
        QCOMPARE(m_window->errorBar().count(), 0);
    }

    void sourceLeavesTheHistoryAsItsOwnFile() {
        auto* list = m_window->history().findChild<QListView*>();
        const QRect row = list->visualRect(list->model()->index(0, 0));
        dragFrom(list->viewport()->mapToGlobal(row.center()));
        const QJsonObject got = report();
        QCOMPARE(
            got.value(QStringLiteral("files")).toArray().first().toObject().value(QStringLiteral("path")).toString(),
            m_file);
        QCOMPARE(got.value(QStringLiteral("width")).toInt(), 96);
    }

    void fileThatCannotBeWrittenIsSaidAndTheNextDragWorks() {
        refine();
        m_fixture->codec->failWrites = true;
        CompareView* view = m_window->canvas().view();
        const QPoint from = view->mapToGlobal(
            (view->transform().visible().topLeft() / view->devicePixelRatioF()).toPoint() + QPoint(40, 40));
        dragFrom(from);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->errorBar().count(), 1, 30000);
        waitForHands();
        QVERIFY(!QFileInfo::exists(m_report));
        m_fixture->codec->failWrites = false;
        m_window->errorBar().closeCurrent();
        QTest::qWait(100);
        dragFrom(view->mapToGlobal((view->transform().visible().topLeft() / view->devicePixelRatioF()).toPoint() +
                                   QPoint(40, 40)));
        QVERIFY(!report().value(QStringLiteral("files")).toArray().isEmpty());
    }

private:
    void refine() {
        m_window->actions().refine->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(m_window->document().resultCount(), 1, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->runner().isRunning(), 30000);
    }
    /// Waits for what the receiver writes.
    QJsonObject report() {
        if (!QTest::qWaitFor([this] { return QFileInfo::exists(m_report); }, 30000)) {
            return {};
        }
        waitForHands();
        QFile file(m_report);
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    }
    void waitForHands() {
        (void)QTest::qWaitFor([this] { return m_hands.state() == QProcess::NotRunning; }, 30000);
    }
    /// Presses, waits past the drag threshold for the file to be written, moves over the receiver in steps, lets go.
    void dragFrom(QPoint from) {
        QStringList hands{QStringLiteral("mousemove"), QString::number(from.x()), QString::number(from.y()),
                          QStringLiteral("sleep"),     QStringLiteral("0.2"),     QStringLiteral("mousedown"),
                          QStringLiteral("1")};
        for (int i = 1; i <= 6; ++i) {
            hands << QStringLiteral("sleep") << QStringLiteral("0.15") << QStringLiteral("mousemove")
                  << QString::number(from.x() + 5 * i) << QString::number(from.y() + 3 * i);
        }
        hands << QStringLiteral("sleep") << QStringLiteral("0.8");
        for (int i = -3; i <= 1; ++i) {
            hands << QStringLiteral("sleep") << QStringLiteral("0.15") << QStringLiteral("mousemove")
                  << QString::number(m_target.x() + 20 * i) << QString::number(m_target.y() + 5 * i);
        }
        hands << QStringLiteral("sleep") << QStringLiteral("0.3") << QStringLiteral("mouseup") << QStringLiteral("1");
        m_hands.start(QStringLiteral("xdotool"), hands);
        QVERIFY2(m_hands.waitForStarted(), "xdotool does not start");
    }

    std::unique_ptr<test::WindowFixture> m_fixture;
    MainWindow* m_window = nullptr;
    QString m_file;
    QString m_report;
    QPoint m_target;
    QProcess m_receiver;
    QProcess m_hands;
};

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORMTHEME", "none");
    QApplication application(argc, argv);
    AppTheme theme(application);
    TestDragOut test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_drag_out.moc"
