// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/style_filters.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace burnish::ui {

bool AltWatcher::eventFilter(QObject* /*watched*/, QEvent* event) {
    const auto isAlt = [event] { return static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt; };
    switch (event->type()) {
    case QEvent::KeyPress:
        set(m_underlines || isAlt());
        break;
    // A menu that was opened by its key keeps its underlines.
    case QEvent::KeyRelease:
        set(m_underlines && (!isAlt() || QApplication::activePopupWidget() != nullptr));
        break;
    case QEvent::MouseButtonPress:
    case QEvent::ApplicationStateChange:
        set(false);
        break;
    default:
        break;
    }
    return false;
}

void AltWatcher::set(bool underlines) {
    if (m_underlines == underlines) {
        return;
    }
    m_underlines = underlines;
    for (QWidget* window : QApplication::topLevelWidgets()) {
        for (QWidget* widget : window->findChildren<QWidget*>()) {
            if (widget->isVisible()) {
                widget->update();
            }
        }
    }
}

bool WheelGuard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus()) {
        return false;
    }
    event->ignore();
    return true;
}

}  // namespace burnish::ui
