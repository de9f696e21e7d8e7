// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/view_transform.h"

#include <algorithm>
#include <cmath>

namespace burnish::ui {

void ViewTransform::setPicture(QSize size) {
    if (size == m_picture) {
        return;
    }
    m_picture = size;
    fit();
}

void ViewTransform::setView(QSizeF size, double margin) {
    const QPointF centre = toPicture(QPointF(m_view.width() / 2, m_view.height() / 2));
    m_view = size;
    m_margin = margin;
    if (m_fit) {
        return fit();
    }
    // What was in the middle stays in the middle.
    m_origin = QPointF(size.width() / 2, size.height() / 2) - centre * m_scale;
    keepInView();
}

void ViewTransform::fit() {
    m_fit = true;
    if (m_picture.isEmpty() || m_view.isEmpty()) {
        return;
    }
    const double roomX = std::max(1.0, m_view.width() - 2 * m_margin);
    const double roomY = std::max(1.0, m_view.height() - 2 * m_margin);
    m_scale = std::clamp(std::min(roomX / m_picture.width(), roomY / m_picture.height()), kMinScale, kMaxScale);
    keepInView();
}

void ViewTransform::setScale(double scale, QPointF anchor) {
    const QPointF held = toPicture(anchor);
    m_scale = std::clamp(scale, kMinScale, kMaxScale);
    m_fit = false;
    m_origin = anchor - held * m_scale;
    keepInView();
}

void ViewTransform::pan(QPointF delta) {
    if (!isPannable()) {
        return;
    }
    m_fit = false;
    m_origin += delta;
    keepInView();
}

bool ViewTransform::isPannable() const {
    return m_picture.width() * m_scale > m_view.width() + 0.5 || m_picture.height() * m_scale > m_view.height() + 0.5;
}

void ViewTransform::keepInView() {
    const auto place = [](double origin, double length, double room) {
        // Smaller than the view: centred. Larger: its edges never come inside the view.
        return std::round(length <= room ? (room - length) / 2 : std::clamp(origin, room - length, 0.0));
    };
    m_origin.setX(place(m_origin.x(), m_picture.width() * m_scale, m_view.width()));
    m_origin.setY(place(m_origin.y(), m_picture.height() * m_scale, m_view.height()));
}

QRectF ViewTransform::target() const {
    return {m_origin, QSizeF(m_picture.width() * m_scale, m_picture.height() * m_scale)};
}

QRectF ViewTransform::visible() const {
    return target().intersected(QRectF(QPointF(0, 0), m_view));
}

QPointF ViewTransform::toPicture(QPointF device) const {
    return (device - m_origin) / m_scale;
}

QPointF ViewTransform::toDevice(QPointF picture) const {
    return m_origin + picture * m_scale;
}

}  // namespace burnish::ui
