// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/text_label.h"

#include "ui/theme/tokens.h"

#include <QApplication>
#include <QEvent>

namespace burnish::ui {

TextLabel::TextLabel(const QString& text, TextRole role, QWidget* parent) : QLabel(text, parent), m_role(role) {
    setTextFormat(Qt::PlainText);
    dress();
}

void TextLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::PaletteChange ||
        event->type() == QEvent::LayoutDirectionChange) {
        dress();
    }
}

void alignLeading(QLabel& label) {
    const Qt::Alignment across = label.alignment() & Qt::AlignHorizontal_Mask;
    if (!across.testFlag(Qt::AlignHCenter)) {
        const Qt::Alignment side = label.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
        label.setAlignment((label.alignment() & Qt::AlignVertical_Mask) | side | Qt::AlignAbsolute);
    }
}

void TextLabel::dress() {
    if (m_dressing) {
        return;
    }
    m_dressing = true;
    alignLeading(*this);
    setFont(fontFor(m_role, QApplication::font()));
    const bool second = m_role == TextRole::Secondary || m_role == TextRole::Mark;
    setForegroundRole(second ? QPalette::PlaceholderText : QPalette::WindowText);
    m_dressing = false;
}

}  // namespace burnish::ui
