// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/mask_section.h"

#include "ui/document/refine_document.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/fold_header.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QFormLayout>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSpinBox>

namespace burnish::ui {
namespace {

constexpr int kUsualContext = 32;

QSpinBox* pixelBox(const QString& name, const QString& tip, int top, QWidget* parent) {
    auto* box = new QSpinBox(parent);
    box->setRange(0, top);
    //: pixels
    box->setSuffix(MaskSection::tr(" px"));
    box->setAccessibleName(name);
    box->setToolTip(tip);
    box->setMinimumWidth(scaled(128, parent->font()));
    return box;
}

}  // namespace

MaskSection::MaskSection(RefineDocument& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* inside = new QWidget(this);
    m_fold = new FoldHeader(tr("Mask"), inside, this);
    m_fold->setSummaryAtEdge(true);
    m_name = new ElidedLabel(inside);
    m_choose = new QPushButton(tr("From a file…"), inside);
    m_choose->setToolTip(tr("A picture of the same size: only what is white in it may change"));
    m_remove = new QPushButton(tr("Remove"), inside);
    m_details = new QWidget(inside);
    auto* form = new QFormLayout(m_details);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_feather =
        pixelBox(tr("Feather"), tr("How far the edge of the mask is softened, to either side"), 4096, m_details);
    form->addRow(tr("Feather"), m_feather);
    m_onlyArea = new QCheckBox(tr("Refine only the masked area"), m_details);
    m_onlyArea->setToolTip(tr("The area around the mask is enlarged to the model's best size, refined and put back"));
    form->addRow(m_onlyArea);
    m_context = pixelBox(tr("Context"), tr("How much around the mask the model sees"), 65536, m_details);
    m_context->setValue(kUsualContext);
    form->addRow(tr("Context"), m_context);
    m_shown = new QCheckBox(tr("Show what is kept"), m_details);
    m_shown->setChecked(true);
    form->addRow(m_shown);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_choose);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 6, 0, 6);
    column->setSpacing(6);
    column->addWidget(m_name);
    column->addLayout(buttons);
    column->addWidget(m_details);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_fold);
    layout->addWidget(inside);
    m_fold->setOpen(false);

    connect(m_choose, &QPushButton::clicked, this, &MaskSection::fileWanted);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_document.setMask(nullptr); });
    connect(m_feather, &QSpinBox::valueChanged, this, &MaskSection::edit);
    connect(m_context, &QSpinBox::valueChanged, this, &MaskSection::edit);
    connect(m_onlyArea, &QCheckBox::toggled, this, &MaskSection::edit);
    connect(m_shown, &QCheckBox::toggled, this, &MaskSection::overlayWanted);
    connect(&document, &RefineDocument::maskChanged, this, &MaskSection::showMask);
    connect(&document, &RefineDocument::sourceChanged, this, &MaskSection::showMask);
    connect(&document, &RefineDocument::settingsChanged, this, &MaskSection::showSettings);
    showMask();
    showSettings();
}

void MaskSection::edit() {
    if (m_showing) {
        return;
    }
    RefineSettings settings = m_document.settings();
    settings.mask_feather = m_feather->value();
    settings.mask_crop = m_onlyArea->isChecked() ? std::optional(m_context->value()) : std::nullopt;
    m_document.setSettings(settings, SettingField::Mask);
}

void MaskSection::showMask() {
    const MaskChoice* mask = m_document.mask();
    m_name->setFullText(mask != nullptr ? mask->name : tr("Everything may change"));
    m_fold->setSummary(mask != nullptr ? mask->name : tr("none"));
    m_choose->setEnabled(m_document.hasSource());
    m_remove->setVisible(mask != nullptr);
    m_details->setVisible(mask != nullptr);
}

void MaskSection::showSettings() {
    const QScopedValueRollback showing(m_showing, true);
    const RefineSettings& settings = m_document.settings();
    m_feather->setValue(settings.mask_feather);
    m_onlyArea->setChecked(settings.mask_crop.has_value());
    m_context->setValue(settings.mask_crop.value_or(m_context->value()));
    m_context->setEnabled(settings.mask_crop.has_value());
}

}  // namespace burnish::ui
