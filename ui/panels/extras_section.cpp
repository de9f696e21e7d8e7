// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/extras_section.h"

#include "core/common/error.h"
#include "core/weights/checkpoint.h"
#include "core/weights/single_file.h"
#include "ui/common/path_text.h"
#include "ui/document/refine_document.h"
#include "ui/settings/settings.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/fold_header.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QPointer>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QToolButton>

namespace burnish::ui {
namespace {

constexpr double kLargestWeight = 10;

/// What a file is, in one line; `fits` is false where it is of another kind.
struct FileKind {
    QString text;
    bool fits = false;
};

FileKind lookAt(const std::filesystem::path& file, bool wantsLora) {
    try {
        const CheckpointInfo info = inspect_checkpoint(file);
        if (!wantsLora) {
            (void)open_vae(file);  // throws for what holds no autoencoder of SDXL's kind
        }
        const bool fits = !wantsLora || info.family == ModelFamily::Lora;
        const std::string& text = info.details.empty() ? info.unusable_reason : info.details;
        return {.text = QString::fromStdString(text), .fits = fits};
    } catch (const Error& error) {
        return {.text = QString::fromUtf8(error.what()), .fits = false};
    } catch (const std::exception&) {
        return {};
    }
}

QToolButton* makeRemoveButton(const QString& name, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(icon(QStringLiteral("close")));
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

}  // namespace

ExtrasSection::ExtrasSection(RefineDocument& document, Settings& settings, QWidget* parent)
    : QWidget(parent), m_document(document), m_settings(settings) {
    auto* inside = new QWidget(this);
    m_fold = new FoldHeader(tr("Extras"), inside, this);
    m_fold->setSummaryAtEdge(true);

    auto* lines = new QVBoxLayout(inside);
    lines->setContentsMargins(0, 6, 0, 6);
    lines->setSpacing(6);
    lines->addWidget(makeVaeRow(inside));
    m_loras = new QVBoxLayout;
    m_loras->setSpacing(4);
    lines->addLayout(m_loras);
    auto* add = new QPushButton(tr("Add a LoRA…"), inside);
    add->setToolTip(tr("Lay a LoRA over the model; it has to be made for this kind of model"));
    connect(add, &QPushButton::clicked, this,
            [this] { askFor(tr("Choose a LoRA"), [this](const auto& file) { addLora(file); }); });
    lines->addWidget(add, 0, Qt::AlignLeft);
    m_syntax = new QCheckBox(tr("(word:1.2), &BREAK and long prompts"), inside);
    m_syntax->setToolTip(
        tr("Read prompts as other programs do; switched off, they are plain text of at most 75 tokens"));
    connect(m_syntax, &QCheckBox::toggled, this, [this](bool on) {
        edit([on](RefineSettings& to) { to.prompt_syntax = on ? PromptSyntax::A1111 : PromptSyntax::Plain; },
             int(SettingField::PromptSyntax));
    });
    lines->addWidget(m_syntax);

    auto* row = new QHBoxLayout;
    auto* title = new QLabel(tr("Wat&ermark"), inside);
    m_watermark = new QComboBox(inside);
    m_watermark->addItem(tr("None"), int(Watermark::None));
    m_watermark->addItem(tr("Readable"), int(Watermark::Verified));
    m_watermark->addItem(tr("As the reference"), int(Watermark::Reference));
    m_watermark->setAccessibleName(tr("Watermark"));
    m_watermark->setToolTip(tr("Stability's invisible mark, in the files of the results that are refined from now on. "
                               "Readable: the usual decoder finds it again"));
    title->setBuddy(m_watermark);
    connect(m_watermark, &QComboBox::activated, this, [this] {
        const auto method = static_cast<Watermark>(m_watermark->currentData().toInt());
        edit([method](RefineSettings& to) { to.watermark = method; }, int(SettingField::Watermark));
    });
    row->addWidget(title);
    row->addStretch();
    row->addWidget(m_watermark);
    lines->addLayout(row);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_fold);
    layout->addWidget(inside);
    m_fold->setOpen(settings.sectionOpen(QStringLiteral("extras")));
    connect(m_fold, &FoldHeader::toggled, this,
            [&settings](bool open) { settings.setSectionOpen(QStringLiteral("extras"), open); });
    connect(&document, &RefineDocument::settingsChanged, this, &ExtrasSection::showSettings);
    showSettings();
}

ExtrasSection::~ExtrasSection() {
    m_pool.clear();
    m_pool.waitForDone();
}

QWidget* ExtrasSection::makeVaeRow(QWidget* parent) {
    auto* row = new QWidget(parent);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    auto* title = new QPushButton(tr("VAE…"), row);
    title->setToolTip(tr("Put another autoencoder in the model's place"));
    m_vae = new ElidedLabel(row);
    m_ownVae = makeRemoveButton(tr("Use the model's own VAE"), row);
    connect(title, &QPushButton::clicked, this,
            [this] { askFor(tr("Choose a VAE"), [this](const auto& file) { setVae(file); }); });
    connect(m_ownVae, &QToolButton::clicked, this, [this] { setVae({}); });
    line->addWidget(title);
    line->addWidget(m_vae, 1);
    line->addWidget(m_ownVae);
    return row;
}

QWidget* ExtrasSection::makeLoraRow(int index, const LoraChoice& lora) {
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    auto* name = new ElidedLabel(row);
    name->setFullText(toQString(lora.path.stem()));
    auto* weight = new QDoubleSpinBox(row);
    weight->setRange(-kLargestWeight, kLargestWeight);
    weight->setSingleStep(0.1);
    weight->setValue(lora.weight);
    weight->setAccessibleName(tr("Weight of %1").arg(name->fullText()));
    auto* remove = makeRemoveButton(tr("Remove %1").arg(name->fullText()), row);
    connect(weight, &QDoubleSpinBox::valueChanged, this, [this, index](double value) {
        const auto at = static_cast<std::size_t>(index);
        m_shownLoras.at(at).weight = value;  // the row stays as it is
        edit([at, value](RefineSettings& to) { to.loras.at(at).weight = value; }, int(SettingField::Loras));
    });
    connect(weight, &QDoubleSpinBox::editingFinished, &m_document, &RefineDocument::endEdit);
    connect(remove, &QToolButton::clicked, this, [this, index] {
        edit([index](RefineSettings& to) { to.loras.erase(to.loras.begin() + index); }, int(SettingField::Loras));
    });
    line->addWidget(name, 1);
    line->addWidget(weight);
    line->addWidget(remove);
    describe(name, lora.path, true);
    return row;
}

void ExtrasSection::askFor(const QString& title, const std::function<void(const std::filesystem::path&)>& take) {
    auto* dialog = new QFileDialog(this, title, m_settings.lastModelFolder(),
                                   tr("Weights (%1)").arg(QStringLiteral("*.safetensors")));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [take](const QString& file) { take(toPath(file)); });
    dialog->open();
}

void ExtrasSection::take(const CheckpointInfo& info) {
    info.family == ModelFamily::Lora ? addLora(info.path) : setVae(info.path);
    m_fold->setOpen(true);
}

QWidget* ExtrasSection::loraRow(int index) const {
    return m_loras->itemAt(index)->widget();
}

void ExtrasSection::addLora(const std::filesystem::path& file) {
    edit([&file](RefineSettings& to) { to.loras.push_back({.path = file, .weight = 1.0}); }, int(SettingField::Loras));
    m_document.endEdit();
}

void ExtrasSection::setVae(const std::filesystem::path& file) {
    edit([&file](RefineSettings& to) { to.vae = file; }, int(SettingField::Vae));
    m_document.endEdit();
}

void ExtrasSection::edit(const std::function<void(RefineSettings&)>& change, int field) {
    if (m_showing) {
        return;
    }
    RefineSettings settings = m_document.settings();
    change(settings);
    m_document.setSettings(settings, static_cast<SettingField>(field));
}

void ExtrasSection::describe(ElidedLabel* label, const std::filesystem::path& file, bool wantsLora) {
    m_pool.start([this, shown = QPointer(label), file, wantsLora] {
        const FileKind kind = lookAt(file, wantsLora);
        QMetaObject::invokeMethod(this, [this, shown, kind, file] {
            if (!shown) {
                return;
            }
            shown->setHint(toQString(file) + QLatin1Char('\n') + kind.text);
            if (!kind.fits) {
                shown->setFullText(tr("%1: does not fit").arg(toQString(file.filename())));
            }
        });
    });
}

void ExtrasSection::showSettings() {
    const QScopedValueRollback showing(m_showing, true);
    const RefineSettings& settings = m_document.settings();
    m_syntax->setChecked(settings.prompt_syntax == PromptSyntax::A1111);
    m_watermark->setCurrentIndex(m_watermark->findData(int(settings.watermark)));
    m_ownVae->setVisible(!settings.vae.empty());
    if (m_vae->fullText().isEmpty() || m_shownVae != settings.vae) {
        m_shownVae = settings.vae;
        m_vae->setFullText(settings.vae.empty() ? tr("the model's own") : toQString(settings.vae.filename()));
        m_vae->setHint({});
        if (!settings.vae.empty()) {
            describe(m_vae, settings.vae, false);
        }
    }
    if (m_shownLoras != settings.loras) {
        m_shownLoras = settings.loras;
        showLoras();
    }
    QStringList parts;
    if (!settings.vae.empty()) {
        parts.append(tr("VAE"));
    }
    if (!settings.loras.empty()) {
        parts.append(tr("%n LoRA(s)", nullptr, int(settings.loras.size())));
    }
    if (settings.watermark != Watermark::None) {
        parts.append(tr("watermark"));
    }
    m_fold->setSummary(parts.join(QStringLiteral(" · ")));
}

void ExtrasSection::showLoras() {
    while (QLayoutItem* item = m_loras->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (std::size_t index = 0; index < m_shownLoras.size(); ++index) {
        m_loras->addWidget(makeLoraRow(int(index), m_shownLoras[index]));
    }
}

}  // namespace burnish::ui
