// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <optional>

class QDBusVariant;

namespace burnish::ui {

/// What the desktop says about colours, from the settings portal (org.freedesktop.portal.Settings), and every change of
/// it. Nothing where there is no session bus or no portal. GUI thread.
class DesktopAppearance final : public QObject {
    Q_OBJECT
public:
    explicit DesktopAppearance(QObject* parent = nullptr);

    /// Asks, and waits for the answer no longer than a window that comes up may; later answers come by `changed`.
    void ask();
    std::optional<bool> dark() const { return m_dark; }
    bool highContrast() const { return m_contrast || m_accessibility; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void read(const QString& group, const QString& key);
    bool take(const QString& group, const QString& key, const QVariant& value);

    std::optional<bool> m_dark;
    bool m_contrast = false;       ///< the portal's own key
    bool m_accessibility = false;  ///< GNOME's switch, passed on by its portal
};

}  // namespace burnish::ui
