// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/machine.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QSpinBox;

namespace burnish::ui {

class FoldHeader;
class RefineDocument;
class Settings;

/// Everything that is rarely changed, folded, with its values beside the fold.
class MoreSection final : public QWidget {
    Q_OBJECT
public:
    MoreSection(RefineDocument& document, Settings& settings, QWidget* parent = nullptr);

    /// Only what this machine can do is offered.
    void setMachine(const Machine& machine);
    /// What `auto` will become; for the summary. Empty: not known.
    void setResolved(const QString& deviceAndDtype);
    FoldHeader* fold() const { return m_fold; }
    QSpinBox* steps() const { return m_steps; }

private:
    QDoubleSpinBox* addNumber(const QString& label, const QString& tip, double top, double step, int field);
    QComboBox* addChoice(const QString& label, const QString& tip);
    void fillChoices();
    void fillDtypes();
    void editSettings(int field);
    void editCompute();
    void showSettings();
    void showCompute();
    void showSummary();

    RefineDocument& m_document;
    Settings& m_settings;
    Machine m_machine;
    QString m_resolved;
    FoldHeader* m_fold;
    QFormLayout* m_form;
    QSpinBox* m_steps;
    QDoubleSpinBox* m_guidance;
    QDoubleSpinBox* m_rescale;
    QDoubleSpinBox* m_aesthetic;
    QDoubleSpinBox* m_negativeAesthetic;
    QDoubleSpinBox* m_keepDetail;
    QComboBox* m_device;
    QComboBox* m_dtype;
    QComboBox* m_offload;
    QSpinBox* m_threads;
    QCheckBox* m_preview;
    bool m_showing = false;
};

}  // namespace burnish::ui
