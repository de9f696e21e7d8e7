// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractNativeEventFilter>
#include <QColorSpace>
#include <QPointer>
#include <QWidget>

class QScreen;

namespace burnish::ui {

/// The colours of the screen that a widget's window is on, where the system tells them: on X11 the ICC profile in the
/// root window's `_ICC_PROFILE` (`_ICC_PROFILE_1` and so on for further screens; ICC Profiles In X Specification 0.4).
/// Follows the window to another screen, and a profile that is set anew. Lives in the GUI thread.
class ScreenProfile final : public QObject, public QAbstractNativeEventFilter {
    Q_OBJECT
public:
    /// `widget` outlives this.
    explicit ScreenProfile(QWidget* widget);

    /// Not valid: nothing is told, it cannot be read, or it is sRGB. Pictures are shown as they are then.
    const QColorSpace& colours() const { return m_colours; }

    bool eventFilter(QObject* watched, QEvent* event) override;
    bool nativeEventFilter(const QByteArray& eventType, void* message, qintptr* result) override;

Q_SIGNALS:
    void changed(const QColorSpace& colours);

private:
    void watchWindow();
    void read();

    QWidget* m_widget;
    QPointer<QWindow> m_window;
    QColorSpace m_colours;
};

/// A copy of an sRGB picture in the screen's colours; the picture itself where `colours` is not valid. Costs a pass
/// over the picture.
QImage inScreenColours(const QImage& picture, const QColorSpace& colours);

}  // namespace burnish::ui
