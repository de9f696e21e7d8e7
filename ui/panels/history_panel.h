// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QListView;

namespace burnish::ui {

class HistoryModel;
class TextLabel;

/// The left panel: every picture of the session. A click shows one, a double click also restores its settings.
class HistoryPanel final : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPanel(HistoryModel* model, QWidget* parent = nullptr);

    /// Marks the row of what is shown; does not emit.
    void setCurrent(quint64 id);
    QListView* list() const { return m_list; }

Q_SIGNALS:
    void chosen(quint64 id);            ///< by click or arrow keys
    void restoreRequested(quint64 id);  ///< by double click or Return
    void dragOutRequested(quint64 id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void updateHint();

    HistoryModel* m_model;
    QListView* m_list;
    TextLabel* m_hint;
    QPoint m_pressed;
    quint64 m_pressedId = 0;
    bool m_setting = false;
};

}  // namespace burnish::ui
