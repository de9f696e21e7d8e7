// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_dialog.h"

#include "ui/common/languages.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLocale>

#include <algorithm>

namespace burnish::ui {

SettingsDialog::SettingsDialog(Settings& settings, AppTheme* theme, QWidget* parent)
    : QDialog(parent), m_settings(settings), m_theme(theme) {
    setWindowTitle(tr("Settings"));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    auto* hint = new TextLabel(tr("A new language is shown with the next start."), TextRole::Secondary, this);
    hint->setWordWrap(true);
    form->addRow(tr("&Language"), makeLanguages());
    form->addRow(QString(), hint);
    form->addRow(tr("&Theme"), makeThemes());
    form->addRow(tr("&Contrast"), makeContrasts());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(16);
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(scaled(380, font()));
}

QComboBox* SettingsDialog::makeLanguages() {
    auto* box = new QComboBox(this);
    box->setAccessibleName(tr("Language"));
    //: %1 is the name of the language that the system asks for, in that language.
    box->addItem(tr("As the system (%1)").arg(systemLanguageName()), QString());
    for (const QString& language : shippedLanguages()) {
        box->addItem(QLocale(language).nativeLanguageName(), language);
    }
    box->setCurrentIndex(std::max(0, box->findData(m_settings.language())));
    connect(box, &QComboBox::activated, this, [this, box] { m_settings.setLanguage(box->currentData().toString()); });
    return box;
}

QComboBox* SettingsDialog::makeThemes() {
    auto* box = new QComboBox(this);
    box->setAccessibleName(tr("Theme"));
    box->addItem(tr("As the system"), static_cast<int>(Theme::System));
    box->addItem(tr("Light"), static_cast<int>(Theme::Light));
    box->addItem(tr("Dark"), static_cast<int>(Theme::Dark));
    box->setCurrentIndex(box->findData(static_cast<int>(m_settings.theme())));
    connect(box, &QComboBox::activated, this, [this, box] {
        const auto chosen = static_cast<Theme>(box->currentData().toInt());
        m_settings.setTheme(chosen);
        if (m_theme != nullptr) {
            m_theme->apply(chosen);
        }
        Q_EMIT themeChosen(chosen);
    });
    return box;
}

QComboBox* SettingsDialog::makeContrasts() {
    auto* box = new QComboBox(this);
    box->setAccessibleName(tr("Contrast"));
    box->addItem(tr("As the system"), static_cast<int>(Contrast::System));
    box->addItem(tr("Normal"), static_cast<int>(Contrast::Normal));
    box->addItem(tr("High"), static_cast<int>(Contrast::High));
    box->setCurrentIndex(box->findData(static_cast<int>(m_settings.contrast())));
    connect(box, &QComboBox::activated, this, [this, box] {
        const auto chosen = static_cast<Contrast>(box->currentData().toInt());
        m_settings.setContrast(chosen);
        if (m_theme != nullptr) {
            m_theme->apply(m_theme->choice(), chosen);
        }
    });
    return box;
}

}  // namespace burnish::ui
