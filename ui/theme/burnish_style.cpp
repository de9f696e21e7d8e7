// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/burnish_style.h"

#include "ui/theme/style_filters.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>

namespace burnish::ui {
namespace {

constexpr double kRadius = 6.0;

bool has(const QStyleOption* option, QStyle::StateFlag flag) {
    return option->state.testFlag(flag);
}

/// Whether a control inside a frame of its own (spin box, combo box) draws the frame for this line edit.
bool isInsideControl(const QWidget* widget) {
    return widget != nullptr && widget->parentWidget() != nullptr &&
           qobject_cast<const QLineEdit*>(widget) != nullptr &&
           (widget->parentWidget()->inherits("QAbstractSpinBox") || widget->parentWidget()->inherits("QComboBox"));
}

void drawField(const QStyleOption* option, QPainter* painter) {
    const Tokens& tokens = tokensFor(option->palette);
    const bool focus = has(option, QStyle::State_HasFocus) && has(option, QStyle::State_Enabled);
    drawBox(*painter, option->rect, has(option, QStyle::State_Enabled) ? tokens.field : tokens.window,
            focus ? tokens.accent : tokens.border, kRadius);
}

void drawButtonPanel(const QStyleOption* option, QPainter* painter) {
    const Tokens& tokens = tokensFor(option->palette);
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool primary = button != nullptr && button->features.testFlag(QStyleOptionButton::DefaultButton) && enabled;
    const bool flat = button != nullptr && button->features.testFlag(QStyleOptionButton::Flat);
    const bool pressed = has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);
    const bool hover = has(option, QStyle::State_MouseOver) && enabled;
    QColor fill = primary ? tokens.accent : (enabled ? tokens.raised : tokens.window);
    if (flat && !pressed) {
        fill = hover ? tokens.raised : QColor(Qt::transparent);
    }
    if (pressed || hover) {
        const int amount = pressed ? 112 : 105;
        fill = tokens.dark && !primary ? fill.lighter(amount + 4) : fill.darker(amount - 2);
    }
    const bool focus = has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange);
    const bool bare = flat && !focus && !tokens.strong;
    const QColor outline = bare ? QColor(Qt::transparent) : focus ? tokens.accent : primary ? fill : tokens.border;
    drawBox(*painter, option->rect, fill, outline, kRadius);
    if (focus && primary) {
        drawBox(*painter, QRectF(option->rect).adjusted(2, 2, -2, -2), Qt::NoBrush, tokens.onAccent, kRadius - 2);
    }
}

void drawToolButtonPanel(const QStyleOption* option, QPainter* painter) {
    const Tokens& tokens = tokensFor(option->palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool focus = has(option, QStyle::State_HasFocus);
    QColor fill(Qt::transparent);
    if (enabled && (has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken))) {
        fill = tokens.text;
        fill.setAlphaF(has(option, QStyle::State_Sunken) ? 0.16F : 0.08F);
    }
    const QColor rest = tokens.strong && enabled ? tokens.border : QColor(Qt::transparent);
    drawBox(*painter, option->rect, fill, focus ? tokens.accent : rest, kRadius, focus && tokens.strong ? 2 : 1);
}

void drawChevron(const QStyleOption* option, QPainter* painter, double angle) {
    const Tokens& tokens = tokensFor(option->palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(QRectF(option->rect).center());
    painter->rotate(angle);
    const bool enabled = has(option, QStyle::State_Enabled);
    painter->setPen(QPen(enabled ? tokens.secondary : tokens.track, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF({QPointF(-3.5, -1.75), QPointF(0, 1.75), QPointF(3.5, -1.75)}));
    painter->restore();
}

void drawCheckBox(const QStyleOption* option, QPainter* painter) {
    const Tokens& tokens = tokensFor(option->palette);
    const bool on = has(option, QStyle::State_On);
    const bool focus = has(option, QStyle::State_HasFocus);
    drawBox(*painter, option->rect, on ? tokens.accent : tokens.field, on || focus ? tokens.accent : tokens.track, 4);
    if (!on) {
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(QRectF(option->rect).center());
    painter->setPen(QPen(tokens.onAccent, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF({QPointF(-3.5, 0), QPointF(-1, 2.75), QPointF(3.75, -3)}));
    painter->restore();
}

void drawScrollBar(const QStyle& style, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) {
    const Tokens& tokens = tokensFor(option->palette);
    QRectF handle = style.subControlRect(QStyle::CC_ScrollBar, option, QStyle::SC_ScrollBarSlider, widget);
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (slider == nullptr || slider->minimum == slider->maximum) {
        return;
    }
    handle.adjust(2, 2, -2, -2);
    QColor fill = tokens.secondary;
    if (!tokens.strong) {
        fill.setAlphaF(has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken) ? 0.7F : 0.4F);
    }
    drawBox(*painter, handle, fill, Qt::transparent, std::min(handle.width(), handle.height()) / 2);
}

}  // namespace

void drawBox(QPainter& painter, const QRectF& rect, const QBrush& fill, const QColor& outline, double radius,
             double width) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    painter.setPen(outline.alpha() == 0 ? QPen(Qt::NoPen) : QPen(outline, width));
    const double inset = outline.alpha() == 0 ? 0.0 : width / 2;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

BurnishStyle::BurnishStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_alt(new AltWatcher(this)),
      m_wheel(new WheelGuard(this)) {}

void BurnishStyle::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    const bool takesWheel =
        qobject_cast<QAbstractSpinBox*>(widget) != nullptr || qobject_cast<QComboBox*>(widget) != nullptr;
    if (takesWheel) {
        if (widget->focusPolicy() == Qt::WheelFocus) {
            widget->setFocusPolicy(Qt::StrongFocus);
        }
        widget->installEventFilter(m_wheel);
    }
}

void BurnishStyle::polish(QApplication* application) {
    QProxyStyle::polish(application);
    application->installEventFilter(m_alt);
}

void BurnishStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                 const QWidget* widget) const {
    switch (element) {
    case PE_PanelButtonCommand:
        return drawButtonPanel(option, painter);
    case PE_PanelButtonTool:
        return drawToolButtonPanel(option, painter);
    case PE_FrameFocusRect:
    case PE_FrameButtonBevel:
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
        return;
    case PE_PanelLineEdit:
        if (!isInsideControl(widget)) {
            drawField(option, painter);
        }
        return;
    case PE_FrameLineEdit:
        return;
    case PE_IndicatorCheckBox:
        return drawCheckBox(option, painter);
    case PE_IndicatorArrowDown:
    case PE_IndicatorSpinDown:
        return drawChevron(option, painter, 0);
    case PE_IndicatorArrowUp:
    case PE_IndicatorSpinUp:
        return drawChevron(option, painter, 180);
    case PE_PanelMenu:
    case PE_FrameMenu: {
        const Tokens& tokens = tokensFor(option->palette);
        painter->fillRect(option->rect, tokens.panel);
        painter->setPen(tokens.border);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    }
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void BurnishStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const {
    const Tokens& tokens = tokensFor(option->palette);
    if (element == CE_PushButtonLabel) {
        QStyleOptionButton copy;
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            copy = *button;
            if (button->features.testFlag(QStyleOptionButton::DefaultButton) && has(option, State_Enabled)) {
                copy.palette.setColor(QPalette::ButtonText, tokens.onAccent);
            }
            copy.state.setFlag(State_Sunken, false);
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
    }
    if (element == CE_ToolBar || element == CE_MenuBarEmptyArea) {
        painter->fillRect(option->rect, tokens.window);
        return;
    }
    if (element == CE_MenuBarItem) {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        painter->fillRect(option->rect, tokens.window);
        if (has(option, State_Selected) && item != nullptr) {
            drawBox(*painter, QRectF(option->rect).adjusted(1, 2, -1, -2), tokens.selection(), Qt::transparent, 5);
        }
        if (item != nullptr) {
            const int mnemonic = m_alt->underlines() ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
            const int flags = Qt::AlignCenter | mnemonic | Qt::TextSingleLine;
            drawItemText(painter, option->rect, flags, option->palette, has(option, State_Enabled), item->text,
                         QPalette::WindowText);
        }
        return;
    }
    if (element == CE_ShapedFrame && widget != nullptr && widget->inherits("QPlainTextEdit")) {
        return drawField(option, painter);
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void BurnishStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                      const QWidget* widget) const {
    if (control == CC_ScrollBar) {
        return drawScrollBar(*this, option, painter, widget);
    }
    if (control == CC_SpinBox) {
        drawField(option, painter);
        const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        if (spin != nullptr && spin->buttonSymbols != QAbstractSpinBox::NoButtons) {
            QStyleOption arrow = *option;
            arrow.rect = subControlRect(control, option, SC_SpinBoxUp, widget);
            drawChevron(&arrow, painter, 180);
            arrow.rect = subControlRect(control, option, SC_SpinBoxDown, widget);
            drawChevron(&arrow, painter, 0);
        }
        return;
    }
    if (control == CC_ComboBox) {
        const Tokens& tokens = tokensFor(option->palette);
        const bool focus = has(option, State_HasFocus);
        drawBox(*painter, option->rect, tokens.field, focus ? tokens.accent : tokens.border, kRadius);
        QStyleOption arrow = *option;
        arrow.rect = subControlRect(control, option, SC_ComboBoxArrow, widget);
        return drawChevron(&arrow, painter, 0);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int BurnishStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ToolBarFrameWidth:
    case PM_ToolBarItemMargin:
        return 0;
    case PM_MenuBarHMargin:
        return 6;
    case PM_MenuBarItemSpacing:
        return 2;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
        return 20;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return 16;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int BurnishStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                            QStyleHintReturn* returnData) const {
    switch (hint) {
    case SH_UnderlineShortcut:
        return m_alt->underlines() ? 1 : 0;
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_ScrollBar_Transient:
        return 0;
    case SH_ComboBox_Popup:
        return 0;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize BurnishStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                     const QWidget* widget) const {
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    const QFont font = widget != nullptr ? widget->font() : QFont();
    switch (type) {
    case CT_PushButton:
        size = {size.width() + scaled(12, font), std::max(size.height(), scaled(30, font))};
        break;
    case CT_ComboBox:
    case CT_LineEdit:
    case CT_SpinBox:
        size.setHeight(std::max(size.height(), scaled(30, font)));
        break;
    case CT_MenuBarItem:
        size = {size.width() + scaled(6, font), std::max(size.height(), scaled(27, font))};
        break;
    default:
        break;
    }
    return size;
}

QRect BurnishStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
                                   const QWidget* widget) const {
    if (control == CC_ScrollBar) {
        // No arrow buttons: the groove takes the whole length.
        const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (slider != nullptr && (subControl == SC_ScrollBarAddLine || subControl == SC_ScrollBarSubLine)) {
            return {};
        }
        if (slider != nullptr && subControl == SC_ScrollBarGroove) {
            return option->rect;
        }
        if (slider != nullptr && subControl == SC_ScrollBarSlider) {
            const bool horizontal = slider->orientation == Qt::Horizontal;
            const int length = horizontal ? option->rect.width() : option->rect.height();
            const int range = slider->maximum - slider->minimum;
            const double page = std::max(1, slider->pageStep);
            const int handle = range <= 0 ? length : std::clamp(int(length * page / (range + page)), 24, length);
            const int at = sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition,
                                                   length - handle, slider->upsideDown);
            const QRect rect =
                horizontal ? QRect(at, 0, handle, option->rect.height()) : QRect(0, at, option->rect.width(), handle);
            return visualRect(option->direction, option->rect, rect);
        }
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

}  // namespace burnish::ui
