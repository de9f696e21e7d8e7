// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>

class QFormLayout;

namespace burnish::ui {

/// The line that opens and closes a part of the panel: a triangle, a title, and while it is closed what is inside.
class FoldHeader final : public QAbstractButton {
    Q_OBJECT
public:
    FoldHeader(const QString& title, QWidget* content, QWidget* parent = nullptr);

    void setSummary(const QString& summary);
    /// Where the summary stands: after the title, or at the far edge.
    void setSummaryAtEdge(bool atEdge) { m_atEdge = atEdge; }
    void setOpen(bool open);
    bool isOpen() const { return isChecked(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_summary;
    QWidget* m_content;
    bool m_atEdge = false;
};

/// The form inside a fold, which owns it: labels before fields, as close as in every other fold.
QFormLayout* foldedForm(QWidget* content);

}  // namespace burnish::ui
