// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/fold_header.h"

#include "ui/theme/burnish_style.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QFormLayout>
#include <QPainter>
#include <QStyle>

namespace burnish::ui {

FoldHeader::FoldHeader(const QString& title, QWidget* content, QWidget* parent)
    : QAbstractButton(parent), m_content(content) {
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_content->setVisible(false);
    connect(this, &QAbstractButton::toggled, this, [this](bool open) { m_content->setVisible(open); });
}

void FoldHeader::setSummary(const QString& summary) {
    m_summary = summary;
    setAccessibleDescription(summary);
    setToolTip(summary);
    update();
}

void FoldHeader::setOpen(bool open) {
    setChecked(open);
}

QSize FoldHeader::sizeHint() const {
    return {scaled(200, font()), scaled(24, font())};
}

QSize FoldHeader::minimumSizeHint() const {
    return {scaled(120, font()), scaled(24, font())};
}

void FoldHeader::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& tokens = tokensFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus()) {
        drawBox(painter, rect(), Qt::NoBrush, tokens.accent, 5);
    }
    const QFont textFont = fontFor(TextRole::Secondary, font());
    const QFontMetrics metrics(textFont);
    painter.setFont(textFont);
    const QColor colour = underMouse() ? tokens.text : tokens.secondary;
    painter.save();
    painter.translate(isRightToLeft() ? width() - 6.0 : 6.0, height() / 2.0);
    painter.scale(isRightToLeft() ? -1 : 1, 1);
    painter.rotate(isChecked() ? 90 : 0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({QPointF(-2.5, -3.5), QPointF(3, 0), QPointF(-2.5, 3.5)}));
    painter.restore();

    const int indent = scaled(13, font());
    const int titleWidth = metrics.horizontalAdvance(text());
    const auto placed = [&](const QRect& rect) { return QStyle::visualRect(layoutDirection(), this->rect(), rect); };
    painter.setPen(colour);
    painter.drawText(placed(QRect(indent, 0, titleWidth + 1, height())), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (isChecked() || m_summary.isEmpty()) {
        return;
    }
    const int start = indent + titleWidth + scaled(10, font());
    const QRect room = placed(QRect(start, 0, std::max(0, width() - start - 2), height()));
    const bool trailing = m_atEdge != isRightToLeft();
    painter.setPen(tokens.secondary);
    painter.drawText(room, Qt::AlignVCenter | (trailing ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine,
                     metrics.elidedText(m_summary, Qt::ElideRight, room.width()));
}

QFormLayout* foldedForm(QWidget* content) {
    auto* form = new QFormLayout(content);
    form->setContentsMargins(0, 6, 0, 6);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

}  // namespace burnish::ui
