// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/sizes_form.h"

#include "ui/document/refine_document.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fold_header.h"

#include <QBoxLayout>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpression>

#include <array>

namespace burnish::ui {

/// One row: where its value stands in the settings. A size is shown width first, a crop left first.
struct SizeRow {
    const char* label;
    const char* tip;
    std::optional<SizeHW> RefineSettings::*size;
    CropTL RefineSettings::*crop;
};

namespace {

constexpr int kLargest = 65536;
constexpr int kTarget = 1;
constexpr int kNegativeTarget = 4;
constexpr int kNegativeCrop = 5;

const std::array<SizeRow, 6> kRows{{
    {QT_TRANSLATE_NOOP("burnish::ui::SizesForm", "Original si&ze"),
     QT_TRANSLATE_NOOP("burnish::ui::SizesForm",
                       "Width × height that the picture is said to have had; small ones look soft"),
     &RefineSettings::original_size, nullptr},
    {QT_TRANSLATE_NOOP("burnish::ui::SizesForm", "Target size"),
     QT_TRANSLATE_NOOP("burnish::ui::SizesForm", "Width × height that the picture is said to be for"),
     &RefineSettings::target_size, nullptr},
    {QT_TRANSLATE_NOOP("burnish::ui::SizesForm", "Crop left, top"),
     QT_TRANSLATE_NOOP("burnish::ui::SizesForm",
                       "How much the picture is said to have been cut; 0, 0 centres the subject"),
     nullptr, &RefineSettings::crop},
    {QT_TRANSLATE_NOOP("burnish::ui::SizesForm", "Negative original"),
     QT_TRANSLATE_NOOP("burnish::ui::SizesForm", "The original size that is kept away from"),
     &RefineSettings::negative_original_size, nullptr},
    {QT_TRANSLATE_NOOP("burnish::ui::SizesForm", "Negative target"),
     QT_TRANSLATE_NOOP("burnish::ui::SizesForm", "The target size that is kept away from"),
     &RefineSettings::negative_target_size, nullptr},
    {QT_TRANSLATE_NOOP("burnish::ui::SizesForm", "Negative crop"),
     QT_TRANSLATE_NOOP("burnish::ui::SizesForm", "The crop that is kept away from"), nullptr,
     &RefineSettings::negative_crop},
}};

/// Two whole numbers with anything but digits between them; nothing if it is not that.
std::optional<std::pair<int, int>> pairIn(const QString& text, int least) {
    static const QRegularExpression pattern(QStringLiteral("^\\s*(\\d{1,6})\\D+(\\d{1,6})\\s*$"));
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const int first = match.capturedView(1).toInt();
    const int second = match.capturedView(2).toInt();
    const auto fits = [least](int value) { return value >= least && value <= kLargest; };
    return fits(first) && fits(second) ? std::optional(std::pair(first, second)) : std::nullopt;
}

QString textOf(const SizeRow& row, const RefineSettings& settings) {
    if (row.size != nullptr) {
        const std::optional<SizeHW>& size = settings.*row.size;
        return size ? QStringLiteral("%1 × %2").arg(size->width).arg(size->height) : QString();
    }
    const CropTL& crop = settings.*row.crop;
    return crop == CropTL{} ? QString() : QStringLiteral("%1, %2").arg(crop.left).arg(crop.top);
}

/// False if the text means nothing.
bool takeText(const SizeRow& row, const QString& text, RefineSettings& settings) {
    const auto pair = pairIn(text, row.size != nullptr ? 1 : 0);
    if (!pair && !text.trimmed().isEmpty()) {
        return false;
    }
    if (row.size != nullptr) {
        settings.*row.size = pair ? std::optional(SizeHW{.height = pair->second, .width = pair->first}) : std::nullopt;
    } else {
        settings.*row.crop = pair ? CropTL{.top = pair->second, .left = pair->first} : CropTL{};
    }
    return true;
}

}  // namespace

SizesForm::SizesForm(RefineDocument& document, QWidget* parent) : QWidget(parent), m_document(document) {
    auto* inside = new QWidget(this);
    m_fold = new FoldHeader(tr("Sizes told to the model"), inside, this);
    m_fold->setSummaryAtEdge(true);
    m_form = foldedForm(inside);
    for (int row = 0; row < int(kRows.size()); ++row) {
        auto* field = new QLineEdit(inside);
        const QString label = tr(kRows[row].label);
        field->setPlaceholderText(kRows[row].size != nullptr ? tr("as the picture") : QStringLiteral("0, 0"));
        field->setAccessibleName(QString(label).remove(QLatin1Char('&')));
        field->setToolTip(tr(kRows[row].tip));
        field->setMinimumWidth(scaled(128, font()));
        m_form->addRow(label, field);
        m_fields.append(field);
        connect(field, &QLineEdit::editingFinished, this, [this, row] { edit(row); });
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_fold);
    layout->addWidget(inside);
    m_fold->setOpen(false);
    connect(&document, &RefineDocument::settingsChanged, this, &SizesForm::showSettings);
    setFamily(ModelFamily::SdxlRefiner);
    showSettings();
}

void SizesForm::setFamily(ModelFamily family) {
    const bool isBase = family == ModelFamily::SdxlBase;
    m_form->setRowVisible(kTarget, isBase);
    m_form->setRowVisible(kNegativeTarget, isBase);
    m_form->setRowVisible(kNegativeCrop, !isBase);
}

void SizesForm::edit(int row) {
    RefineSettings settings = m_document.settings();
    if (!takeText(kRows[row], m_fields.at(row)->text(), settings)) {
        return showSettings();  // what means nothing gives way to what holds
    }
    m_document.setSettings(settings, SettingField::Sizes);
    m_document.endEdit();
    showSettings();
}

void SizesForm::showSettings() {
    QStringList told;
    for (int row = 0; row < int(kRows.size()); ++row) {
        const QString text = textOf(kRows[row], m_document.settings());
        if (!m_fields.at(row)->hasFocus() || m_fields.at(row)->text() != text) {
            m_fields.at(row)->setText(text);
        }
        if (!text.isEmpty()) {
            told.append(text);
        }
    }
    m_fold->setSummary(told.isEmpty() ? tr("the picture's") : told.join(QStringLiteral(" · ")));
}

}  // namespace burnish::ui
