// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/checkpoint_info.h"
#include "core/api/refine_request.h"

#include <QDialog>
#include <QVector>

class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace burnish::ui {

class PromptEdit;
class TextLabel;

/// What a picture from text is to be: the text, the size, and which models make it in which order.
class NewFromTextDialog final : public QDialog {
    Q_OBJECT
public:
    enum class Route { BaseAlone, Ensemble, TwoStages };

    /// `start` fills the fields; its model is chosen if it is a base model.
    explicit NewFromTextDialog(const RefineSettings& start, QWidget* parent = nullptr);

    /// The models to choose from. Those that cannot make what their field asks for are left out.
    void setModels(const QVector<CheckpointInfo>& models);
    /// Adds a model that was chosen by hand, and chooses it where it fits.
    void addModel(const CheckpointInfo& model);

    /// What to make; only when accepted.
    RefineSettings settings() const;
    QString modelName() const;
    void setRoute(Route route);

Q_SIGNALS:
    void modelFolderWanted();  ///< the user wants to choose a folder
    void modelFileWanted();    ///< the user wants to choose a single file

private:
    void buildModels();
    void buildNumbers();
    QDoubleSpinBox* addNumber(const QString& label, const QString& tip, double least, double top, double value);
    Route route() const;
    void showRoute();
    void fitToBase();
    void offer(QComboBox* box, const CheckpointInfo& model);

    RefineSettings m_start;
    QFormLayout* m_form;
    PromptEdit* m_prompt;
    PromptEdit* m_negative;
    QSpinBox* m_width;
    QSpinBox* m_height;
    QWidget* m_sizeRow;
    QComboBox* m_route;
    QComboBox* m_base;
    QComboBox* m_refiner;
    QLineEdit* m_refinerPrompt;
    QDoubleSpinBox* m_switch;
    QDoubleSpinBox* m_strength;
    QSpinBox* m_steps;
    QDoubleSpinBox* m_guidance;
    QComboBox* m_sampler;
    QLineEdit* m_seed;
    TextLabel* m_missing;
    QDialogButtonBox* m_buttons = nullptr;  ///< made last
    QVector<CheckpointInfo> m_models;
    // What the user chose himself stays when another base model is chosen.
    bool m_sized = false;
    bool m_stepped = false;
    bool m_guided = false;
};

}  // namespace burnish::ui
