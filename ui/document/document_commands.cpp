// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/document/document_commands.h"

#include <QCoreApplication>

#include <utility>

namespace burnish::ui {

namespace {

struct UndoText {
    Q_DECLARE_TR_FUNCTIONS(UndoText)
};

/// Commands of one field merge; the ids only have to differ.
constexpr int kFirstFieldId = 100;

}  // namespace

QString settingStepName(SettingField field) {
    switch (field) {
    case SettingField::Model:
        return UndoText::tr("change model");
    case SettingField::Prompt:
        return UndoText::tr("edit prompt");
    case SettingField::NegativePrompt:
        return UndoText::tr("edit negative prompt");
    case SettingField::PromptSyntax:
        return UndoText::tr("change prompt syntax");
    case SettingField::Strength:
        return UndoText::tr("change strength");
    case SettingField::Steps:
        return UndoText::tr("change steps");
    case SettingField::Guidance:
        return UndoText::tr("change guidance");
    case SettingField::GuidanceRescale:
        return UndoText::tr("change guidance rescale");
    case SettingField::AestheticScore:
        return UndoText::tr("change aesthetic score");
    case SettingField::NegativeAestheticScore:
        return UndoText::tr("change negative aesthetic score");
    case SettingField::KeepDetail:
        return UndoText::tr("change keep detail");
    case SettingField::Colour:
        return UndoText::tr("change colours");
    case SettingField::Seed:
        return UndoText::tr("change seed");
    case SettingField::Sizes:
        return UndoText::tr("change sizes");
    case SettingField::Sampler:
        return UndoText::tr("change sampler");
    case SettingField::Tiles:
        return UndoText::tr("change tiles");
    case SettingField::Mask:
        return UndoText::tr("change mask");
    case SettingField::Vae:
        return UndoText::tr("change VAE");
    case SettingField::Loras:
        return UndoText::tr("change LoRAs");
    case SettingField::Watermark:
        return UndoText::tr("change watermark");
    case SettingField::All:
        break;
    }
    return UndoText::tr("restore settings");
}

SettingsCommand::SettingsCommand(RefineDocument& document, RefineSettings before, RefineSettings after,
                                 SettingField field)
    : QUndoCommand(settingStepName(field)), m_document(document), m_before(std::move(before)),
      m_after(std::move(after)), m_field(field), m_sealed(field == SettingField::All) {}

int SettingsCommand::id() const {
    return kFirstFieldId + static_cast<int>(m_field);
}

bool SettingsCommand::mergeWith(const QUndoCommand* other) {
    if (m_sealed || other->id() != id())
        return false;
    m_after = static_cast<const SettingsCommand*>(other)->m_after;
    // Dragged back to where it began: there is nothing left to undo.
    setObsolete(m_after == m_before);
    return true;
}

void SettingsCommand::undo() {
    m_document.applySettings(m_before);
}

void SettingsCommand::redo() {
    m_document.applySettings(m_after);
}

ShowResultCommand::ShowResultCommand(RefineDocument& document, quint64 before, quint64 result, const QString& name)
    : QUndoCommand(UndoText::tr("refine (%1)", "%1: Result 3").arg(name)), m_document(document), m_before(before),
      m_result(result) {}

void ShowResultCommand::undo() {
    m_document.setCurrent(m_before);
}

void ShowResultCommand::redo() {
    m_document.setCurrent(m_result);
}

}  // namespace burnish::ui
