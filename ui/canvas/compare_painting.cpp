// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
// What CompareView paints; its gestures and state are in compare_view.cpp.
#include "ui/canvas/compare_view.h"
#include "ui/theme/burnish_style.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QPainter>

#include <cmath>

namespace burnish::ui {
namespace {

constexpr double kSquaresFrom = 4.0;  // 400 %: pixels are squares from here on
constexpr double kHandleRadius = 13.0;
constexpr int kCheckerCell = 8;

QImage checkerTile(double ratio) {
    const int cell = qRound(kCheckerCell * ratio);
    QImage tile(2 * cell, 2 * cell, QImage::Format_RGB32);
    tile.fill(QColor(0x9a, 0x9a, 0x9a));
    QPainter painter(&tile);
    painter.fillRect(0, 0, cell, cell, QColor(0x70, 0x70, 0x70));
    painter.fillRect(cell, cell, cell, cell, QColor(0x70, 0x70, 0x70));
    return tile;
}

}  // namespace

QColor CompareView::canvas() const {
    switch (m_colour) {
    case CanvasColour::Dark:
        return darkTokens().canvas;
    case CanvasColour::MidGrey:
        return {0x77, 0x77, 0x77};
    case CanvasColour::Light:
        return lightTokens().canvas;
    case CanvasColour::Theme:
        break;
    }
    return tokensFor(palette()).canvas;
}

void CompareView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), canvas());
    if (m_before.pyramid.isNull()) {
        return;
    }
    painter.save();
    painter.scale(1 / devicePixelRatioF(), 1 / devicePixelRatioF());
    paintPictures(painter);
    painter.restore();
    if (isWiping()) {
        paintDivider(painter);
    }
    paintPills(painter);
    if (hasFocus() && m_focusedByKey) {
        drawBox(painter, rect(), Qt::NoBrush, tokensFor(palette()).accent, 0);
    }
}

void CompareView::paintPictures(QPainter& painter) const {
    const QRectF target = m_transform.target();
    const QRectF seen = m_transform.visible();
    QRectF beforeClip = seen;
    QRectF afterClip = hasAfter() ? seen : QRectF();
    if (isWiping()) {
        const double at = std::round(dividerPosition() * devicePixelRatioF());
        m_rotated ? beforeClip.setBottom(at) : beforeClip.setRight(at);
        m_rotated ? afterClip.setTop(at) : afterClip.setLeft(at);
    } else if (hasAfter()) {
        (m_sourceHeld ? afterClip : beforeClip) = QRectF();
    }
    const auto paintSide = [&](const Side& side, const QRectF& clip) {
        if (clip.isEmpty()) {
            return;
        }
        // A preview is stretched: it stays smooth where the picture's own pixels are squares.
        const bool stretched = side.pyramid.size() != m_transform.picture();
        side.pyramid.draw(painter, target, clip, m_transform.scale() >= kSquaresFrom && !stretched);
    };
    if (m_before.pyramid.hasAlpha() || m_after.pyramid.hasAlpha()) {
        painter.save();
        painter.setBrushOrigin(target.topLeft());
        painter.fillRect(seen, QBrush(checkerTile(devicePixelRatioF())));
        painter.restore();
    }
    paintSide(m_before, beforeClip);
    paintSide(m_after, afterClip);
    if (!m_overlay.isNull()) {
        painter.save();
        painter.setClipRect(seen);
        painter.drawImage(target, m_overlay);
        painter.restore();
    }
}

void CompareView::paintDivider(QPainter& painter) const {
    const double ratio = devicePixelRatioF();
    const QRectF seen(m_transform.visible().topLeft() / ratio, m_transform.visible().size() / ratio);
    const double at = dividerPosition();
    const QRectF line =
        m_rotated ? QRectF(seen.left(), at - 1, seen.width(), 2) : QRectF(at - 1, seen.top(), 2, seen.height());
    painter.fillRect(
        line.adjusted(m_rotated ? 0 : -0.5, m_rotated ? -0.5 : 0, m_rotated ? 0 : 0.5, m_rotated ? 0.5 : 0),
        QColor(0, 0, 0, 110));
    painter.fillRect(
        line.adjusted(m_rotated ? 0 : 0.5, m_rotated ? 0.5 : 0, m_rotated ? 0 : -0.5, m_rotated ? -0.5 : 0),
        QColor(255, 255, 255, 235));

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(m_rotated ? QPointF(seen.center().x(), at) : QPointF(at, seen.center().y()));
    painter.rotate(m_rotated ? 90 : 0);
    const bool marked = hasFocus() && m_focusedByKey;
    painter.setPen(QPen(marked ? tokensFor(palette()).accent : QColor(0, 0, 0, 60), marked ? 2 : 1));
    painter.setBrush(QColor(250, 250, 250));
    painter.drawEllipse(QPointF(0, 0), kHandleRadius, kHandleRadius);
    painter.setPen(QPen(QColor(0x23, 0x24, 0x27), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF({QPointF(-3.5, -4), QPointF(-7.5, 0), QPointF(-3.5, 4)}));
    painter.drawPolyline(QPolygonF({QPointF(3.5, -4), QPointF(7.5, 0), QPointF(3.5, 4)}));
    painter.restore();
}

void CompareView::paintPills(QPainter& painter) const {
    const double ratio = devicePixelRatioF();
    const QRectF seen(m_transform.visible().topLeft() / ratio, m_transform.visible().size() / ratio);
    QFont pillFont = fontFor(TextRole::Secondary, font());
    pillFont.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(pillFont);
    const double height = scaled(24, font());
    const double inset = 12;
    const double at = dividerPosition();
    const auto pill = [&](const QString& label, bool atEnd, const QRectF& room) {
        if (label.isEmpty() || room.width() < 1) {
            return;
        }
        const double width = metrics.horizontalAdvance(label) + 20;
        const QRectF box(atEnd ? seen.right() - inset - width : seen.left() + inset,
                         atEnd && m_rotated && isWiping() ? seen.bottom() - inset - height : seen.top() + inset, width,
                         height);
        painter.save();
        painter.setClipRect(room);
        drawBox(painter, box, QColor(0x1b, 0x1c, 0x1e, 200), Qt::transparent, height / 2);
        painter.setFont(pillFont);
        painter.setPen(QColor(255, 255, 255));
        painter.drawText(box, Qt::AlignCenter, label);
        painter.restore();
    };
    if (!isWiping()) {
        const bool after = hasAfter() && !m_sourceHeld;
        return pill(after ? m_after.label : m_before.label, after, seen);
    }
    QRectF beforeRoom = seen;
    QRectF afterRoom = seen;
    m_rotated ? beforeRoom.setBottom(at - 1) : beforeRoom.setRight(at - 1);
    m_rotated ? afterRoom.setTop(at + 1) : afterRoom.setLeft(at + 1);
    pill(m_before.label, false, beforeRoom);
    pill(m_after.label, true, afterRoom);
}

}  // namespace burnish::ui
