// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/prompt_section.h"

#include "ui/document/refine_document.h"
#include "ui/panels/token_counter.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/fold_header.h"
#include "ui/widgets/prompt_edit.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QLocale>

#include <algorithm>

namespace burnish::ui {

PromptSection::PromptSection(RefineDocument& document, Settings& settings, QWidget* parent)
    : QWidget(parent), m_document(document) {
    auto* title = new TextLabel(tr("&Prompt"), TextRole::GroupTitle, this);
    m_count = new TextLabel({}, TextRole::Secondary, this);
    m_prompt = new PromptEdit(tr("Prompt"), 4, this);
    m_prompt->setPlaceholderText(tr("What does the picture show? Leave it empty for a plain clean-up."));
    m_prompt->setToolTip(tr("What the picture shows (press / to come here)"));
    title->setBuddy(m_prompt);

    auto* inside = new QWidget(this);
    m_negative = new PromptEdit(tr("Negative prompt"), 2, inside);
    m_negative->setPlaceholderText(tr("What to keep away from: noise, blur …"));
    m_negativeCount = new TextLabel({}, TextRole::Secondary, inside);
    m_fold = new FoldHeader(tr("Negative prompt"), inside, this);
    auto* insideLayout = new QVBoxLayout(inside);
    insideLayout->setContentsMargins(0, 0, 0, 0);
    insideLayout->setSpacing(4);
    insideLayout->addWidget(m_negative);
    insideLayout->addWidget(m_negativeCount, 0, Qt::AlignRight);

    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_count);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_prompt);
    layout->addWidget(m_fold);
    layout->addWidget(inside);

    m_counter = new TokenCounter(this);
    m_negativeCounter = new TokenCounter(this);
    connect(m_counter, &TokenCounter::counted, this, [this](int tokens) { showCount(m_count, tokens); });
    connect(m_negativeCounter, &TokenCounter::counted, this,
            [this](int tokens) { showCount(m_negativeCount, tokens); });
    connect(m_prompt, &PromptEdit::edited, this, &PromptSection::editPrompt);
    connect(m_negative, &PromptEdit::edited, this, &PromptSection::editNegative);
    connect(m_prompt, &PromptEdit::editingFinished, &document, &RefineDocument::endEdit);
    connect(m_negative, &PromptEdit::editingFinished, &document, &RefineDocument::endEdit);
    connect(&document, &RefineDocument::settingsChanged, this, &PromptSection::showSettings);
    m_fold->setOpen(settings.sectionOpen(QStringLiteral("negative")));
    connect(m_fold, &FoldHeader::toggled, this,
            [&settings](bool open) { settings.setSectionOpen(QStringLiteral("negative"), open); });
    showCount(m_count, 0);
    showSettings();
}

QString PromptSection::countText() const {
    return m_count->text();
}

void PromptSection::editPrompt(const QString& text) {
    RefineSettings settings = m_document.settings();
    settings.prompt = text.toStdString();
    m_document.setSettings(settings, SettingField::Prompt);
}

void PromptSection::editNegative(const QString& text) {
    RefineSettings settings = m_document.settings();
    // An empty field means that there is no negative prompt, as diffusers' None does.
    settings.negative_prompt = text.isEmpty() ? std::nullopt : std::optional(text.toStdString());
    m_document.setSettings(settings, SettingField::NegativePrompt);
}

void PromptSection::showSettings() {
    const RefineSettings& settings = m_document.settings();
    const QString prompt = QString::fromStdString(settings.prompt);
    const QString negative = QString::fromStdString(settings.negative_prompt.value_or(std::string()));
    m_prompt->setPrompt(prompt);
    m_negative->setPrompt(negative);
    m_fold->setSummary(negative.simplified());
    m_counter->setModel(settings.model);
    m_negativeCounter->setModel(settings.model);
    m_counter->count(prompt, settings.prompt_syntax);
    m_negativeCounter->count(negative, settings.prompt_syntax);
}

void PromptSection::showCount(TextLabel* label, int tokens) {
    const QLocale locale;
    const bool isPlain = m_document.settings().prompt_syntax == PromptSyntax::Plain;
    const bool over = isPlain && tokens > TokenCounter::kPromptTokens;
    // The longer syntax goes on in further chunks of 75.
    const int chunks =
        isPlain ? 1 : std::max(1, (tokens + TokenCounter::kPromptTokens - 1) / TokenCounter::kPromptTokens);
    const int room = chunks * TokenCounter::kPromptTokens;
    label->setText(tokens < 0 ? QString() : tr("%1 / %2").arg(locale.toString(tokens), locale.toString(room)));
    label->setToolTip(over ? tr("Only the first %1 tokens are read").arg(locale.toString(TokenCounter::kPromptTokens))
                           : tr("Tokens of the prompt, as the model reads it"));
    label->setForegroundRole(over ? QPalette::BrightText : QPalette::PlaceholderText);
}

}  // namespace burnish::ui
