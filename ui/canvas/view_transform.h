// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>
#include <QSizeF>

namespace burnish::ui {

/// How a picture lies in a view. Everything is in device pixels: one place where logical and device pixels meet is the
/// view itself. A scale of 1 is one picture pixel a device pixel.
class ViewTransform final {
public:
    static constexpr double kMinScale = 0.01;
    static constexpr double kMaxScale = 32.0;

    void setPicture(QSize size);
    void setView(QSizeF size, double margin);

    bool isFit() const { return m_fit; }
    double scale() const { return m_scale; }
    QSize picture() const { return m_picture; }
    /// Where the whole picture lies; whole device pixels at scales of 1 and above.
    QRectF target() const;
    /// The part of the picture that can be seen, in device pixels.
    QRectF visible() const;
    bool isPannable() const;

    void fit();
    /// Scales so that the picture's point under `anchor` stays there.
    void setScale(double scale, QPointF anchor);
    void pan(QPointF delta);

    QPointF toPicture(QPointF device) const;
    QPointF toDevice(QPointF picture) const;

private:
    void keepInView();

    QSize m_picture;
    QSizeF m_view;
    double m_margin = 0;
    double m_scale = 1.0;
    QPointF m_origin;  ///< of the picture, in device pixels
    bool m_fit = true;
};

}  // namespace burnish::ui
