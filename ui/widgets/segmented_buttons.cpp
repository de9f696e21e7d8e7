// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/segmented_buttons.h"

#include "ui/theme/burnish_style.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace burnish::ui {
namespace {

class Segment final : public QAbstractButton {
public:
    explicit Segment(QWidget* parent) : QAbstractButton(parent) {
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override {
        const QFontMetrics metrics(textFont());
        return {metrics.horizontalAdvance(text()) + scaled(22, font()), scaled(26, font())};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const Tokens& tokens = tokensFor(palette());
        QPainter painter(this);
        QColor fill(Qt::transparent);
        if (isChecked()) {
            fill = tokens.dark ? tokens.raised : QColor(0xe6, 0xe7, 0xea);
        } else if (underMouse() && isEnabled()) {
            fill = tokens.text;
            fill.setAlphaF(0.07F);
        }
        const QColor rest = tokens.strong && isChecked() ? tokens.border : QColor(Qt::transparent);
        drawBox(painter, rect(), fill, hasFocus() ? tokens.accent : rest, 5);
        painter.setFont(textFont());
        const QColor off = isEnabled() ? tokens.secondary : palette().color(QPalette::Disabled, QPalette::ButtonText);
        painter.setPen(isChecked() && isEnabled() ? tokens.text : off);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }

private:
    QFont textFont() const {
        QFont result = fontFor(TextRole::Secondary, font());
        result.setWeight(QFont::Medium);
        return result;
    }
};

}  // namespace

SegmentedButtons::SegmentedButtons(QWidget* parent) : QWidget(parent), m_group(new QButtonGroup(this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(3, 2, 3, 2);
    layout->setSpacing(2);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentedButtons::chosen);
}

int SegmentedButtons::addSegment(const QString& text, const QString& toolTip) {
    auto* segment = new Segment(this);
    segment->setText(text);
    segment->setToolTip(toolTip);
    segment->setAccessibleName(text);
    const int index = static_cast<int>(m_group->buttons().size());
    m_group->addButton(segment, index);
    layout()->addWidget(segment);
    return index;
}

int SegmentedButtons::current() const {
    return m_group->checkedId();
}

void SegmentedButtons::setCurrent(int index) {
    m_group->setExclusive(false);
    for (QAbstractButton* button : m_group->buttons()) {
        button->setChecked(m_group->id(button) == index);
    }
    m_group->setExclusive(index >= 0);
}

QAbstractButton* SegmentedButtons::segment(int index) const {
    return m_group->button(index);
}

void SegmentedButtons::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& tokens = tokensFor(palette());
    QPainter painter(this);
    drawBox(painter, rect(), tokens.dark ? QColor(Qt::transparent) : tokens.field, tokens.border, 6);
}

}  // namespace burnish::ui
