// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/checkpoint_info.h"
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
class SizesForm;

/// Everything that is rarely changed, folded, with its values beside the fold.
class MoreSection final : public QWidget {
    Q_OBJECT
public:
    MoreSection(RefineDocument& document, Settings& settings, QWidget* parent = nullptr);

    /// Only what this machine can do is offered.
    void setMachine(const Machine& machine);
    /// What the model does not read is not offered.
    void setFamily(ModelFamily family);
    /// What `auto` will become; for the summary. Empty: not known.
    void setResolved(const QString& deviceAndDtype);
    FoldHeader* fold() const { return m_fold; }
    QSpinBox* steps() const { return m_steps; }
    QComboBox* sampler() const { return m_sampler; }
    QDoubleSpinBox* eta() const { return m_eta; }
    QComboBox* tiles() const { return m_tiles; }
    QCheckBox* allowColour() const { return m_allowColour; }
    SizesForm* sizes() const { return m_sizes; }

private:
    QDoubleSpinBox* addNumber(const QString& label, const QString& tip, double top, double step, int field);
    QComboBox* addChoice(const QString& label, const QString& tip);
    void fillChoices();
    void fillDtypes();
    void fillTiles();
    void editSettings(int field);
    void editSampler();
    void editTiles();
    void showTiles();
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
    QComboBox* m_tiles;
    QComboBox* m_sampler;
    QDoubleSpinBox* m_eta;
    QDoubleSpinBox* m_guidance;
    QDoubleSpinBox* m_rescale;
    QDoubleSpinBox* m_aesthetic;
    QDoubleSpinBox* m_negativeAesthetic;
    QDoubleSpinBox* m_keepDetail;
    QCheckBox* m_allowColour;
    QComboBox* m_device;
    QComboBox* m_dtype;
    QComboBox* m_offload;
    QSpinBox* m_threads;
    QCheckBox* m_preview;
    SizesForm* m_sizes;
    bool m_showing = false;
};

}  // namespace burnish::ui
