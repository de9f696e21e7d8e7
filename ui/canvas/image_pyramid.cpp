// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/image_pyramid.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace burnish::ui {

ImagePyramid::ImagePyramid(const QImage& image) {
    if (!image.isNull()) {
        m_levels.append(image);
    }
}

ImagePyramid ImagePyramid::build(const QImage& image) {
    ImagePyramid pyramid(image);
    while (!pyramid.isNull()) {
        const QSize size = pyramid.m_levels.last().size();
        if (std::max(size.width(), size.height()) <= 256) {
            break;
        }
        const QSize half(std::max(1, (size.width() + 1) / 2), std::max(1, (size.height() + 1) / 2));
        pyramid.m_levels.append(pyramid.m_levels.last().scaled(half, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
    return pyramid;
}

void ImagePyramid::draw(QPainter& painter, const QRectF& target, const QRectF& clip, bool squares) const {
    const QRectF wanted = clip.intersected(target);
    if (isNull() || wanted.isEmpty()) {
        return;
    }
    const double scale = target.width() / size().width();
    // The smallest copy that still has a pixel for each pixel of the view.
    int level = 0;
    while (level + 1 < levelCount() && m_levels.at(level + 1).width() >= target.width()) {
        ++level;
    }
    const QImage& image = m_levels.at(level);
    const double perX = image.width() / target.width();
    const double perY = image.height() / target.height();
    // Whole picture pixels, so that both halves sample at the same places whatever is clipped.
    const int left =
        std::clamp(static_cast<int>(std::floor((wanted.left() - target.left()) * perX)) - 1, 0, image.width());
    const int top =
        std::clamp(static_cast<int>(std::floor((wanted.top() - target.top()) * perY)) - 1, 0, image.height());
    const int right =
        std::clamp(static_cast<int>(std::ceil((wanted.right() - target.left()) * perX)) + 1, 0, image.width());
    const int bottom =
        std::clamp(static_cast<int>(std::ceil((wanted.bottom() - target.top()) * perY)) + 1, 0, image.height());
    const QRect source(left, top, right - left, bottom - top);
    const QRectF placed(target.left() + left / perX, target.top() + top / perY, source.width() / perX,
                        source.height() / perY);
    painter.save();
    painter.setClipRect(wanted, Qt::IntersectClip);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, !squares && std::abs(scale - 1.0) > 1e-9);
    painter.drawImage(placed, image, QRectF(source));
    painter.restore();
}

}  // namespace burnish::ui
