// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/new_from_text_dialog.h"

#include "core/api/step_count.h"
#include "core/weights/checkpoint.h"
#include "ui/common/path_text.h"
#include "ui/common/sampler_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/prompt_edit.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>

#include <algorithm>

namespace burnish::ui {
namespace {

constexpr double kDefaultSwitch = 0.8;
constexpr int kLargestSide = 8192;

QSpinBox* sideBox(const QString& name, QWidget* parent) {
    auto* box = new QSpinBox(parent);
    box->setRange(8, kLargestSide);
    box->setSingleStep(8);
    box->setValue(1024);
    box->setAccessibleName(name);
    return box;
}

}  // namespace

NewFromTextDialog::NewFromTextDialog(const RefineSettings& start, QWidget* parent) : QDialog(parent), m_start(start) {
    setWindowTitle(tr("New picture from text"));
    setObjectName(QStringLiteral("newFromText"));
    m_form = new QFormLayout;
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(8);

    m_prompt = new PromptEdit(tr("Prompt"), 3, this);
    m_prompt->setPrompt(QString::fromStdString(start.prompt));
    m_form->addRow(tr("&Prompt"), m_prompt);
    m_negative = new PromptEdit(tr("Negative prompt"), 2, this);
    m_negative->setPrompt(QString::fromStdString(start.negative_prompt.value_or("")));
    m_form->addRow(tr("&Negative prompt"), m_negative);
    buildModels();
    buildNumbers();

    m_missing = new TextLabel({}, TextRole::Body, this);
    m_missing->setWordWrap(true);
    m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("&Make picture"));
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 16);
    layout->setSpacing(12);
    layout->addLayout(m_form);
    layout->addWidget(m_missing);
    layout->addStretch(1);
    layout->addWidget(m_buttons);
    setMinimumWidth(scaled(520, font()));
    m_prompt->setFocus();
    showRoute();
}

void NewFromTextDialog::buildModels() {
    m_route = new QComboBox(this);
    m_route->setAccessibleName(tr("Route"));
    m_route->addItem(tr("Base model alone"), int(Route::BaseAlone));
    m_route->addItem(tr("Ensemble: a refiner takes over towards the end"), int(Route::Ensemble));
    m_route->addItem(tr("Two stages: a refiner refines what the base made"), int(Route::TwoStages));
    m_form->addRow(tr("&Route"), m_route);
    connect(m_route, &QComboBox::currentIndexChanged, this, &NewFromTextDialog::showRoute);
    const auto addModelBox = [this](const QString& label, const QString& name) {
        auto* box = new QComboBox(this);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(24);
        box->setAccessibleName(name);
        box->setPlaceholderText(tr("none yet"));
        m_form->addRow(label, box);
        return box;
    };
    m_base = addModelBox(tr("&Base model"), tr("Base model"));
    m_refiner = addModelBox(tr("Re&finer"), tr("Refiner"));
    auto* chooseFolder = new QPushButton(tr("&Choose a model folder…"), this);
    auto* chooseFile = new QPushButton(tr("Choose a model fi&le…"), this);
    auto* choices = new QHBoxLayout;
    choices->addWidget(chooseFolder);
    choices->addWidget(chooseFile);
    m_form->addRow(QString(), choices);
    connect(chooseFolder, &QPushButton::clicked, this, &NewFromTextDialog::modelFolderWanted);
    connect(chooseFile, &QPushButton::clicked, this, &NewFromTextDialog::modelFileWanted);
    connect(m_base, &QComboBox::currentIndexChanged, this, [this] {
        fitToBase();
        showRoute();
    });
    connect(m_refiner, &QComboBox::currentIndexChanged, this, &NewFromTextDialog::showRoute);
    m_refinerPrompt = new QLineEdit(this);
    m_refinerPrompt->setAccessibleName(tr("Prompt of the refiner"));
    m_refinerPrompt->setPlaceholderText(tr("the same"));
    m_form->addRow(tr("Refiner's pr&ompt"), m_refinerPrompt);
}

void NewFromTextDialog::buildNumbers() {
    m_switch = addNumber(tr("&Takes over at"), tr("The part of the schedule after which the refiner goes on"), 0.05,
                         0.95, kDefaultSwitch);
    m_strength = addNumber(tr("Stren&gth"), tr("How much the refiner may change"), 0.05, 1,
                           m_start.strength > 0.04 ? m_start.strength : 0.3);
    m_sizeRow = new QWidget(this);
    m_width = sideBox(tr("Width"), m_sizeRow);
    m_height = sideBox(tr("Height"), m_sizeRow);
    auto* sizes = new QHBoxLayout(m_sizeRow);
    sizes->setContentsMargins(0, 0, 0, 0);
    sizes->addWidget(m_width);
    sizes->addWidget(new QLabel(QStringLiteral("×"), m_sizeRow));
    sizes->addWidget(m_height);
    sizes->addStretch(1);
    m_form->addRow(tr("Si&ze"), m_sizeRow);
    for (QSpinBox* side : {m_width, m_height}) {
        connect(side, &QSpinBox::valueChanged, this, [this] { m_sized = true; });
        connect(side, &QSpinBox::editingFinished, side,
                [side] { side->setValue(std::max(8, (side->value() + 4) / 8 * 8)); });
    }
    m_sampler = new QComboBox(this);
    m_sampler->setAccessibleName(tr("Sampler"));
    for (const Sampler sampler : all_samplers()) {
        m_sampler->addItem(samplerText(sampler), int(sampler));
    }
    m_sampler->setCurrentIndex(std::max(0, m_sampler->findData(int(m_start.sampler))));
    m_form->addRow(tr("&Sampler"), m_sampler);
    m_steps = new QSpinBox(this);
    m_steps->setRange(1, most_steps(m_start.sampler));
    m_steps->setValue(m_start.steps);
    m_steps->setAccessibleName(tr("Steps"));
    m_steps->setObjectName(QStringLiteral("steps"));
    m_form->addRow(tr("St&eps"), m_steps);
    connect(m_sampler, &QComboBox::currentIndexChanged, this,
            [this] { m_steps->setMaximum(most_steps(static_cast<Sampler>(m_sampler->currentData().toInt()))); });
    connect(m_steps, &QSpinBox::valueChanged, this, [this] { m_stepped = true; });
    m_guidance = addNumber(tr("G&uidance"), tr("How closely the prompt is followed"), 0, 30, m_start.guidance_scale);
    connect(m_guidance, &QDoubleSpinBox::valueChanged, this, [this] { m_guided = true; });
    m_seed = new QLineEdit(QString::number(QRandomGenerator::global()->generate()), this);
    m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{1,19}")), m_seed));
    m_seed->setAccessibleName(tr("Seed"));
    m_form->addRow(tr("See&d"), m_seed);
}

QDoubleSpinBox* NewFromTextDialog::addNumber(const QString& label, const QString& tip, double least, double top,
                                             double value) {
    auto* box = new QDoubleSpinBox(this);
    box->setRange(least, top);
    box->setDecimals(2);
    box->setSingleStep(top > 1 ? 0.5 : 0.05);
    box->setValue(value);
    box->setToolTip(tip);
    box->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    m_form->addRow(label, box);
    return box;
}

NewFromTextDialog::Route NewFromTextDialog::route() const {
    return static_cast<Route>(m_route->currentData().toInt());
}

void NewFromTextDialog::setRoute(Route route) {
    m_route->setCurrentIndex(m_route->findData(int(route)));
}

void NewFromTextDialog::offer(QComboBox* box, const CheckpointInfo& model) {
    if (box->findData(toQString(model.path)) >= 0) {
        return;
    }
    box->addItem(QStringLiteral("%1 · %2").arg(QString::fromStdString(model.name),
                                               QString::fromStdString(family_name(model.family))),
                 toQString(model.path));
    box->setItemData(box->count() - 1, toQString(model.path), Qt::ToolTipRole);
}

void NewFromTextDialog::setModels(const QVector<CheckpointInfo>& models) {
    for (const CheckpointInfo& model : models) {
        if (!model.usable) {
            continue;
        }
        m_models.append(model);
        offer(model.family == ModelFamily::SdxlBase ? m_base : m_refiner, model);
    }
    for (QComboBox* box : {m_base, m_refiner}) {
        const int chosen = box->findData(toQString(m_start.model));
        box->setCurrentIndex(chosen >= 0 ? chosen : box->count() > 0 ? 0 : -1);
    }
    showRoute();
}

void NewFromTextDialog::addModel(const CheckpointInfo& model) {
    m_models.append(model);
    QComboBox* box = model.family == ModelFamily::SdxlBase ? m_base : m_refiner;
    offer(box, model);
    box->setCurrentIndex(box->findData(toQString(model.path)));
    showRoute();
}

void NewFromTextDialog::fitToBase() {
    const QString path = m_base->currentData().toString();
    const auto base = std::ranges::find_if(m_models, [&](const auto& model) { return toQString(model.path) == path; });
    if (base == m_models.end()) {
        return;
    }
    // What the window shows are the settings of the model that refines; a picture from text starts from its own.
    RefineSettings recommended;
    try {
        apply_model_defaults(base->path, recommended);
    } catch (const std::exception&) {
        recommended = {};  // choosing the model in the window says what is wrong with its card
    }
    const auto fit = [](auto* box, auto value, bool& chosen) {
        if (!chosen) {
            box->setValue(value);
            chosen = false;
        }
    };
    fit(m_width, base->best_size, m_sized);
    fit(m_height, base->best_size, m_sized);
    fit(m_steps, recommended.steps, m_stepped);
    fit(m_guidance, recommended.guidance_scale, m_guided);
}

void NewFromTextDialog::showRoute() {
    if (m_buttons == nullptr) {
        return;
    }
    const bool two = route() != Route::BaseAlone;
    m_form->setRowVisible(m_refiner, two);
    m_form->setRowVisible(m_refinerPrompt, two);
    m_form->setRowVisible(m_switch, route() == Route::Ensemble);
    m_form->setRowVisible(m_strength, route() == Route::TwoStages);
    const bool hasBase = m_base->currentIndex() >= 0;
    const bool hasRefiner = !two || m_refiner->currentIndex() >= 0;
    m_missing->setText(
        !hasBase
            ? tr("A picture from text needs an SDXL base model, such as stable-diffusion-xl-base-1.0 or one of its "
                 "fine-tunes. Choose its folder or file.")
        : !hasRefiner ? tr("This route needs a refiner. Choose its folder or file.")
                      : QString());
    m_missing->setVisible(!hasBase || !hasRefiner);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(hasBase && hasRefiner);
}

QString NewFromTextDialog::modelName() const {
    for (const CheckpointInfo& model : m_models) {
        if (toQString(model.path) == m_base->currentData().toString()) {
            return QString::fromStdString(model.name);
        }
    }
    return {};
}

RefineSettings NewFromTextDialog::settings() const {
    RefineSettings settings = m_start;
    const QString negative = m_negative->toPlainText();
    settings.model = toPath(m_base->currentData().toString());
    if (settings.model != m_start.model) {
        // They were chosen for the model that refines.
        settings.vae.clear();
        settings.loras.clear();
    }
    settings.prompt = m_prompt->toPlainText().toStdString();
    settings.negative_prompt = negative.isEmpty() ? std::nullopt : std::optional(negative.toStdString());
    settings.steps = m_steps->value();
    settings.guidance_scale = m_guidance->value();
    settings.sampler = static_cast<Sampler>(m_sampler->currentData().toInt());
    settings.seed = m_seed->text().toULongLong();
    settings.generate = SizeHW{.height = m_height->value() / 8 * 8, .width = m_width->value() / 8 * 8};
    settings.denoising_start.reset();
    settings.denoising_end.reset();
    if (route() == Route::BaseAlone) {
        return settings;
    }
    settings.refiner = toPath(m_refiner->currentData().toString());
    if (!m_refinerPrompt->text().isEmpty()) {
        settings.refiner_prompt = m_refinerPrompt->text().toStdString();
    }
    if (route() == Route::Ensemble) {
        settings.handoff = m_switch->value();
    } else {
        settings.strength = m_strength->value();
    }
    return settings;
}

}  // namespace burnish::ui
