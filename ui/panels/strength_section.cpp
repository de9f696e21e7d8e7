// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/strength_section.h"

#include "core/api/step_count.h"
#include "ui/common/time_text.h"
#include "ui/document/refine_document.h"
#include "ui/theme/theme.h"
#include "ui/widgets/strength_slider.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>

namespace burnish::ui {

StrengthSection::StrengthSection(RefineDocument& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* title = new TextLabel(tr("&Strength"), TextRole::GroupTitle, this);
    m_field = new QDoubleSpinBox(this);
    m_field->setRange(0, 1);
    m_field->setDecimals(2);
    m_field->setSingleStep(0.01);
    m_field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_field->findChild<QLineEdit*>()->setTextMargins(scaled(6, font()), 0, 0, 0);
    m_field->setFixedWidth(scaled(62, font()));
    m_field->setAccessibleName(tr("Strength as a number"));
    m_field->setToolTip(tr("0 returns the source, 1 repaints it wholly"));
    m_slider = new StrengthSlider(this);
    m_plan = new TextLabel({}, TextRole::Secondary, this);
    m_plan->setWordWrap(true);
    title->setBuddy(m_field);

    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_field);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(m_slider);
    layout->addWidget(m_plan);

    connect(m_slider, &QAbstractSlider::valueChanged, this, [this] { edit(m_slider->strength()); });
    connect(m_slider, &QAbstractSlider::sliderReleased, &document, &RefineDocument::endEdit);
    connect(m_field, &QDoubleSpinBox::valueChanged, this, &StrengthSection::edit);
    connect(m_field, &QDoubleSpinBox::editingFinished, &document, &RefineDocument::endEdit);
    connect(&document, &RefineDocument::settingsChanged, this, &StrengthSection::showSettings);
    showSettings();
}

void StrengthSection::edit(double strength) {
    RefineSettings settings = m_document.settings();
    settings.strength = strength;
    m_document.setSettings(settings, SettingField::Strength);
}

void StrengthSection::showSettings() {
    const QSignalBlocker quietSlider(m_slider);
    const QSignalBlocker quietField(m_field);
    m_slider->setStrength(m_document.settings().strength);
    if (qRound(m_field->value() * 100) != qRound(m_document.settings().strength * 100)) {
        m_field->setValue(m_document.settings().strength);
    }
    m_slider->update();
    showPlan();
}

void StrengthSection::setEstimate(double seconds, quint64 memoryBytes, int tiles) {
    m_tiles = tiles;
    m_seconds = seconds;
    m_memory = memoryBytes;
    showPlan();
}

QString StrengthSection::planText() const {
    return m_plan->text();
}

void StrengthSection::showPlan() {
    const RefineSettings& settings = m_document.settings();
    const int run = steps_that_run(settings);
    if (run == 0) {
        m_plan->setText(tr("No step will run: the source comes back as it is"));
        return;
    }
    //: %1 is the number of steps that run, %n the number of steps in all.
    QStringList parts{
        tr("%1 of %n step(s) will run", nullptr, steps_of_schedule(settings)).arg(QLocale().toString(run))};
    if (m_tiles > 1) {
        parts.append(tr("in %n tile(s)", nullptr, m_tiles));
    }
    if (m_seconds >= 0) {
        parts.append(aboutDuration(m_seconds));
    }
    if (m_memory > 0) {
        parts.append(memoryAmount(m_memory));
    }
    m_plan->setText(parts.join(QStringLiteral(" · ")));
}

}  // namespace burnish::ui
