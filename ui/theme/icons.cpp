// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QSvgRenderer>

// A static library's resources must be asked for; the macro wants the global namespace.
static void openResources() {
    Q_INIT_RESOURCE(resources);
}

namespace burnish::ui {
namespace {

QColor colourFor(bool accent, QIcon::Mode mode, QIcon::State state) {
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled) {
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    }
    if (accent || state == QIcon::On) {
        return palette.color(QPalette::Highlight);
    }
    return palette.color(QPalette::ButtonText);
}

/// Draws an SVG whose strokes are "currentColor" in a colour of the palette.
class IconEngine final : public QIconEngine {
public:
    IconEngine(QByteArray svg, bool accent) : m_svg(std::move(svg)), m_accent(accent) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        QByteArray coloured = m_svg;
        const QColor colour = colourFor(m_accent, mode, state);
        coloured.replace("currentColor", colour.name().toLatin1());
        QSvgRenderer renderer(coloured);
        painter->save();
        painter->setOpacity(painter->opacity() * colour.alphaF());
        renderer.render(painter, QRectF(rect));
        painter->restore();
    }

    // Not cached by QIcon's key, so that a change of theme is seen by the next paint.
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new IconEngine(*this); }
    QString key() const override { return QStringLiteral("burnish"); }

private:
    QByteArray m_svg;
    bool m_accent;
};

QIcon load(const QString& name, bool accent) {
    openResources();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "icon", qUtf8Printable(name));
    return opened ? QIcon(new IconEngine(file.readAll(), accent)) : QIcon();
}

}  // namespace

QIcon icon(const QString& name) {
    return load(name, false);
}

QIcon accentIcon(const QString& name) {
    return load(name, true);
}

}  // namespace burnish::ui
