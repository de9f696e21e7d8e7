// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/screen_profile.h"

#include "ui/canvas/compare_view.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <xcb/xcb.h>

#include <cstdlib>

using namespace burnish::ui;

namespace {

const QColor kColour(200, 60, 20);

QImage flat(int edge) {
    QImage picture(edge, edge, QImage::Format_RGB32);
    picture.fill(kColour);
    picture.setColorSpace(QColorSpace::SRgb);
    return picture;
}

/// Primaries that no screen has, red and green changed over, so that a conversion cannot be missed.
QByteArray swappedProfile() {
    const QColorSpace swapped(QPointF(0.3127, 0.3290), QPointF(0.30, 0.60), QPointF(0.64, 0.33), QPointF(0.15, 0.06),
                              QColorSpace::TransferFunction::SRgb);
    return swapped.iccProfile();
}

/// The root window's property, set by a client of its own as a colour manager does.
class RootProperty {
public:
    RootProperty() : m_connection(xcb_connect(nullptr, nullptr)) {}
    ~RootProperty() { xcb_disconnect(m_connection); }
    Q_DISABLE_COPY_MOVE(RootProperty)

    void set(const QByteArray& profile) {
        xcb_change_property(m_connection, XCB_PROP_MODE_REPLACE, root(), atom(), XCB_ATOM_CARDINAL, 8,
                            static_cast<std::uint32_t>(profile.size()), profile.constData());
        finish();
    }
    void remove() {
        xcb_delete_property(m_connection, root(), atom());
        finish();
    }

private:
    xcb_window_t root() const { return xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data->root; }
    xcb_atom_t atom() const {
        const auto cookie = xcb_intern_atom(m_connection, 0, 12, "_ICC_PROFILE");
        auto* reply = xcb_intern_atom_reply(m_connection, cookie, nullptr);
        const xcb_atom_t found = reply->atom;
        std::free(reply);
        return found;
    }
    /// Waits until the server has done it.
    void finish() { std::free(xcb_get_input_focus_reply(m_connection, xcb_get_input_focus(m_connection), nullptr)); }

    xcb_connection_t* m_connection;
};

QColor shown(CompareView& view) {
    return view.grab().toImage().pixelColor(224, 224);
}

}  // namespace

class TestScreenProfile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { m_property.remove(); }

    void withoutProfileColoursStayAsTheyAre() {
        CompareView view;
        present(view, flat(200));
        QCOMPARE(shown(view), kColour);
    }

    void picturesAreShownInTheScreensColours_data() {
        QTest::addColumn<int>("edge");
        QTest::newRow("small") << 200;
        QTest::newRow("large, with halved copies") << 900;
    }

    /// What the screen then shows as its red is the picture's green.
    void picturesAreShownInTheScreensColours() {
        QFETCH(int, edge);
        m_property.set(swappedProfile());
        CompareView view;
        const QImage picture = flat(edge);
        present(view, picture);
        const QColor expected(kColour.green(), kColour.red(), kColour.blue());
        QTRY_VERIFY(isNear(shown(view), expected));
        QTest::qWait(300);
        QVERIFY(isNear(shown(view), expected));
        QCOMPARE(picture.pixelColor(0, 0), kColour);
    }

    void newProfileIsFollowed() {
        CompareView view;
        present(view, flat(200));
        QCOMPARE(shown(view), kColour);
        m_property.set(swappedProfile());
        QTRY_VERIFY(isNear(shown(view), QColor(kColour.green(), kColour.red(), kColour.blue())));
        m_property.remove();
        QTRY_COMPARE(shown(view), kColour);
    }

    void profileThatCostsNothing_data() {
        QTest::addColumn<QByteArray>("profile");
        QTest::newRow("sRGB") << QColorSpace(QColorSpace::SRgb).iccProfile();
        QTest::newRow("rubbish") << QByteArray(600, 'x');
        QTest::newRow("cut off") << swappedProfile().left(200);
    }

    /// sRGB needs no conversion, and what cannot be read changes nothing.
    void profileThatCostsNothing() {
        QFETCH(QByteArray, profile);
        m_property.set(profile);
        QWidget widget;
        const ScreenProfile screen(&widget);
        QVERIFY(!screen.colours().isValid());
        const QImage picture = flat(200);
        QCOMPARE(inScreenColours(picture, screen.colours()).cacheKey(), picture.cacheKey());
    }

    void alphaIsKept() {
        QImage picture(8, 8, QImage::Format_ARGB32_Premultiplied);
        picture.fill(QColor(200, 60, 20, 128));
        const QImage converted = inScreenColours(picture, QColorSpace::fromIccProfile(swappedProfile()));
        QCOMPARE(converted.format(), picture.format());
        QCOMPARE(converted.pixelColor(0, 0).alpha(), 128);
        QVERIFY(converted.pixelColor(0, 0).green() > 190);
    }

private:
    void present(CompareView& view, const QImage& picture) {
        view.resize(448, 448);
        view.setBefore(picture, QString());
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
    }
    static bool isNear(QColor one, QColor other) {
        return std::abs(one.red() - other.red()) <= 2 && std::abs(one.green() - other.green()) <= 2 &&
               std::abs(one.blue() - other.blue()) <= 2;
    }

    RootProperty m_property;
};

QTEST_MAIN(TestScreenProfile)
#include "tst_screen_profile.moc"
