// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/desktop_appearance.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <map>

using namespace burnish::ui;

namespace {

const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kAppearance = QStringLiteral("org.freedesktop.appearance");

/// A desktop's settings portal on a connection and a thread of its own.
class FakePortal final : public QDBusVirtualObject {
public:
    QString introspect(const QString& /*path*/) const override { return {}; }
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override {
        if (message.member() != QLatin1String("Read")) {
            return false;
        }
        const auto found = values.find(message.arguments().value(0).toString() + QLatin1Char('/') +
                                       message.arguments().value(1).toString());
        if (found == values.end()) {
            return connection.send(message.createErrorReply(QStringLiteral("org.freedesktop.portal.Error.NotFound"),
                                                            QStringLiteral("no such setting")));
        }
        // As the portal does: a variant inside a variant.
        return connection.send(
            message.createReply(QVariant::fromValue(QDBusVariant(QVariant::fromValue(QDBusVariant(found->second))))));
    }
    std::map<QString, QVariant> values;
};

}  // namespace

class TestDesktopAppearance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY2(qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"), "run this through dbus-run-session");
        m_thread.start();
        m_portal = new FakePortal;
        m_portal->moveToThread(&m_thread);
        onPortalThread([this] {
            m_bus = std::make_unique<QDBusConnection>(
                QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("portal")));
            QVERIFY(m_bus->registerVirtualObject(kPath, m_portal));
            QVERIFY(m_bus->registerService(kService));
        });
    }
    void cleanupTestCase() {
        onPortalThread([this] { m_bus->unregisterService(kService); });
        m_thread.quit();
        m_thread.wait();
        delete m_portal;
    }
    void init() { m_portal->values.clear(); }

    void nothingIsKnownWhereThePortalKnowsNothing() {
        DesktopAppearance desktop;
        desktop.ask();
        QTest::qWait(100);
        QVERIFY(!desktop.dark().has_value());
        QVERIFY(!desktop.highContrast());
    }

    void schemeIsKnownWhenAskReturns_data() {
        QTest::addColumn<uint>("scheme");
        QTest::addColumn<int>("dark");  // -1: no preference
        QTest::newRow("no preference") << 0U << -1;
        QTest::newRow("dark") << 1U << 1;
        QTest::newRow("light") << 2U << 0;
        QTest::newRow("a value of the future") << 7U << -1;
    }
    void schemeIsKnownWhenAskReturns() {
        QFETCH(uint, scheme);
        QFETCH(int, dark);
        m_portal->values[kAppearance + QStringLiteral("/color-scheme")] = scheme;
        DesktopAppearance desktop;
        desktop.ask();
        // At once, or, where this machine has no time for the portal's thread, a little later.
        QTRY_COMPARE(desktop.dark().has_value() ? int(*desktop.dark()) : -1, dark);
    }

    void highContrastComesFromEitherKey() {
        m_portal->values[kAppearance + QStringLiteral("/contrast")] = 1U;
        DesktopAppearance desktop;
        desktop.ask();
        QTRY_VERIFY(desktop.highContrast());
        m_portal->values.clear();
        m_portal->values[QStringLiteral("org.gnome.desktop.a11y.interface/high-contrast")] = true;
        DesktopAppearance gnome;
        gnome.ask();
        QTRY_VERIFY(gnome.highContrast());
    }

    void windowFollowsTheDesktopWhileItRuns() {
        m_portal->values[kAppearance + QStringLiteral("/color-scheme")] = 2U;
        AppTheme theme(*qApp);
        theme.apply(Theme::System, Contrast::System);
        theme.followDesktop();
        QTRY_COMPARE(&tokensFor(QApplication::palette()), &lightTokens());
        announce(QStringLiteral("color-scheme"), 1U);
        QTRY_COMPARE(&tokensFor(QApplication::palette()), &darkTokens());
        announce(QStringLiteral("contrast"), 1U);
        QTRY_COMPARE(&tokensFor(QApplication::palette()), &strongDarkTokens());
        announce(QStringLiteral("contrast"), 0U);
        QTRY_COMPARE(&tokensFor(QApplication::palette()), &darkTokens());
        // Who chose for themselves is left alone.
        theme.apply(Theme::Dark, Contrast::Normal);
        announce(QStringLiteral("color-scheme"), 2U);
        announce(QStringLiteral("contrast"), 1U);
        QTest::qWait(100);
        QCOMPARE(&tokensFor(QApplication::palette()), &darkTokens());
        theme.apply(Theme::System, Contrast::System);
        QCOMPARE(&tokensFor(QApplication::palette()), &strongLightTokens());
    }

private:
    void announce(const QString& key, uint value) {
        onPortalThread([this, key, value] {
            QDBusMessage signal = QDBusMessage::createSignal(kPath, kInterface, QStringLiteral("SettingChanged"));
            signal << kAppearance << key << QVariant::fromValue(QDBusVariant(value));
            QVERIFY(m_bus->send(signal));
        });
    }
    void onPortalThread(const std::function<void()>& work) {
        QMetaObject::invokeMethod(m_portal, work, Qt::BlockingQueuedConnection);
    }

    QThread m_thread;
    FakePortal* m_portal = nullptr;
    std::unique_ptr<QDBusConnection> m_bus;
};

QTEST_MAIN(TestDesktopAppearance)
#include "tst_desktop_appearance.moc"
