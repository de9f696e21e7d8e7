// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/tokens.h"

#include <QPalette>

namespace burnish::ui {

QColor Tokens::selection() const {
    constexpr double kShare = 0.19;
    const auto mix = [](double a, double b) { return static_cast<float>(a + (b - a) * kShare); };
    return QColor::fromRgbF(mix(panel.redF(), accent.redF()), mix(panel.greenF(), accent.greenF()),
                            mix(panel.blueF(), accent.blueF()));
}

const Tokens& darkTokens() {
    static const Tokens tokens{.dark = true,
                               .window = QColor(0x23, 0x24, 0x27),
                               .panel = QColor(0x2a, 0x2b, 0x2f),
                               .raised = QColor(0x34, 0x36, 0x3b),
                               .field = QColor(0x1f, 0x20, 0x23),
                               .border = QColor(0x40, 0x43, 0x4a),
                               .track = QColor(0x4a, 0x4d, 0x55),
                               .text = QColor(0xec, 0xec, 0xee),
                               .secondary = QColor(0xa8, 0xab, 0xb3),
                               .accent = QColor(0xe3, 0x9a, 0x5c),
                               .onAccent = QColor(0x20, 0x13, 0x06),
                               .error = QColor(0xf0, 0x8a, 0x80),
                               .canvas = QColor(0x1a, 0x1b, 0x1d)};
    return tokens;
}

const Tokens& lightTokens() {
    static const Tokens tokens{.dark = false,
                               .window = QColor(0xf2, 0xf2, 0xf3),
                               .panel = QColor(0xfb, 0xfb, 0xfc),
                               .raised = QColor(0xff, 0xff, 0xff),
                               .field = QColor(0xff, 0xff, 0xff),
                               .border = QColor(0xd3, 0xd4, 0xd8),
                               .track = QColor(0xc4, 0xc6, 0xcc),
                               .text = QColor(0x1c, 0x1d, 0x20),
                               .secondary = QColor(0x5c, 0x5f, 0x67),
                               .accent = QColor(0xa1, 0x50, 0x1a),
                               .onAccent = QColor(0xff, 0xff, 0xff),
                               .error = QColor(0xb3, 0x26, 0x1e),
                               .canvas = QColor(0xd9, 0xda, 0xde)};
    return tokens;
}

const Tokens& strongDarkTokens() {
    static const Tokens tokens = [] {
        Tokens strong = darkTokens();
        strong.strong = true;
        strong.border = QColor(0x9c, 0x9f, 0xa7);
        strong.track = QColor(0x9c, 0x9f, 0xa7);
        strong.text = QColor(0xff, 0xff, 0xff);
        strong.secondary = QColor(0xd6, 0xd8, 0xde);
        strong.accent = QColor(0xf2, 0xb4, 0x7c);
        strong.onAccent = QColor(0x10, 0x08, 0x00);
        return strong;
    }();
    return tokens;
}

const Tokens& strongLightTokens() {
    static const Tokens tokens = [] {
        Tokens strong = lightTokens();
        strong.strong = true;
        strong.border = QColor(0x66, 0x69, 0x70);
        strong.track = QColor(0x66, 0x69, 0x70);
        strong.text = QColor(0x00, 0x00, 0x00);
        strong.secondary = QColor(0x38, 0x3a, 0x40);
        strong.accent = QColor(0x85, 0x3c, 0x0c);
        return strong;
    }();
    return tokens;
}

const Tokens& tokensFor(const QPalette& palette) {
    const bool dark = palette.color(QPalette::Active, QPalette::Window).lightness() < 128;
    const Tokens& strong = dark ? strongDarkTokens() : strongLightTokens();
    if (palette.color(QPalette::Active, QPalette::Mid) == strong.border) {
        return strong;
    }
    return dark ? darkTokens() : lightTokens();
}

}  // namespace burnish::ui
