// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/checkpoint_info.h"

#include <QWidget>

class QFormLayout;
class QLineEdit;

namespace burnish::ui {

class FoldHeader;
class RefineDocument;
struct SizeRow;

/// The sizes and crops that the model is told, and those of its negative side. An empty field means what the picture
/// is.
class SizesForm final : public QWidget {
    Q_OBJECT
public:
    explicit SizesForm(RefineDocument& document, QWidget* parent = nullptr);

    /// A refiner has no target size, and a base model no crop of the negative side: what is not read is not offered.
    void setFamily(ModelFamily family);
    FoldHeader* fold() const { return m_fold; }
    /// By the row's place: original, target, crop, and the three of the negative side.
    QLineEdit* field(int row) const { return m_fields.at(row); }

private:
    void edit(int row);
    void showSettings();

    RefineDocument& m_document;
    FoldHeader* m_fold;
    QFormLayout* m_form;
    QVector<QLineEdit*> m_fields;
};

}  // namespace burnish::ui
