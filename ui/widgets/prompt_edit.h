// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

namespace burnish::ui {

/// A field for a prompt: plain text of bounded length, Tab moves on, and undo belongs to the document, not to the
/// field.
class PromptEdit final : public QPlainTextEdit {
    Q_OBJECT
public:
    static constexpr int kMaxCharacters = 64 * 1024;

    PromptEdit(const QString& name, int lines, QWidget* parent = nullptr);

    /// Shows a text that did not come from the keyboard; keeps the cursor near its place and does not emit `edited`.
    void setPrompt(const QString& text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited(const QString& text);
    void editingFinished();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void insertFromMimeData(const QMimeData* source) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;

private:
    void onTextChanged();
    int m_lines;
    bool m_setting = false;
};

}  // namespace burnish::ui
