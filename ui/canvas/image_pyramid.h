// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QRectF>
#include <QVector>

class QPainter;

namespace burnish::ui {

/// A picture with halved copies of itself, so that a large one is drawn small without aliasing and at small cost.
/// A value; copies share their pixels.
class ImagePyramid final {
public:
    ImagePyramid() = default;
    /// Only the picture itself: shown until the halved copies are there.
    explicit ImagePyramid(const QImage& image);
    /// With every halved copy down to 256 pixels. Costs a pass over the picture: call it off the GUI thread.
    static ImagePyramid build(const QImage& image);

    bool isNull() const { return m_levels.isEmpty(); }
    QSize size() const { return isNull() ? QSize() : m_levels.first().size(); }
    bool hasAlpha() const { return !isNull() && m_levels.first().hasAlphaChannel(); }
    int levelCount() const { return static_cast<int>(m_levels.size()); }
    qint64 cacheKey() const { return isNull() ? 0 : m_levels.first().cacheKey(); }

    /// Draws the part inside `clip` of the picture laid over `target`, both in the painter's coordinates. Two pictures
    /// of one shape drawn over the same target match point for point, whatever their sizes. Enlarged four times or
    /// more, pixels are squares.
    void draw(QPainter& painter, const QRectF& target, const QRectF& clip, bool squares) const;

private:
    QVector<QImage> m_levels;
};

}  // namespace burnish::ui
