// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPushButton>

namespace burnish::ui {

/// The primary button at the foot of the panel: Refine, and while a run is on, Cancel with its progress behind the
/// text.
class RunButton final : public QPushButton {
    Q_OBJECT
public:
    enum class State { Refine, Cancel, Cancelling };

    explicit RunButton(QWidget* parent = nullptr);

    State state() const { return m_state; }
    void setState(State state);
    /// 0 to 1; negative while nothing is known.
    void setProgress(double progress);
    double progress() const { return m_progress; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    State m_state = State::Refine;
    double m_progress = -1.0;
};

}  // namespace burnish::ui
