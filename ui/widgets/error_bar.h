// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/common/error.h"

#include <QFrame>
#include <QString>
#include <QVector>

#include <functional>

class QAbstractButton;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace burnish::ui {

class TextLabel;

/// Something that can be done about a notice.
struct NoticeAction {
    QString text;
    std::function<void()> run;
    bool closes = true;  ///< the notice goes away with it
};

/// One thing to tell: what happened, what is safe, what can be done now.
struct Notice {
    enum class Kind { Error, Information };
    Kind kind = Kind::Error;
    QString title;
    QString body;
    QString details;                ///< shown on demand; empty: no "Details"
    QVector<NoticeAction> actions;  ///< up to two
    QString topic;                  ///< a new notice takes the place of an older one with the same topic; empty: none
};

/// What went wrong in the user's words, as a notice.
Notice errorNotice(const Error::Parts& parts, QVector<NoticeAction> actions, const QString& topic);

/// The bar over the canvas that all notices share: the newest is shown, the others wait behind it. Never modal.
class ErrorBar final : public QFrame {
    Q_OBJECT
public:
    explicit ErrorBar(QWidget* parent = nullptr);

    void show(const Notice& notice);
    void closeTopic(const QString& topic);
    void closeCurrent();
    int count() const { return static_cast<int>(m_notices.size()); }
    const Notice& current() const { return m_notices.at(m_index); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void runAction(int index);

    QVector<Notice> m_notices;
    int m_index = 0;
    QLabel* m_icon;
    TextLabel* m_title;
    TextLabel* m_body;
    QVector<QPushButton*> m_actions;
    QPushButton* m_next;
    QPushButton* m_detailsButton;
    QAbstractButton* m_close;
    QPlainTextEdit* m_details;
};

}  // namespace burnish::ui
