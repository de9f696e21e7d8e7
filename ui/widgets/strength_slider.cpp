// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/strength_slider.h"

#include "ui/theme/burnish_style.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace burnish::ui {
namespace {

constexpr double kTrackY = 11.0;  // design pixels from the top
constexpr double kHandleRadius = 9.0;

}  // namespace

StrengthSlider::StrengthSlider(QWidget* parent) : QAbstractSlider(parent) {
    setOrientation(Qt::Horizontal);
    setRange(0, 100);
    setSingleStep(1);
    setPageStep(10);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Strength"));
    setAccessibleDescription(tr("How much of the picture may change, in hundredths"));
}

void StrengthSlider::setStrength(double strength) {
    setValue(static_cast<int>(std::lround(std::clamp(strength, 0.0, 1.0) * 100.0)));
}

double StrengthSlider::trackInset() const {
    return scaled(10, font());
}

double StrengthSlider::xForStrength(double strength) const {
    const double length = width() - 2 * trackInset();
    const double along = isRightToLeft() ? 1.0 - strength : strength;
    return trackInset() + along * length;
}

double StrengthSlider::strengthForX(double x) const {
    const double length = std::max(1.0, width() - 2 * trackInset());
    const double along = std::clamp((x - trackInset()) / length, 0.0, 1.0);
    return isRightToLeft() ? 1.0 - along : along;
}

QSize StrengthSlider::sizeHint() const {
    return {scaled(296, font()), scaled(46, font())};
}

QSize StrengthSlider::minimumSizeHint() const {
    return {scaled(220, font()), scaled(46, font())};
}

QString StrengthSlider::markName(std::size_t index) const {
    switch (index) {
    case 0:
        return tr("touch-up");
    case 1:
        return tr("refine");
    case 2:
        return tr("rework");
    default:
        return tr("repaint");
    }
}

std::array<double, 4> StrengthSlider::markLefts(const QFontMetrics& metrics) const {
    constexpr double kGap = 7;
    std::array<double, 4> lefts{};
    std::array<double, 4> widths{};
    for (std::size_t i = 0; i < kMarks.size(); ++i) {
        widths.at(i) = metrics.horizontalAdvance(markName(i));
        lefts.at(i) = xForStrength(kMarks.at(i)) - widths.at(i) / 2;
    }
    // Neighbours that would touch share the shift between them; long names of some languages need more than one pass.
    for (int pass = 0; pass < 8; ++pass) {
        for (std::size_t i = 0; i + 1 < kMarks.size(); ++i) {
            const std::size_t a = isRightToLeft() ? i + 1 : i;
            const std::size_t b = isRightToLeft() ? i : i + 1;
            const double overlap = lefts.at(a) + widths.at(a) + kGap - lefts.at(b);
            if (overlap > 0) {
                lefts.at(a) -= overlap / 2;
                lefts.at(b) += overlap / 2;
            }
        }
    }
    for (std::size_t i = 0; i < kMarks.size(); ++i) {
        lefts.at(i) = std::clamp(lefts.at(i), 0.0, std::max(0.0, width() - widths.at(i)));
    }
    return lefts;
}

void StrengthSlider::paintMarks(QPainter& painter) const {
    const Tokens& tokens = tokensFor(palette());
    const QFont markFont = fontFor(TextRole::Mark, font());
    painter.setFont(markFont);
    const QFontMetrics metrics(markFont);
    const int tickTop = scaled(20, font());
    const int textTop = scaled(28, font());
    const std::array<double, 4> lefts = markLefts(metrics);
    for (std::size_t i = 0; i < kMarks.size(); ++i) {
        const double x = xForStrength(kMarks.at(i));
        const bool here = std::abs(strength() - kMarks.at(i)) < 0.005;
        painter.setPen(QPen(here ? tokens.text : tokens.secondary, 1));
        painter.drawLine(QPointF(std::round(x) + 0.5, tickTop), QPointF(std::round(x) + 0.5, tickTop + 4));
        painter.drawText(QPointF(lefts.at(i), textTop + metrics.ascent()), markName(i));
    }
}

void StrengthSlider::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& tokens = tokensFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double unit = scaled(100, font()) / 100.0;
    const double y = kTrackY * unit;
    const double start = xForStrength(0);
    const double here = xForStrength(strength());
    const auto bar = [&](double from, double to, double height, const QColor& colour, double radius) {
        drawBox(painter, QRectF(QPointF(from, y - height / 2), QPointF(to, y + height / 2)).normalized(), colour,
                Qt::transparent, radius);
    };
    bar(start, xForStrength(1), 4 * unit, tokens.track, 2);
    QColor band = tokens.accent;
    band.setAlphaF(0.35F);
    bar(start, xForStrength(kTrainedUpTo), 12 * unit, band, 3);
    bar(start, here, 4 * unit, isEnabled() ? tokens.accent : tokens.secondary, 2);

    const QPointF centre(here, y);
    const double radius = kHandleRadius * unit;
    painter.setPen(QPen(tokens.dark ? QColor(0, 0, 0, 90) : tokens.track, 1));
    painter.setBrush(Qt::white);
    painter.drawEllipse(centre, radius, radius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isEnabled() ? tokens.accent : tokens.secondary);
    painter.drawEllipse(centre, radius * 0.45, radius * 0.45);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(tokens.accent, 2));
        painter.drawEllipse(centre, radius + 1, radius + 1);
    }
    paintMarks(painter);
}

void StrengthSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        return event->ignore();
    }
    setSliderDown(true);
    setStrength(strengthForX(event->position().x()));
}

void StrengthSlider::mouseMoveEvent(QMouseEvent* event) {
    if (isSliderDown()) {
        setStrength(strengthForX(event->position().x()));
    }
}

void StrengthSlider::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        setSliderDown(false);
    }
}

void StrengthSlider::keyPressEvent(QKeyEvent* event) {
    // A digit from 1 to 4 goes to a mark: the marks by keyboard.
    const int index = event->key() - Qt::Key_1;
    if (event->modifiers() == Qt::NoModifier && index >= 0 && index < static_cast<int>(kMarks.size())) {
        return setStrength(kMarks.at(static_cast<std::size_t>(index)));
    }
    QAbstractSlider::keyPressEvent(event);
}

void StrengthSlider::wheelEvent(QWheelEvent* event) {
    // The panel scrolls; only a slider that was chosen takes the wheel.
    hasFocus() ? QAbstractSlider::wheelEvent(event) : event->ignore();
}

void StrengthSlider::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange) {
        setInvertedAppearance(false);
        updateGeometry();
    }
    QAbstractSlider::changeEvent(event);
    update();
}

bool StrengthSlider::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const bool inBand = strengthForX(help->pos().x()) <= kTrainedUpTo;
        QToolTip::showText(
            help->globalPos(),
            inBand ? tr("Shaded: up to 0.20 the refiner does what it was trained for. Beyond it invents more.")
                   : tr("How much may change. Keys: arrows move by 0.01, Page Up and Page Down by 0.10, "
                        "1 to 4 go to the marks."),
            this);
        return true;
    }
    return QAbstractSlider::event(event);
}

}  // namespace burnish::ui
