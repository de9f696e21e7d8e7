// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QDoubleSpinBox;

namespace burnish::ui {

class RefineDocument;
class StrengthSlider;
class TextLabel;

/// Strength as a number and a slider that are one, and below them what will run.
class StrengthSection final : public QWidget {
    Q_OBJECT
public:
    explicit StrengthSection(RefineDocument& document, QWidget* parent = nullptr);

    StrengthSlider* slider() const { return m_slider; }
    QDoubleSpinBox* field() const { return m_field; }
    /// Time and memory of the run as far as they are known; negative or 0: not known.
    void setEstimate(double seconds, quint64 memoryBytes, int tiles = 1);
    QString planText() const;

private:
    void edit(double strength);
    void showSettings();
    void showPlan();

    RefineDocument& m_document;
    StrengthSlider* m_slider;
    QDoubleSpinBox* m_field;
    TextLabel* m_plan;
    double m_seconds = -1;
    quint64 m_memory = 0;
    int m_tiles = 1;
};

}  // namespace burnish::ui
