// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace burnish::ui {

class RefineDocument;

/// The seed: a number, a die that draws another, and a lock that keeps it from run to run.
class SeedSection final : public QWidget {
    Q_OBJECT
public:
    explicit SeedSection(RefineDocument& document, QWidget* parent = nullptr);

    QLineEdit* field() const { return m_field; }
    QToolButton* dice() const { return m_dice; }
    QToolButton* lock() const { return m_lock; }

private:
    void setSeed(quint64 seed);
    void takeField();
    void showSettings();

    RefineDocument& m_document;
    QLineEdit* m_field;
    QToolButton* m_dice;
    QToolButton* m_lock;
};

}  // namespace burnish::ui
