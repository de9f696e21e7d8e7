// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/screen_profile.h"

#include <QColorTransform>
#include <QEvent>
#include <QGuiApplication>
#include <QLibrary>
#include <QScreen>
#include <QWindow>

#include <cstdlib>
#include <memory>

#if __has_include(<xcb/xcb.h>)
#include <xcb/xcb.h>
#define BURNISH_HAS_XCB 1
#else
#define BURNISH_HAS_XCB 0
#endif

namespace burnish::ui {
namespace {

#if BURNISH_HAS_XCB

constexpr std::uint32_t kProfileWords = 4 * 1024 * 1024;  // four bytes each; larger ones are no screen's profile

struct FreeReply {
    void operator()(void* reply) const { std::free(reply); }
};
template <typename Reply>
using ReplyPtr = std::unique_ptr<Reply, FreeReply>;

/// The few calls that are needed, from the library that Qt's X11 platform has opened: the program itself needs none, so
/// that it starts where there is no X.
struct Xcb {
    QLibrary library{QStringLiteral("xcb"), 1};
#define BURNISH_XCB(call) decltype(&::call) call = reinterpret_cast<decltype(&::call)>(library.resolve(#call))
    BURNISH_XCB(xcb_get_setup);
    BURNISH_XCB(xcb_setup_roots_iterator);
    BURNISH_XCB(xcb_intern_atom);
    BURNISH_XCB(xcb_intern_atom_reply);
    BURNISH_XCB(xcb_get_property);
    BURNISH_XCB(xcb_get_property_reply);
    BURNISH_XCB(xcb_get_property_value);
    BURNISH_XCB(xcb_get_property_value_length);
#undef BURNISH_XCB

    bool isThere() const {
        return xcb_get_setup && xcb_setup_roots_iterator && xcb_intern_atom && xcb_intern_atom_reply &&
               xcb_get_property && xcb_get_property_reply && xcb_get_property_value && xcb_get_property_value_length;
    }
};

const Xcb& xcb() {
    static const Xcb calls;
    return calls;
}

/// Null where the program is not an X11 client.
xcb_connection_t* connection() {
    if (auto* x11 = qApp->nativeInterface<QNativeInterface::QX11Application>(); x11 != nullptr && xcb().isThere()) {
        return x11->connection();
    }
    return nullptr;
}

xcb_window_t rootOf(xcb_connection_t* connection) {
    return xcb().xcb_setup_roots_iterator(xcb().xcb_get_setup(connection)).data->root;
}

/// The name under which a screen's profile is kept; 0: nobody has ever used it.
xcb_atom_t profileAtom(xcb_connection_t* connection, qsizetype screen) {
    QByteArray name = "_ICC_PROFILE";
    if (screen > 0) {
        name += '_' + QByteArray::number(screen);
    }
    const auto cookie = xcb().xcb_intern_atom(connection, 1, static_cast<std::uint16_t>(name.size()), name.constData());
    const ReplyPtr<xcb_intern_atom_reply_t> reply(xcb().xcb_intern_atom_reply(connection, cookie, nullptr));
    return reply ? reply->atom : xcb_atom_t{XCB_ATOM_NONE};
}

QByteArray profileOf(const QScreen* screen) {
    xcb_connection_t* const server = connection();
    if (server == nullptr || screen == nullptr) {
        return {};
    }
    const xcb_atom_t atom = profileAtom(server, QGuiApplication::screens().indexOf(screen));
    if (atom == XCB_ATOM_NONE) {
        return {};
    }
    const auto cookie = xcb().xcb_get_property(server, 0, rootOf(server), atom, XCB_ATOM_ANY, 0, kProfileWords);
    const ReplyPtr<xcb_get_property_reply_t> reply(xcb().xcb_get_property_reply(server, cookie, nullptr));
    if (!reply || reply->format != 8 || reply->bytes_after != 0) {
        return {};
    }
    return {static_cast<const char*>(xcb().xcb_get_property_value(reply.get())),
            xcb().xcb_get_property_value_length(reply.get())};
}

bool isProfileChange(void* message, const QScreen* screen) {
    const auto* event = static_cast<const xcb_property_notify_event_t*>(message);
    xcb_connection_t* const server = connection();
    return (event->response_type & 0x7F) == XCB_PROPERTY_NOTIFY && server != nullptr && screen != nullptr &&
           event->window == rootOf(server) &&
           event->atom == profileAtom(server, QGuiApplication::screens().indexOf(screen));
}

#else

QByteArray profileOf(const QScreen*) {
    return {};
}

bool isProfileChange(void*, const QScreen*) {
    return false;
}

#endif

}  // namespace

ScreenProfile::ScreenProfile(QWidget* widget) : QObject(widget), m_widget(widget) {
    widget->installEventFilter(this);
    qApp->installNativeEventFilter(this);
    read();
}

void ScreenProfile::watchWindow() {
    QWindow* const window = m_widget->window()->windowHandle();
    if (window != m_window) {
        if (m_window) {
            m_window->disconnect(this);
        }
        m_window = window;
        if (window != nullptr) {
            connect(window, &QWindow::screenChanged, this, &ScreenProfile::read);
        }
    }
    read();
}

void ScreenProfile::read() {
    const QByteArray profile = profileOf(m_widget->screen());
    QColorSpace colours = profile.isEmpty() ? QColorSpace() : QColorSpace::fromIccProfile(profile);
    if (colours.isValid() && QColorSpace(QColorSpace::SRgb).transformationToColorSpace(colours).isIdentity()) {
        colours = {};
    }
    if (colours != m_colours) {
        m_colours = colours;
        Q_EMIT changed(m_colours);
    }
}

bool ScreenProfile::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_widget && event->type() == QEvent::Show) {
        watchWindow();
    }
    return false;
}

bool ScreenProfile::nativeEventFilter(const QByteArray& eventType, void* message, qintptr* /*result*/) {
    if (eventType == "xcb_generic_event_t" && isProfileChange(message, m_widget->screen())) {
        // Not here: the reply would be awaited in the middle of the queue.
        QMetaObject::invokeMethod(this, &ScreenProfile::read, Qt::QueuedConnection);
    }
    return false;
}

QImage inScreenColours(const QImage& picture, const QColorSpace& colours) {
    if (picture.isNull() || !colours.isValid()) {
        return picture;
    }
    QImage shown = picture.copy();
    shown.applyColorTransform(QColorSpace(QColorSpace::SRgb).transformationToColorSpace(colours));
    shown.setColorSpace(colours);
    return shown;
}

}  // namespace burnish::ui
