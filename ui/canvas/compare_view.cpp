// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/compare_view.h"

#include "ui/canvas/compare_accessible.h"
#include "ui/canvas/screen_profile.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace burnish::ui {
namespace {

constexpr double kMargin = 24.0;   // logical pixels around a fitted picture
constexpr double kGrab = 12.0;     // logical pixels to each side of the divider
constexpr int kPyramidFrom = 512;  // smaller pictures need no halved copies

/// What stands in for a large picture until its copies are there, so that wrong colours never flash up.
QImage standIn(const QImage& picture, const QColorSpace& colours) {
    return colours.isValid() ? inScreenColours(picture.scaled(kPyramidFrom, kPyramidFrom, Qt::KeepAspectRatio), colours)
                             : picture;
}

}  // namespace

CompareView::CompareView(QWidget* parent) : QWidget(parent), m_screen(new ScreenProfile(this)) {
    connect(m_screen, &ScreenProfile::changed, this, [this] {
        prepareSide(m_before);
        prepareSide(m_after);
    });
    installCompareAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(160, 120);
    // The picture is never mirrored: "before" stays left.
    setLayoutDirection(Qt::LeftToRight);
    setAccessibleName(tr("Picture, before and after"));
    setAccessibleDescription(tr("Arrow keys move the divider, R turns it, B held shows the source"));
}

CompareView::~CompareView() {
    m_pool.clear();
    m_pool.waitForDone();
}

void CompareView::setSide(Side& side, const QImage& picture, const QString& label) {
    side.label = label;
    if (picture.cacheKey() == side.picture.cacheKey() && !picture.isNull()) {
        return update();
    }
    side.picture = picture;
    prepareSide(side);
}

void CompareView::prepareSide(Side& side) {
    const QImage& picture = side.picture;
    const QColorSpace& colours = m_screen->colours();
    const bool isSmall = std::max(picture.width(), picture.height()) <= kPyramidFrom;
    side.ticket = m_nextTicket++;
    side.pyramid = ImagePyramid(isSmall ? inScreenColours(picture, colours) : standIn(picture, colours));
    update();
    if (isSmall) {
        return;
    }
    Side* target = &side;
    const quint64 ticket = side.ticket;
    m_pool.start([this, target, ticket, picture, colours] {
        const ImagePyramid built = ImagePyramid::build(inScreenColours(picture, colours));
        QMetaObject::invokeMethod(this, [this, target, ticket, built] {
            if (target->ticket == ticket) {
                target->pyramid = built;
                update();
            }
        });
    });
}

void CompareView::setBefore(const QImage& picture, const QString& label) {
    setSide(m_before, picture, label);
    const QSize earlier = m_transform.picture();
    m_transform.setPicture(picture.size());
    updateView();
    if (earlier != picture.size()) {
        afterZoom();
    }
}

void CompareView::setAfter(const QImage& picture, const QString& label) {
    setSide(m_after, picture, label);
}

void CompareView::setOverlay(const QImage& overlay) {
    m_overlay = overlay;
    update();
}

void CompareView::setMode(CompareMode mode) {
    m_mode = mode;
    unsetCursor();
    update();
}

void CompareView::setWipe(double share) {
    const double clamped = std::clamp(share, 0.0, 1.0);
    if (clamped == m_wipe) {
        return;
    }
    m_wipe = clamped;
    update();
    Q_EMIT wipeChanged(m_wipe);
    QAccessibleValueChangeEvent changed(this, qRound(m_wipe * 100));
    QAccessible::updateAccessibility(&changed);
}

void CompareView::rotateWipe() {
    m_rotated = !m_rotated;
    update();
}

void CompareView::setSourceHeld(bool held) {
    if (held == m_sourceHeld) {
        return;
    }
    m_sourceHeld = held;
    update();
    Q_EMIT sourceHeldChanged(held);
}

bool CompareView::isWiping() const {
    return m_mode == CompareMode::Wipe && hasAfter() && !m_sourceHeld;
}

void CompareView::updateView() {
    m_transform.setView(QSizeF(size()) * devicePixelRatioF(), kMargin * devicePixelRatioF());
    update();
}

void CompareView::afterZoom() {
    update();
    Q_EMIT zoomChanged(zoom(), isFit());
}

void CompareView::zoomFit() {
    m_transform.fit();
    afterZoom();
}

void CompareView::zoomTo(double scale) {
    m_transform.setScale(scale, toDevice(QRectF(rect()).center()));
    afterZoom();
}

void CompareView::zoomBy(double factor) {
    zoomTo(zoom() * factor);
}

void CompareView::setCanvasColour(CanvasColour colour) {
    m_colour = colour;
    update();
}

double CompareView::dividerPosition() const {
    const QRectF seen = m_transform.visible();
    const double device = m_rotated ? seen.top() + seen.height() * m_wipe : seen.left() + seen.width() * m_wipe;
    return std::round(device) / devicePixelRatioF();
}

bool CompareView::isOverDivider(QPointF logical) const {
    const double along = m_rotated ? logical.y() : logical.x();
    const QRectF seen = m_transform.visible();
    return isWiping() && std::abs(along - dividerPosition()) <= kGrab &&
           seen.adjusted(-kGrab, -kGrab, kGrab, kGrab).contains(toDevice(logical));
}

void CompareView::moveDividerTo(QPointF logical) {
    const QRectF seen = m_transform.visible();
    const QPointF device = toDevice(logical);
    if (!seen.isEmpty()) {
        setWipe(m_rotated ? (device.y() - seen.top()) / seen.height() : (device.x() - seen.left()) / seen.width());
    }
}

void CompareView::updateCursor(QPointF logical) {
    if (m_gesture == Gesture::Pan) {
        setCursor(Qt::ClosedHandCursor);
    } else if (m_spaceHeld) {
        setCursor(Qt::OpenHandCursor);
    } else if (m_gesture == Gesture::Divider || isOverDivider(logical)) {
        setCursor(m_rotated ? Qt::SplitVCursor : Qt::SplitHCursor);
    } else {
        unsetCursor();
    }
}

void CompareView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    updateView();
    afterZoom();
}

void CompareView::wheelEvent(QWheelEvent* event) {
    if (m_before.pyramid.isNull() || event->angleDelta().y() == 0) {
        return event->ignore();
    }
    m_transform.setScale(zoom() * std::pow(1.2, event->angleDelta().y() / 120.0), toDevice(event->position()));
    afterZoom();
    event->accept();
}

void CompareView::mousePressEvent(QMouseEvent* event) {
    m_last = event->position();
    m_pressed = m_last;
    const bool left = event->button() == Qt::LeftButton;
    if (event->button() == Qt::MiddleButton || (left && m_spaceHeld)) {
        m_gesture = Gesture::Pan;
    } else if (left && isOverDivider(event->position())) {
        m_gesture = Gesture::Divider;
    } else if (left && m_mode == CompareMode::Flip && hasAfter()) {
        m_gesture = Gesture::Hold;
        setSourceHeld(true);
    } else if (left && m_transform.isPannable()) {
        m_gesture = Gesture::Pan;
    } else if (left && m_transform.visible().contains(toDevice(event->position()))) {
        m_gesture = Gesture::DragOut;
    }
    updateCursor(event->position());
}

void CompareView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF delta = event->position() - m_last;
    m_last = event->position();
    if (m_gesture == Gesture::Divider) {
        moveDividerTo(event->position());
    } else if (m_gesture == Gesture::Pan) {
        m_transform.pan(toDevice(delta));
        afterZoom();
    } else if (m_gesture == Gesture::DragOut &&
               (event->position() - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
        m_gesture = Gesture::None;
        Q_EMIT dragOutRequested();
    }
    updateCursor(event->position());
}

void CompareView::mouseReleaseEvent(QMouseEvent* event) {
    if (m_gesture == Gesture::Hold) {
        setSourceHeld(false);
    }
    m_gesture = Gesture::None;
    updateCursor(event->position());
}

void CompareView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && m_mode == CompareMode::Wipe && hasAfter()) {
        setWipe(0.5);
    }
}

bool CompareView::moveWipeByKey(int key, bool coarse) {
    const double step = coarse ? 0.10 : 0.01;
    const int back = m_rotated ? Qt::Key_Up : Qt::Key_Left;
    const int forth = m_rotated ? Qt::Key_Down : Qt::Key_Right;
    if (key == back || key == forth) {
        setWipe(m_wipe + (key == forth ? step : -step));
    } else if (key == Qt::Key_Home || key == Qt::Key_End) {
        setWipe(key == Qt::Key_Home ? 0.0 : 1.0);
    } else {
        return false;
    }
    return true;
}

void CompareView::keyPressEvent(QKeyEvent* event) {
    const bool plain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    if (plain && isWiping() && moveWipeByKey(event->key(), event->modifiers().testFlag(Qt::ShiftModifier))) {
        return;
    }
    if (plain && event->key() == Qt::Key_Space) {
        m_spaceHeld = true;
        return updateCursor(m_last);
    }
    QWidget::keyPressEvent(event);
}

void CompareView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = false;
        return updateCursor(m_last);
    }
    QWidget::keyReleaseEvent(event);
}

void CompareView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    m_focusedByMouse = event->reason() == Qt::MouseFocusReason;
    m_focusedByKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void CompareView::focusOutEvent(QFocusEvent* event) {
    m_spaceHeld = false;
    setSourceHeld(false);
    QWidget::focusOutEvent(event);
    update();
}

bool CompareView::event(QEvent* event) {
    if (event->type() == QEvent::ScreenChangeInternal || event->type() == QEvent::PaletteChange) {
        updateView();
    }
    return QWidget::event(event);
}

}  // namespace burnish::ui
