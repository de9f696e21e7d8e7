// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"
#include "ui/document/refine_document.h"

#include <QUndoCommand>

namespace burnish::ui {

/// An edit of the settings. Holds values, never pixels. GUI thread.
class SettingsCommand final : public QUndoCommand {
public:
    SettingsCommand(RefineDocument& document, RefineSettings before, RefineSettings after, SettingField field);

    /// No later edit merges into this one.
    void seal() { m_sealed = true; }

    int id() const override;
    bool mergeWith(const QUndoCommand* other) override;
    void undo() override;
    void redo() override;

private:
    RefineDocument& m_document;
    RefineSettings m_before;
    RefineSettings m_after;
    SettingField m_field;
    bool m_sealed = false;
};

/// A result came in and is shown: undo goes back to what was shown before, the result stays. GUI thread.
class ShowResultCommand final : public QUndoCommand {
public:
    ShowResultCommand(RefineDocument& document, quint64 before, quint64 result, const QString& name);

    void undo() override;
    void redo() override;

private:
    RefineDocument& m_document;
    quint64 m_before;
    quint64 m_result;
};

/// The step's name in the Edit menu ("Change strength").
QString settingStepName(SettingField field);

}  // namespace burnish::ui
