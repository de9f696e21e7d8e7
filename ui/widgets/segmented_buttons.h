// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>
#include <QVector>
#include <QWidget>

class QButtonGroup;

namespace burnish::ui {

/// A row of joined buttons of which at most one is checked. Arrow keys move inside the group, as in any button group.
class SegmentedButtons final : public QWidget {
    Q_OBJECT
public:
    explicit SegmentedButtons(QWidget* parent = nullptr);

    /// Adds a segment and returns its index.
    int addSegment(const QString& text, const QString& toolTip);
    int current() const;         ///< -1: none
    void setCurrent(int index);  ///< -1 clears the choice; does not emit `chosen`
    QAbstractButton* segment(int index) const;

Q_SIGNALS:
    void chosen(int index);  ///< by the user

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QButtonGroup* m_group;
};

}  // namespace burnish::ui
