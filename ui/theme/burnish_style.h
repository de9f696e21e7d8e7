// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProxyStyle>

namespace burnish::ui {

class AltWatcher;
class WheelGuard;

/// Fusion drawn flat: one-pixel outlines, radius 6, the accent where the keyboard is. Reads every colour from the
/// palette's tokens. A push button whose `default` is set is the primary one and filled with the accent.
class BurnishStyle final : public QProxyStyle {
public:
    BurnishStyle();

    using QProxyStyle::polish;
    void polish(QApplication* application) override;
    /// A number or a list takes the wheel only where the keyboard is, so that a panel scrolls under the pointer.
    void polish(QWidget* widget) override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returnData) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
                         const QWidget* widget) const override;

private:
    AltWatcher* m_alt;
    WheelGuard* m_wheel;
};

/// A rounded rectangle whose outline of `width` lies inside `rect`, crisp at every pixel ratio.
void drawBox(QPainter& painter, const QRectF& rect, const QBrush& fill, const QColor& outline, double radius,
             double width = 1.0);

}  // namespace burnish::ui
