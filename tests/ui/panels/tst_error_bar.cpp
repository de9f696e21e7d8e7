// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/error_bar.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace burnish::ui;

namespace {

Notice notice(const QString& title, const QString& topic = {}) {
    return {.kind = Notice::Kind::Error,
            .title = title,
            .body = QStringLiteral("body"),
            .details = {},
            .actions = {},
            .topic = topic};
}

QPushButton* buttonWith(const ErrorBar& bar, const QString& text) {
    for (QPushButton* button : bar.findChildren<QPushButton*>()) {
        if (button->text() == text && button->isVisibleTo(&bar)) {
            return button;
        }
    }
    return nullptr;
}

}  // namespace

class TestErrorBar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isHiddenWithoutANotice() {
        ErrorBar bar;
        QVERIFY(bar.isHidden());
        bar.show(notice(QStringLiteral("one")));
        QVERIFY(!bar.isHidden());
        bar.closeCurrent();
        QVERIFY(bar.isHidden());
    }

    void severalErrorsShareIt() {
        ErrorBar bar;
        bar.show(notice(QStringLiteral("one")));
        bar.show(notice(QStringLiteral("two")));
        QCOMPARE(bar.count(), 2);
        QCOMPARE(bar.current().title, QStringLiteral("two"));
        QPushButton* next = buttonWith(bar, QStringLiteral("1 of 2"));
        QVERIFY(next != nullptr);
        next->click();
        QCOMPARE(bar.current().title, QStringLiteral("one"));
        bar.closeCurrent();
        QCOMPARE(bar.current().title, QStringLiteral("two"));
    }

    void newNoticeOfATopicReplacesTheOld() {
        ErrorBar bar;
        bar.show(notice(QStringLiteral("one"), QStringLiteral("save")));
        bar.show(notice(QStringLiteral("two"), QStringLiteral("save")));
        QCOMPARE(bar.count(), 1);
        bar.closeTopic(QStringLiteral("save"));
        QVERIFY(bar.isHidden());
    }

    void actionRunsAndCloses() {
        ErrorBar bar;
        int runs = 0;
        Notice asked = notice(QStringLiteral("one"));
        asked.actions = {{QStringLiteral("Save as…"), [&runs] { ++runs; }}};
        bar.show(asked);
        buttonWith(bar, QStringLiteral("Save as…"))->click();
        QCOMPARE(runs, 1);
        QVERIFY(bar.isHidden());
    }

    void detailsAreShownOnDemandAsPlainText() {
        ErrorBar bar;
        Notice told = notice(QStringLiteral("<b>one</b>"));
        told.details = QStringLiteral("<script>");
        bar.show(told);
        auto* details = bar.findChild<QPlainTextEdit*>();
        QVERIFY(details->isHidden());
        buttonWith(bar, QStringLiteral("Details"))->click();
        QVERIFY(!details->isHidden());
        QCOMPARE(details->toPlainText(), QStringLiteral("<script>"));
        for (QLabel* label : bar.findChildren<QLabel*>()) {
            QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
        }
    }
};

QTEST_MAIN(TestErrorBar)
#include "tst_error_bar.moc"
