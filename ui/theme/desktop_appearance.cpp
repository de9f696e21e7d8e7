// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/desktop_appearance.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>

namespace burnish::ui {
namespace {

constexpr int kPatienceMs = 60;
const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kAppearance = QStringLiteral("org.freedesktop.appearance");
const QString kGnome = QStringLiteral("org.gnome.desktop.a11y.interface");
const QString kScheme = QStringLiteral("color-scheme");
const QString kContrast = QStringLiteral("contrast");
const QString kGnomeContrast = QStringLiteral("high-contrast");

/// Whether a session bus is there: libdbus would start one of its own otherwise.
bool hasSessionBus() {
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
           QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

QDBusMessage question(const QString& group, const QString& key) {
    QDBusMessage message = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    message << group << key;
    return message;
}

/// The value inside; `Read` wraps it in one variant more than `SettingChanged` does.
QVariant unwrapped(QVariant value) {
    while (value.canConvert<QDBusVariant>()) {
        value = qvariant_cast<QDBusVariant>(value).variant();
    }
    return value;
}

}  // namespace

DesktopAppearance::DesktopAppearance(QObject* parent) : QObject(parent) {}

void DesktopAppearance::ask() {
    if (!hasSessionBus()) {
        return;
    }
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    // The scheme is waited for, so that the first paint has the right colours; a portal that has yet to start answers
    // later.
    const QDBusMessage answer = bus.call(question(kAppearance, kScheme), QDBus::Block, kPatienceMs);
    if (answer.type() == QDBusMessage::ReplyMessage && !answer.arguments().isEmpty()) {
        take(kAppearance, kScheme, answer.arguments().first());
    } else if (answer.errorName() == QLatin1String("org.freedesktop.DBus.Error.NoReply")) {
        read(kAppearance, kScheme);
    }
    read(kAppearance, kContrast);
    read(kGnome, kGnomeContrast);
}

void DesktopAppearance::read(const QString& group, const QString& key) {
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question(group, key)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, group, key](QDBusPendingCallWatcher* call) {
        call->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *call;
        if (reply.isValid() && take(group, key, QVariant::fromValue(reply.value()))) {
            Q_EMIT changed();
        }
    });
}

void DesktopAppearance::settingChanged(const QString& group, const QString& key, const QDBusVariant& value) {
    if (take(group, key, QVariant::fromValue(value))) {
        Q_EMIT changed();
    }
}

bool DesktopAppearance::take(const QString& group, const QString& key, const QVariant& value) {
    const QVariant plain = unwrapped(value);
    const auto dark = m_dark;
    const bool strong = highContrast();
    if (group == kAppearance && key == kScheme) {
        // 0: no preference, 1: dark, 2: light.
        const uint scheme = plain.toUInt();
        m_dark = scheme == 1 ? std::optional(true) : scheme == 2 ? std::optional(false) : std::nullopt;
    } else if (group == kAppearance && key == kContrast) {
        m_contrast = plain.toUInt() == 1;
    } else if (group == kGnome && key == kGnomeContrast) {
        m_accessibility = plain.toBool();
    }
    return dark != m_dark || strong != highContrast();
}

}  // namespace burnish::ui
