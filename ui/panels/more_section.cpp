// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/more_section.h"

#include "core/api/sampler.h"
#include "core/api/step_count.h"
#include "ui/common/sampler_text.h"
#include "ui/document/refine_document.h"
#include "ui/panels/sizes_form.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fold_header.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLocale>
#include <QScopedValueRollback>
#include <QSpinBox>

namespace burnish::ui {
namespace {

/// Stands for tiles that follow the picture's size.
constexpr int kAutomaticTiles = -1;

/// Chooses the entry that stands for a value; the first if there is none.
template <typename Value>
void choose(QComboBox* box, Value value) {
    box->setCurrentIndex(std::max(0, box->findData(static_cast<int>(value))));
}

}  // namespace

MoreSection::MoreSection(RefineDocument& document, Settings& settings, QWidget* parent)
    : QWidget(parent), m_document(document), m_settings(settings) {
    auto* inside = new QWidget(this);
    m_fold = new FoldHeader(tr("More"), inside, this);
    m_fold->setSummaryAtEdge(true);
    m_form = foldedForm(inside);
    m_form->setFormAlignment(Qt::AlignTop);

    m_steps = new QSpinBox(inside);
    m_steps->setRange(1, 1000);
    m_steps->setAccessibleName(tr("Steps"));
    m_steps->setToolTip(tr("Steps of the whole schedule; strength says how many of them run"));
    m_form->addRow(tr("S&teps"), m_steps);
    connect(m_steps, &QSpinBox::valueChanged, this, [this] { editSettings(int(SettingField::Steps)); });
    m_sampler = new QComboBox(inside);
    m_sampler->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_sampler->setMinimumContentsLength(8);
    m_sampler->setMinimumWidth(scaled(128, font()));
    m_sampler->setAccessibleName(tr("Sampler"));
    m_sampler->setToolTip(tr("How the steps are taken; Euler is what the model was published with"));
    for (const Sampler sampler : all_samplers()) {
        m_sampler->addItem(samplerText(sampler), int(sampler));
    }
    m_form->addRow(tr("Sampler"), m_sampler);
    connect(m_sampler, &QComboBox::activated, this, &MoreSection::editSampler);
    m_eta = addNumber(tr("Added noise (eta)"), tr("How much noise DDIM adds back at each step"), 1, 0.1,
                      int(SettingField::Sampler));
    m_guidance = addNumber(tr("&Guidance"),
                           tr("How closely the prompt is followed; 1 switches guidance off and halves the time"), 30,
                           0.5, int(SettingField::Guidance));
    m_rescale = addNumber(tr("Guidance resca&le"), tr("Takes back over-exposure of strong guidance"), 1, 0.05,
                          int(SettingField::GuidanceRescale));
    m_aesthetic =
        addNumber(tr("&Aesthetic score"), tr("How pretty the picture should be taken for; 6 is the model's usual"), 10,
                  0.5, int(SettingField::AestheticScore));
    m_negativeAesthetic =
        addNumber(tr("&Negative score"), tr("The same for what is kept away from; 2.5 is the model's usual"), 10, 0.5,
                  int(SettingField::NegativeAestheticScore));
    m_keepDetail = addNumber(
        tr("&Keep detail"),
        tr("Gives back grain and lettering that the model loses by itself, where the picture changed little; 0 is off"),
        1, 0.05, int(SettingField::KeepDetail));
    m_tiles = addChoice(tr("Tiles"),
                        tr("Large pictures are refined in overlapping tiles, which takes little memory; automatically "
                           "when a picture is much larger than the model's own size"));
    fillTiles();
    m_allowColour = new QCheckBox(tr("Let the grey picture &become coloured"), inside);
    m_allowColour->setToolTip(tr("Otherwise the result of a grey picture is grey"));
    m_form->addRow(m_allowColour);
    connect(m_allowColour, &QCheckBox::toggled, this, [this] { editSettings(int(SettingField::Colour)); });
    m_device = addChoice(tr("Devi&ce"), tr("Where it is computed"));
    m_dtype = addChoice(tr("Prec&ision"), tr("Half precision takes half the memory"));
    m_offload = addChoice(tr("&Offload"), tr("Model: one part at a time is in memory"));
    m_threads = new QSpinBox(inside);
    m_threads->setRange(0, 256);
    m_threads->setSpecialValueText(tr("all"));
    m_threads->setAccessibleName(tr("Threads"));
    m_threads->setToolTip(tr("Processor threads to use"));
    m_form->addRow(tr("Threads in &use"), m_threads);
    m_preview = new QCheckBox(tr("Show a previe&w while it runs"), inside);
    m_preview->setChecked(settings.previews());
    m_form->addRow(m_preview);
    for (QWidget* field : {static_cast<QWidget*>(m_steps), static_cast<QWidget*>(m_threads)}) {
        field->setMinimumWidth(scaled(128, font()));
    }

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_fold);
    layout->addWidget(inside);
    m_sizes = new SizesForm(document, inside);
    m_form->addRow(m_sizes);

    fillChoices();
    for (QComboBox* box : {m_device, m_dtype, m_offload}) {
        connect(box, &QComboBox::activated, this, &MoreSection::editCompute);
    }
    connect(m_tiles, &QComboBox::activated, this, &MoreSection::editTiles);
    connect(m_threads, &QSpinBox::valueChanged, this, &MoreSection::editCompute);
    connect(m_preview, &QCheckBox::toggled, this, [this](bool on) {
        m_document.setPreviewWanted(on);
        m_settings.setPreviews(on);
    });
    connect(&document, &RefineDocument::settingsChanged, this, &MoreSection::showSettings);
    connect(&document, &RefineDocument::sourceChanged, this, &MoreSection::showSettings);
    connect(&document, &RefineDocument::computeChanged, this, &MoreSection::showCompute);
    m_fold->setOpen(settings.sectionOpen(QStringLiteral("more")));
    connect(m_fold, &FoldHeader::toggled, this,
            [this](bool open) { m_settings.setSectionOpen(QStringLiteral("more"), open); });
    showSettings();
    showCompute();
}

QDoubleSpinBox* MoreSection::addNumber(const QString& label, const QString& tip, double top, double step, int field) {
    auto* box = new QDoubleSpinBox(m_form->parentWidget());
    box->setRange(0, top);
    box->setDecimals(2);
    box->setSingleStep(step);
    box->setMinimumWidth(scaled(128, font()));
    box->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    box->setToolTip(tip);
    m_form->addRow(label, box);
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, field] { editSettings(field); });
    connect(box, &QDoubleSpinBox::editingFinished, &m_document, &RefineDocument::endEdit);
    return box;
}

QComboBox* MoreSection::addChoice(const QString& label, const QString& tip) {
    auto* box = new QComboBox(m_form->parentWidget());
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    box->setMinimumWidth(scaled(128, font()));
    box->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    box->setToolTip(tip);
    m_form->addRow(label, box);
    return box;
}

void MoreSection::setFamily(ModelFamily family) {
    const bool isRefiner = family != ModelFamily::SdxlBase;
    m_form->setRowVisible(m_aesthetic, isRefiner);
    m_form->setRowVisible(m_negativeAesthetic, isRefiner);
    m_sizes->setFamily(family);
}

void MoreSection::setMachine(const Machine& machine) {
    m_machine = machine;
    m_threads->setMaximum(std::max(1, machine.cores));
    fillChoices();
    showCompute();
}

void MoreSection::fillChoices() {
    m_device->clear();
    m_device->addItem(tr("Automatic"), int(DeviceKind::Auto));
    m_device->addItem(tr("Processor (CPU)"), int(DeviceKind::Cpu));
    if (m_machine.cuda_driver) {
        m_device->addItem(tr("NVIDIA GPU (CUDA)"), int(DeviceKind::Cuda));
    }
    m_offload->clear();
    m_offload->addItem(tr("Automatic"), int(Offload::Auto));
    m_offload->addItem(tr("None"), int(Offload::None));
    m_offload->addItem(tr("Model"), int(Offload::Model));
    fillDtypes();
}

void MoreSection::fillDtypes() {
    m_dtype->clear();
    m_dtype->addItem(tr("Automatic"), int(ComputeDtype::Auto));
    m_dtype->addItem(QStringLiteral("fp32"), int(ComputeDtype::Fp32));
    m_dtype->addItem(QStringLiteral("bf16"), int(ComputeDtype::Bf16));
    // fp16 is for GPUs only: a processor computes it in bf16 or fp32.
    if (m_machine.cuda_driver && m_document.compute().device.kind != DeviceKind::Cpu) {
        m_dtype->addItem(QStringLiteral("fp16"), int(ComputeDtype::Fp16));
    }
}

void MoreSection::editSettings(int field) {
    if (m_showing) {
        return;
    }
    RefineSettings settings = m_document.settings();
    settings.steps = m_steps->value();
    const auto take = [](double& value, const QDoubleSpinBox* box) {
        // The field shows two places; a finer value of a recipe stays until the field is really changed.
        if (qRound(value * 100) != qRound(box->value() * 100)) {
            value = box->value();
        }
    };
    take(settings.eta, m_eta);
    take(settings.guidance_scale, m_guidance);
    take(settings.guidance_rescale, m_rescale);
    take(settings.aesthetic_score, m_aesthetic);
    take(settings.negative_aesthetic_score, m_negativeAesthetic);
    take(settings.keep_detail, m_keepDetail);
    settings.allow_colour = m_allowColour->isChecked();
    m_document.setSettings(settings, static_cast<SettingField>(field));
}

void MoreSection::editSampler() {
    RefineSettings settings = m_document.settings();
    settings.sampler = static_cast<Sampler>(m_sampler->currentData().toInt());
    settings.steps = std::min(settings.steps, most_steps(settings.sampler));
    m_document.setSettings(settings, SettingField::Sampler);
    m_document.endEdit();
}

void MoreSection::fillTiles() {
    m_tiles->addItem(tr("Automatic"), kAutomaticTiles);
    m_tiles->addItem(tr("Off"), 0);
    for (const int side : {512, 768, 1024, 1536}) {
        m_tiles->addItem(tr("%1 px").arg(QLocale().toString(side)), side);
    }
}

void MoreSection::editTiles() {
    RefineSettings settings = m_document.settings();
    const int side = m_tiles->currentData().toInt();
    settings.tile = side == kAutomaticTiles ? std::nullopt : std::optional(side);
    m_document.setSettings(settings, SettingField::Tiles);
    m_document.endEdit();
}

void MoreSection::showTiles() {
    const int side = m_document.settings().tile.value_or(kAutomaticTiles);
    if (m_tiles->findData(side) < 0) {
        // Of a recipe.
        m_tiles->addItem(tr("%1 px").arg(QLocale().toString(side)), side);
    }
    choose(m_tiles, side);
}

void MoreSection::editCompute() {
    if (m_showing) {
        return;
    }
    ComputeSettings compute = m_document.compute();
    compute.device.kind = static_cast<DeviceKind>(m_device->currentData().toInt());
    compute.dtype = static_cast<ComputeDtype>(m_dtype->currentData().toInt());
    compute.offload = static_cast<Offload>(m_offload->currentData().toInt());
    compute.threads = m_threads->value();
    if (compute.device.kind == DeviceKind::Cpu && compute.dtype == ComputeDtype::Fp16) {
        compute.dtype = ComputeDtype::Auto;
    }
    m_document.setCompute(compute);
    m_settings.setCompute(compute);
}

void MoreSection::showSettings() {
    const QScopedValueRollback showing(m_showing, true);
    const RefineSettings& settings = m_document.settings();
    m_steps->setMaximum(most_steps(settings.sampler));
    m_steps->setValue(settings.steps);
    choose(m_sampler, settings.sampler);
    m_eta->setValue(settings.eta);
    m_form->setRowVisible(m_eta, settings.sampler == Sampler::Ddim);
    m_guidance->setValue(settings.guidance_scale);
    m_rescale->setValue(settings.guidance_rescale);
    m_aesthetic->setValue(settings.aesthetic_score);
    m_negativeAesthetic->setValue(settings.negative_aesthetic_score);
    m_keepDetail->setValue(settings.keep_detail);
    showTiles();
    m_allowColour->setChecked(settings.allow_colour);
    const Picture* source = m_document.source();
    m_form->setRowVisible(m_allowColour, source != nullptr && source->image->channels() < 3);
    showSummary();
}

void MoreSection::showCompute() {
    const QScopedValueRollback showing(m_showing, true);
    const ComputeSettings& compute = m_document.compute();
    fillDtypes();
    choose(m_device, compute.device.kind);
    choose(m_dtype, compute.dtype);
    choose(m_offload, compute.offload);
    m_threads->setValue(compute.threads);
    showSummary();
}

void MoreSection::setResolved(const QString& deviceAndDtype) {
    m_resolved = deviceAndDtype;
    showSummary();
}

void MoreSection::showSummary() {
    const RefineSettings& settings = m_document.settings();
    const QLocale locale;
    QStringList parts{samplerText(settings.sampler), tr("%n step(s)", nullptr, settings.steps),
                      tr("guidance %1").arg(locale.toString(settings.guidance_scale, 'f', 1))};
    if (!m_resolved.isEmpty()) {
        parts.append(m_resolved);
    }
    m_fold->setSummary(parts.join(QStringLiteral(" · ")));
}

}  // namespace burnish::ui
