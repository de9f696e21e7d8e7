// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/theme.h"

#include "ui/theme/burnish_style.h"
#include "ui/theme/desktop_appearance.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QFontInfo>
#include <QToolTip>

namespace burnish::ui {
namespace {

constexpr double kDesignText = 13.0;      // px
constexpr double kQtDefaultPoints = 9.0;  // what Qt falls back to where no desktop names a font

double ratioFor(TextRole role) {
    switch (role) {
    case TextRole::Secondary:
        return 12.0 / kDesignText;
    case TextRole::Mark:
        return 11.0 / kDesignText;
    case TextRole::Headline:
        return 22.0 / kDesignText;
    case TextRole::Body:
    case TextRole::GroupTitle:
        break;
    }
    return 1.0;
}

}  // namespace

AppTheme::AppTheme(QApplication& application) : m_application(application) {
    m_startedDark = application.palette().color(QPalette::Window).lightness() < 128;
    application.setStyle(new BurnishStyle);
    QFont font = application.font();
    if (qEnvironmentVariableIsEmpty("XDG_CURRENT_DESKTOP") && qFuzzyCompare(font.pointSizeF(), kQtDefaultPoints)) {
        font.setPointSizeF(kDesignText * 0.75);
        application.setFont(font);
    }
    dress();
}

AppTheme::~AppTheme() = default;

void AppTheme::followDesktop() {
    m_desktop = std::make_unique<DesktopAppearance>();
    m_desktop->ask();
    QObject::connect(m_desktop.get(), &DesktopAppearance::changed, m_desktop.get(), [this] { dress(); });
    dress();
}

void AppTheme::apply(Theme choice, Contrast contrast) {
    m_choice = choice;
    m_contrast = contrast;
    dress();
}

bool AppTheme::isDark() const {
    if (m_choice != Theme::System) {
        return m_choice == Theme::Dark;
    }
    return m_desktop && m_desktop->dark() ? *m_desktop->dark() : m_startedDark;
}

bool AppTheme::isHighContrast() const {
    return m_contrast == Contrast::High || (m_contrast == Contrast::System && m_desktop && m_desktop->highContrast());
}

void AppTheme::dress() {
    const Tokens& tokens = isHighContrast() ? (isDark() ? strongDarkTokens() : strongLightTokens())
                                            : (isDark() ? darkTokens() : lightTokens());
    const QPalette palette = paletteFrom(tokens);
    if (palette == m_application.palette()) {
        return;
    }
    m_application.setPalette(palette);
    QToolTip::setPalette(palette);
}

QPalette paletteFrom(const Tokens& tokens) {
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.window);
    palette.setColor(QPalette::WindowText, tokens.text);
    palette.setColor(QPalette::Base, tokens.field);
    palette.setColor(QPalette::AlternateBase, tokens.panel);
    palette.setColor(QPalette::Text, tokens.text);
    palette.setColor(QPalette::Button, tokens.raised);
    palette.setColor(QPalette::ButtonText, tokens.text);
    palette.setColor(QPalette::BrightText, tokens.error);
    palette.setColor(QPalette::PlaceholderText, tokens.secondary);
    palette.setColor(QPalette::Highlight, tokens.accent);
    palette.setColor(QPalette::HighlightedText, tokens.onAccent);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::LinkVisited, tokens.accent);
    palette.setColor(QPalette::ToolTipBase, tokens.raised);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::Light, tokens.raised);
    palette.setColor(QPalette::Midlight, tokens.raised);
    palette.setColor(QPalette::Mid, tokens.border);
    palette.setColor(QPalette::Dark, tokens.track);
    palette.setColor(QPalette::Shadow, tokens.dark ? QColor(0, 0, 0) : tokens.track);
    QColor faint = tokens.secondary;
    faint.setAlphaF(0.65F);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, faint);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tokens.track);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, tokens.text);
    return palette;
}

QFont fontFor(TextRole role, const QFont& base) {
    QFont font = base;
    const double ratio = ratioFor(role);
    if (base.pixelSize() > 0) {
        font.setPixelSize(qRound(base.pixelSize() * ratio));
    } else {
        font.setPointSizeF(base.pointSizeF() * ratio);
    }
    if (role == TextRole::GroupTitle || role == TextRole::Headline) {
        font.setWeight(QFont::DemiBold);
    }
    return font;
}

int scaled(int designPixels, const QFont& base) {
    return qRound(designPixels * QFontInfo(base).pixelSize() / kDesignText);
}

}  // namespace burnish::ui
