// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/error_bar.h"

#include "ui/common/error_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/text_label.h"

#include <QAccessible>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace burnish::ui {

Notice errorNotice(const Error::Parts& parts, QVector<NoticeAction> actions, const QString& topic) {
    const ErrorText text = describeError(parts);
    return {.kind = Notice::Kind::Error,
            .title = text.title,
            .body = text.body,
            .details = text.details,
            .actions = std::move(actions),
            .topic = topic};
}

ErrorBar::ErrorBar(QWidget* parent) : QFrame(parent) {
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_icon = new QLabel(this);
    m_title = new TextLabel({}, TextRole::GroupTitle, this);
    m_body = new TextLabel({}, TextRole::Secondary, this);
    for (TextLabel* label : {m_title, m_body}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setFocusPolicy(Qt::NoFocus);
    }
    m_next = new QPushButton(this);
    for (int i = 0; i < 2; ++i) {
        auto* action = new QPushButton(this);
        connect(action, &QPushButton::clicked, this, [this, i] { runAction(i); });
        m_actions.append(action);
    }
    m_detailsButton = new QPushButton(tr("Details"), this);
    m_detailsButton->setCheckable(true);
    auto* close = new QToolButton(this);
    close->setIcon(icon(QStringLiteral("close")));
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close this message"));
    close->setFocusPolicy(Qt::TabFocus);
    close->setFixedSize(30, 30);
    m_close = close;
    m_details = new QPlainTextEdit(this);
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setAccessibleName(tr("Details of the message"));
    m_details->setFixedHeight(scaled(96, font()));
    m_details->setVisible(false);

    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(16, 8, 12, 8);
    layout->setHorizontalSpacing(10);
    layout->setVerticalSpacing(1);
    layout->addWidget(m_icon, 0, 0, 2, 1, Qt::AlignVCenter);
    layout->addWidget(m_title, 0, 1, Qt::AlignBottom);
    layout->addWidget(m_body, 1, 1, Qt::AlignTop);
    layout->setColumnStretch(1, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    for (QWidget* button :
         {static_cast<QWidget*>(m_next), static_cast<QWidget*>(m_actions[0]), static_cast<QWidget*>(m_actions[1]),
          static_cast<QWidget*>(m_detailsButton), static_cast<QWidget*>(m_close)}) {
        buttons->addWidget(button);
    }
    layout->addLayout(buttons, 0, 2, 2, 1);
    layout->addWidget(m_details, 2, 1, 1, 2);
    setMinimumHeight(scaled(53, font()));

    connect(m_next, &QPushButton::clicked, this, [this] {
        m_index = (m_index + 1) % count();
        refresh();
    });
    connect(m_detailsButton, &QPushButton::toggled, m_details, &QWidget::setVisible);
    connect(m_close, &QAbstractButton::clicked, this, &ErrorBar::closeCurrent);
    setVisible(false);
}

void ErrorBar::show(const Notice& notice) {
    if (!notice.topic.isEmpty()) {
        m_notices.erase(std::remove_if(m_notices.begin(), m_notices.end(),
                                       [&](const Notice& other) { return other.topic == notice.topic; }),
                        m_notices.end());
    }
    m_notices.prepend(notice);
    m_index = 0;
    refresh();
    setAccessibleName(notice.title);
    setAccessibleDescription(notice.body);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ErrorBar::closeTopic(const QString& topic) {
    m_notices.erase(
        std::remove_if(m_notices.begin(), m_notices.end(), [&](const Notice& notice) { return notice.topic == topic; }),
        m_notices.end());
    m_index = 0;
    refresh();
}

void ErrorBar::closeCurrent() {
    if (m_notices.isEmpty()) {
        return;
    }
    m_notices.removeAt(m_index);
    m_index = 0;
    refresh();
}

void ErrorBar::runAction(int index) {
    const NoticeAction action = current().actions.value(index);
    if (action.closes) {
        closeCurrent();
    }
    if (action.run) {
        action.run();
    }
}

void ErrorBar::refresh() {
    if (m_notices.isEmpty()) {
        setVisible(false);
        return;
    }
    const Notice& notice = current();
    const bool error = notice.kind == Notice::Kind::Error;
    m_icon->setPixmap(icon(error ? QStringLiteral("warning") : QStringLiteral("information"))
                          .pixmap(QSize(20, 20), devicePixelRatioF()));
    m_title->setText(notice.title);
    m_body->setText(notice.body);
    m_body->setVisible(!notice.body.isEmpty());
    for (int i = 0; i < m_actions.size(); ++i) {
        m_actions[i]->setVisible(i < notice.actions.size());
        m_actions[i]->setText(notice.actions.value(i).text);
        m_actions[i]->setAccessibleName(notice.actions.value(i).text);
    }
    m_next->setVisible(count() > 1);
    m_next->setText(tr("%1 of %2").arg(locale().toString(m_index + 1), locale().toString(count())));
    m_next->setAccessibleName(tr("Show the next message"));
    m_next->setToolTip(tr("Show the next message"));
    m_detailsButton->setVisible(!notice.details.isEmpty());
    m_detailsButton->setChecked(false);
    m_details->setPlainText(notice.details);
    setVisible(true);
    update();
}

void ErrorBar::paintEvent(QPaintEvent* /*event*/) {
    if (m_notices.isEmpty()) {
        return;
    }
    const Tokens& tokens = tokensFor(palette());
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.border);
    const QRect edge(isRightToLeft() ? width() - 4 : 0, 0, 4, height());
    painter.fillRect(edge, current().kind == Notice::Kind::Error ? tokens.error : tokens.accent);
}

void ErrorBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_notices.isEmpty()) {
        refresh();
    }
}

}  // namespace burnish::ui
