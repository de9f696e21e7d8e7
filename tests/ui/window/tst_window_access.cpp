// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/pictures.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/actions.h"
#include "ui/document/refine_document.h"
#include "ui/panels/more_section.h"
#include "ui/panels/refine_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/error_bar.h"
#include "ui/widgets/fold_header.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMenuBar>
#include <QSet>
#include <QTest>

using namespace burnish;
using namespace burnish::ui;

class TestWindowAccess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_fixture = std::make_unique<test::WindowFixture>();
        m_fixture->open();
        m_window = m_fixture->window.get();
        m_window->document().setSource(test::patternSource());
        m_window->panel().more()->fold()->setOpen(true);
        Notice notice{.kind = Notice::Kind::Error,
                      .title = QStringLiteral("title"),
                      .body = QStringLiteral("body"),
                      .details = QStringLiteral("details"),
                      .actions = {{QStringLiteral("Do"), [] {}}},
                      .topic = {}};
        m_window->errorBar().show(notice);
        m_window->errorBar().show(notice);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window));
    }
    void cleanup() { m_fixture.reset(); }

    void everythingFocusableHasAName() {
        int seen = 0;
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus)) {
                continue;
            }
            ++seen;
            QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
            const QString what = QString::fromLatin1(widget->metaObject()->className());
            QVERIFY2(accessible != nullptr, qPrintable(what));
            const bool part = widget->focusProxy() != nullptr || widget->objectName().startsWith(QLatin1String("qt_"));
            QVERIFY2(part || !accessible->text(QAccessible::Name).isEmpty(), qPrintable(what + widget->objectName()));
        }
        QVERIFY(seen > 20);
    }

    void tabVisitsEverythingOnceAndComesBack() {
        m_window->canvas();
        QWidget* first = QApplication::focusWidget();
        if (first == nullptr) {
            QTest::keyClick(m_window, Qt::Key_Tab);
            first = QApplication::focusWidget();
        }
        QVERIFY(first != nullptr);
        QSet<QWidget*> visited{first};
        for (int i = 0; i < 200; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QWidget* now = QApplication::focusWidget();
            QVERIFY(now != nullptr);
            if (now == first) {
                break;
            }
            QVERIFY2(!visited.contains(now), now->metaObject()->className());
            visited.insert(now);
        }
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            const bool reachable = widget->isVisible() && widget->isEnabled() &&
                                   (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus &&
                                   widget->focusProxy() == nullptr && !widget->inherits("QMenuBar");
            if (reachable && !widget->objectName().startsWith(QLatin1String("qt_"))) {
                // A group of segments is one stop: arrows move inside it.
                const bool group = widget->parentWidget() != nullptr &&
                                   widget->parentWidget()->inherits("burnish::ui::SegmentedButtons");
                QVERIFY2(group || visited.contains(widget),
                         qPrintable(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') +
                                    widget->accessibleName()));
            }
        }
    }

    void everyCommandIsInTheMenus() {
        QSet<QAction*> inMenus;
        std::function<void(QMenu*)> collect = [&](QMenu* menu) {
            Q_EMIT menu->aboutToShow();
            for (QAction* action : menu->actions()) {
                inMenus.insert(action);
                if (action->menu() != nullptr) {
                    collect(action->menu());
                }
            }
        };
        for (QAction* top : m_window->menuBar()->actions()) {
            collect(top->menu());
        }
        for (QAction* action : m_window->actions().findChildren<QAction*>()) {
            QVERIFY2(inMenus.contains(action), qPrintable(action->text()));
        }
    }

    void noTwoCommandsShareAKey() {
        QSet<QString> keys;
        for (QAction* action : m_window->actions().findChildren<QAction*>()) {
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(action->text()));
                keys.insert(key.toString());
            }
        }
    }

    void accessKeysOfAMenuAreUnique() {
        for (QAction* top : m_window->menuBar()->actions()) {
            QSet<QChar> letters;
            for (QAction* action : top->menu()->actions()) {
                const auto at = action->text().indexOf(QLatin1Char('&'));
                if (at < 0) {
                    continue;
                }
                const QChar letter = action->text().at(at + 1).toLower();
                QVERIFY2(!letters.contains(letter), qPrintable(top->text() + QStringLiteral(": ") + action->text()));
                letters.insert(letter);
            }
        }
    }

    void nothingIsClippedInTheSmallestWindow() {
        m_window->errorBar().closeCurrent();
        m_window->errorBar().closeCurrent();
        m_window->resize(960, 640);
        QTest::qWait(50);
        QCOMPARE(m_window->size(), QSize(960, 640));
        for (QWidget* widget : m_window->panel().findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->parentWidget() == nullptr || widget->inherits("QScrollBar")) {
                continue;
            }
            QVERIFY2(widget->width() >= widget->minimumSizeHint().width(),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + widget->accessibleName()));
        }
        QVERIFY(m_window->rect().contains(
            QRect(m_window->panel().mapTo(m_window, QPoint(0, 0)), m_window->panel().size())));
    }

private:
    std::unique_ptr<test::WindowFixture> m_fixture;
    MainWindow* m_window = nullptr;
};

QTEST_MAIN(TestWindowAccess)
#include "tst_window_access.moc"
