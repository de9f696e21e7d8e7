// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/canvas_area.h"

#include "ui/canvas/compare_view.h"
#include "ui/canvas/empty_card.h"
#include "ui/theme/burnish_style.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPainter>
#include <QScrollArea>
#include <QStackedLayout>

namespace burnish::ui {

/// Lights the canvas's border while something is dragged over the window and says what letting go will do.
class DropOverlay final : public QWidget {
public:
    explicit DropOverlay(QWidget* parent) : QWidget(parent) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setVisible(false);
    }
    void say(const QString& promise, bool accepted) {
        m_promise = promise;
        m_accepted = accepted;
        setVisible(true);
        raise();
        update();
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const Tokens& tokens = tokensFor(palette());
        const QColor colour = m_accepted ? tokens.accent : tokens.error;
        QPainter painter(this);
        drawBox(painter, QRectF(rect()).adjusted(6, 6, -6, -6), Qt::NoBrush, colour, 10, 2);
        const QFont textFont = fontFor(TextRole::GroupTitle, font());
        painter.setFont(textFont);
        const QFontMetricsF metrics(textFont);
        const QString text = metrics.elidedText(m_promise, Qt::ElideMiddle, width() - 80);
        const QSizeF size(metrics.horizontalAdvance(text) + 32, scaled(36, font()));
        const QRectF box(QPointF((width() - size.width()) / 2, height() - size.height() - 28), size);
        drawBox(painter, box, tokens.panel, colour, 8);
        painter.setPen(tokens.text);
        painter.drawText(box, Qt::AlignCenter, text);
    }

private:
    QString m_promise;
    bool m_accepted = true;
};

CanvasArea::CanvasArea(QWidget* parent) : QWidget(parent) {
    m_view = new CompareView(this);
    m_card = new EmptyCard;
    m_empty = new QWidget;
    m_empty->installEventFilter(this);
    auto* centre = new QVBoxLayout(m_empty);
    centre->setContentsMargins(8, 8, 8, 8);
    centre->addWidget(m_card, 0, Qt::AlignCenter);
    m_stack = new QStackedLayout(this);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);
    m_overlay = new DropOverlay(this);
    setMinimumWidth(320);
    showPicture(false);
}

void CanvasArea::showPicture(bool shown) {
    m_stack->setCurrentWidget(shown ? static_cast<QWidget*>(m_view) : m_empty);
}

bool CanvasArea::isPictureShown() const {
    return m_stack->currentWidget() == m_view;
}

void CanvasArea::showDrag(const QString& promise, bool accepted) {
    if (isPictureShown()) {
        placeOverlay();
        m_overlay->say(promise, accepted);
    } else {
        m_card->setDrag(promise, accepted);
    }
}

void CanvasArea::hideDrag() {
    m_overlay->hide();
    m_card->setDrag({}, false);
}

void CanvasArea::placeOverlay() {
    m_overlay->setGeometry(rect());
}

void CanvasArea::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeOverlay();
}

bool CanvasArea::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_empty && event->type() == QEvent::Paint) {
        QPainter painter(m_empty);
        painter.fillRect(m_empty->rect(), tokensFor(palette()).canvas);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace burnish::ui
