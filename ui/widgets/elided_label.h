// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace burnish::ui {

/// One line of plain text that is shortened at its end where room is short; the whole text is its tooltip then, with
/// the hint, if there is one, below it.
class ElidedLabel final : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    void setFullText(const QString& text);
    QString fullText() const { return m_text; }
    /// A sentence about the text: shown as the tooltip, and told to screen readers.
    void setHint(const QString& hint);

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void elide();
    QString m_text;
    QString m_hint;
};

}  // namespace burnish::ui
