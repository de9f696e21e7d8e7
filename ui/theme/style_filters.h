// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace burnish::ui {

/// On the application: Alt was pressed and nothing else has happened since, so that access keys are underlined.
class AltWatcher final : public QObject {
public:
    using QObject::QObject;
    bool underlines() const { return m_underlines; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void set(bool underlines);

    bool m_underlines = false;
};

/// On a number or a list: the wheel goes on to the parent unless the keyboard is here.
class WheelGuard final : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace burnish::ui
