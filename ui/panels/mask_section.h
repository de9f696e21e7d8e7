// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QCheckBox;
class QPushButton;
class QSpinBox;

namespace burnish::ui {

class ElidedLabel;
class FoldHeader;
class RefineDocument;

/// The mask over the source, from a file: what is white in it may change.
class MaskSection final : public QWidget {
    Q_OBJECT
public:
    explicit MaskSection(RefineDocument& document, QWidget* parent = nullptr);

    FoldHeader* fold() const { return m_fold; }
    QPushButton* choose() const { return m_choose; }
    QPushButton* remove() const { return m_remove; }
    QSpinBox* feather() const { return m_feather; }
    QCheckBox* onlyArea() const { return m_onlyArea; }
    QCheckBox* shown() const { return m_shown; }

Q_SIGNALS:
    void fileWanted();
    void overlayWanted(bool shown);

private:
    void edit();
    void showMask();
    void showSettings();

    RefineDocument& m_document;
    FoldHeader* m_fold;
    ElidedLabel* m_name;
    QPushButton* m_choose;
    QPushButton* m_remove;
    QWidget* m_details;
    QSpinBox* m_feather;
    QCheckBox* m_onlyArea;
    QSpinBox* m_context;
    QCheckBox* m_shown;
    bool m_showing = false;
};

}  // namespace burnish::ui
