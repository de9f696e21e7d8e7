// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/run_button.h"

#include "ui/theme/burnish_style.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QKeySequence>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace burnish::ui {

RunButton::RunButton(QWidget* parent) : QPushButton(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setState(State::Refine);
}

void RunButton::setState(State state) {
    m_state = state;
    m_progress = state == State::Refine ? -1.0 : m_progress;
    const QString title = state == State::Refine   ? tr("Refine")
                          : state == State::Cancel ? tr("Cancel")
                                                   : tr("Cancelling…");
    setText(title);
    setAccessibleName(title);
    const QKeySequence keys(state == State::Refine ? int(Qt::CTRL) | Qt::Key_Return : int(Qt::Key_Escape));
    setToolTip(QStringLiteral("%1 (%2)").arg(title, keys.toString(QKeySequence::NativeText)));
    update();
}

void RunButton::setProgress(double progress) {
    m_progress = progress;
    update();
}

QSize RunButton::sizeHint() const {
    return {scaled(200, font()), scaled(42, font())};
}

void RunButton::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& tokens = tokensFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool refine = m_state == State::Refine;
    const bool filled = refine && isEnabled();
    QColor fill = filled ? tokens.accent : refine ? tokens.window : tokens.raised;
    if (filled && (underMouse() || isDown())) {
        fill = isDown() ? fill.darker(112) : tokens.dark ? fill.lighter(106) : fill.darker(106);
    }
    drawBox(painter, rect(), fill, filled ? fill : refine ? tokens.border : tokens.accent, 6);
    if (!refine && m_progress > 0) {
        QPainterPath inside;
        inside.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
        painter.setClipPath(inside);
        QColor done = tokens.accent;
        done.setAlphaF(0.4F);
        const double length = (width() - 2) * std::clamp(m_progress, 0.0, 1.0);
        painter.fillRect(QRectF(isRightToLeft() ? width() - 1 - length : 1, 1, length, height() - 2), done);
        painter.setClipping(false);
    }
    if (hasFocus()) {
        drawBox(painter, QRectF(rect()).adjusted(3, 3, -3, -3), Qt::NoBrush, filled ? tokens.onAccent : tokens.accent,
                4);
    }
    QFont textFont = font();
    textFont.setWeight(QFont::DemiBold);
    textFont.setPointSizeF(textFont.pointSizeF() * 14 / 13);
    painter.setFont(textFont);
    painter.setPen(filled ? tokens.onAccent : refine ? tokens.secondary : tokens.text);
    QString label = text();
    if (m_state != State::Cancelling) {
        const QKeySequence keys(refine ? int(Qt::CTRL) | Qt::Key_Return : int(Qt::Key_Escape));
        label += QStringLiteral("   ") + keys.toString(QKeySequence::NativeText);
    }
    painter.drawText(rect(), Qt::AlignCenter, label);
}

}  // namespace burnish::ui
