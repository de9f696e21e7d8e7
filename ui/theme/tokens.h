// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>

class QPalette;

namespace burnish::ui {

/// The colours of the design, by what they are for. The canvas colour is the neutral that surrounds a picture.
struct Tokens {
    bool dark = false;
    bool strong = false;  ///< high contrast: every control has an outline, of at least 3:1
    QColor window;        ///< bars
    QColor panel;         ///< side panels and cards
    QColor raised;        ///< buttons and what is selected
    QColor field;         ///< inputs
    QColor border;        ///< lines between parts
    QColor track;         ///< slider grooves
    QColor text;
    QColor secondary;  ///< second-rank text
    QColor accent;     ///< primary button, value, focus
    QColor onAccent;   ///< text on the accent
    QColor error;      ///< always with an icon and words
    QColor canvas;

    /// The accent at 19 % over the panel: what is selected.
    QColor selection() const;
};

const Tokens& darkTokens();
const Tokens& lightTokens();
const Tokens& strongDarkTokens();
const Tokens& strongLightTokens();
/// The tokens a palette of ours was made from: dark or light by the lightness of its window colour, strong by its
/// lines.
const Tokens& tokensFor(const QPalette& palette);

}  // namespace burnish::ui
