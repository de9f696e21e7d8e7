// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/common/progress.h"

#include <QWidget>

class QProgressBar;

namespace burnish::ui {

class ElidedLabel;

/// The bar at the foot of the window: model, device and memory on the left; the picture, or the running job, on the
/// right.
class StatusLine final : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(QWidget* parent = nullptr);

    /// `hint`: a sentence about the model, shown when the pointer rests on the text.
    void setMachineText(const QString& text, const QString& hint = {});
    void setPictureText(const QString& text, const QString& hint = {});
    void setZoomText(const QString& text);
    /// The running job in words, its share done (0 to 1; negative: unknown) and the time left.
    void setRunning(const QString& stage, double share, const QString& timeLeft);
    void setIdle();

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ElidedLabel* m_machine;
    ElidedLabel* m_picture;
    ElidedLabel* m_zoom;
    ElidedLabel* m_stage;
    ElidedLabel* m_left;
    QWidget* m_bar;
    QWidget* m_idle;
    QWidget* m_running;
};

}  // namespace burnish::ui
