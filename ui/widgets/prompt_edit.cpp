// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/prompt_edit.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMimeData>

namespace burnish::ui {

PromptEdit::PromptEdit(const QString& name, int lines, QWidget* parent) : QPlainTextEdit(parent), m_lines(lines) {
    setAccessibleName(name);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setAcceptDrops(false);  // a picture dropped here is a picture for the window
    setFrameShape(QFrame::StyledPanel);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(scaled(9, font()));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QPlainTextEdit::textChanged, this, &PromptEdit::onTextChanged);
}

void PromptEdit::setPrompt(const QString& text) {
    if (text == toPlainText()) {
        return;
    }
    m_setting = true;
    const int position = textCursor().position();
    setPlainText(text);
    QTextCursor cursor = textCursor();
    cursor.setPosition(std::min(position, static_cast<int>(text.size())));
    setTextCursor(cursor);
    m_setting = false;
}

QSize PromptEdit::sizeHint() const {
    const int margins = 2 * static_cast<int>(document()->documentMargin()) + 2 * frameWidth();
    return {scaled(200, font()), m_lines * fontMetrics().lineSpacing() + margins + 4};
}

QSize PromptEdit::minimumSizeHint() const {
    return {scaled(120, font()), sizeHint().height()};
}

bool PromptEdit::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return false;
        }
    }
    return QPlainTextEdit::event(event);
}

void PromptEdit::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Undo) || event->matches(QKeySequence::Redo) || event->key() == Qt::Key_Escape) {
        return event->ignore();
    }
    QPlainTextEdit::keyPressEvent(event);
}

void PromptEdit::focusOutEvent(QFocusEvent* event) {
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT editingFinished();
}

bool PromptEdit::canInsertFromMimeData(const QMimeData* source) const {
    return source->hasText();
}

void PromptEdit::insertFromMimeData(const QMimeData* source) {
    textCursor().insertText(source->text().left(kMaxCharacters));
}

void PromptEdit::onTextChanged() {
    if (m_setting) {
        return;
    }
    QString text = toPlainText();
    if (text.size() > kMaxCharacters) {
        text.truncate(kMaxCharacters);
        setPrompt(text);
    }
    Q_EMIT edited(text);
}

}  // namespace burnish::ui
