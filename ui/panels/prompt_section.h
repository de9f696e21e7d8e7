// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace burnish::ui {

class FoldHeader;
class PromptEdit;
class RefineDocument;
class Settings;
class TextLabel;
class TokenCounter;

/// Prompt with its token count, and the negative prompt folded below it.
class PromptSection final : public QWidget {
    Q_OBJECT
public:
    PromptSection(RefineDocument& document, Settings& settings, QWidget* parent = nullptr);

    PromptEdit* prompt() const { return m_prompt; }
    PromptEdit* negative() const { return m_negative; }
    QString countText() const;

private:
    void showSettings();
    void showCount(TextLabel* label, int tokens);
    void editPrompt(const QString& text);
    void editNegative(const QString& text);

    RefineDocument& m_document;
    PromptEdit* m_prompt;
    PromptEdit* m_negative;
    TextLabel* m_count;
    TextLabel* m_negativeCount;
    FoldHeader* m_fold;
    TokenCounter* m_counter;
    TokenCounter* m_negativeCounter;
};

}  // namespace burnish::ui
