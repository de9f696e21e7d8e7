// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace burnish::ui {

class ExtrasSection;
class MaskSection;
class MoreSection;
class PromptSection;
class RefineDocument;
class RunButton;
class SeedSection;
class SegmentedButtons;
class Settings;
class StrengthSection;

/// The right panel, in the order of the work; Refine at its foot, always in the same place.
class RefinePanel final : public QWidget {
    Q_OBJECT
public:
    RefinePanel(RefineDocument& document, Settings& settings, QWidget* parent = nullptr);

    PromptSection* prompt() const { return m_prompt; }
    StrengthSection* strength() const { return m_strength; }
    SeedSection* seed() const { return m_seed; }
    MaskSection* mask() const { return m_mask; }
    MoreSection* more() const { return m_more; }
    ExtrasSection* extras() const { return m_extras; }
    RunButton* runButton() const { return m_run; }
    SegmentedButtons* refineFrom() const { return m_from; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void refineRequested();
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showFrom();
    void fitWidth();

    RefineDocument& m_document;
    PromptSection* m_prompt;
    StrengthSection* m_strength;
    SeedSection* m_seed;
    MaskSection* m_mask;
    MoreSection* m_more;
    ExtrasSection* m_extras;
    QWidget* m_column;
    QWidget* m_fromRow;
    SegmentedButtons* m_from;
    RunButton* m_run;
};

}  // namespace burnish::ui
