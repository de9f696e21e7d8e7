// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/seed_section.h"

#include "ui/document/refine_document.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QRegularExpressionValidator>
#include <QToolButton>

namespace burnish::ui {

SeedSection::SeedSection(RefineDocument& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* title = new TextLabel(tr("See&d"), TextRole::GroupTitle, this);
    m_field = new QLineEdit(this);
    m_field->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,20}")), m_field));
    m_field->setFixedWidth(scaled(118, font()));
    m_field->setTextMargins(scaled(6, font()), 0, scaled(4, font()), 0);
    m_field->setAccessibleName(tr("Seed"));
    m_field->setToolTip(tr("The same seed and settings make the same picture"));
    title->setBuddy(m_field);
    const auto button = [this](const QString& name, const QString& tip) {
        auto* made = new QToolButton(this);
        made->setIcon(icon(name));
        made->setIconSize(QSize(scaled(18, font()), scaled(18, font())));
        made->setFixedSize(scaled(30, font()), scaled(30, font()));
        made->setToolTip(tip);
        made->setAccessibleName(tip);
        made->setFocusPolicy(Qt::TabFocus);
        return made;
    };
    m_dice = button(QStringLiteral("dice"), tr("Draw another seed and keep it"));
    m_lock = button(QStringLiteral("lock"), tr("Keep the seed from run to run"));
    m_lock->setCheckable(true);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(title);
    layout->addStretch();
    layout->addWidget(m_field);
    layout->addWidget(m_dice);
    layout->addWidget(m_lock);

    connect(m_field, &QLineEdit::editingFinished, this, &SeedSection::takeField);
    connect(m_dice, &QToolButton::clicked, this, [this] {
        setSeed(QRandomGenerator::global()->generate());
        m_document.setSeedLocked(true);
    });
    connect(m_lock, &QToolButton::toggled, &document, &RefineDocument::setSeedLocked);
    connect(&document, &RefineDocument::settingsChanged, this, &SeedSection::showSettings);
    showSettings();
}

void SeedSection::setSeed(quint64 seed) {
    RefineSettings settings = m_document.settings();
    settings.seed = seed;
    m_document.setSettings(settings, SettingField::Seed);
    m_document.endEdit();
}

void SeedSection::takeField() {
    bool valid = false;
    const quint64 seed = m_field->text().toULongLong(&valid);
    if (!valid) {
        return showSettings();
    }
    if (seed != m_document.settings().seed) {
        setSeed(seed);
        m_document.setSeedLocked(true);  // a seed that was typed is meant
    }
}

void SeedSection::showSettings() {
    const QString text = QString::number(m_document.settings().seed);
    if (m_field->text() != text && !(m_field->hasFocus() && m_field->isModified())) {
        m_field->setText(text);
    }
    const bool locked = m_document.seedLocked();
    m_lock->setChecked(locked);
    m_lock->setIcon(locked ? accentIcon(QStringLiteral("lock")) : icon(QStringLiteral("unlock")));
}

}  // namespace burnish::ui
