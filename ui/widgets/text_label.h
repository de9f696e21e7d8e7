// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace burnish::ui {

/// Lets a label's text begin at the reading side. QLabel goes by the letters instead: a Latin name or a number would
/// stand at the wrong end of a mirrored window. Centred labels are left alone.
void alignLeading(QLabel& label);

/// Plain text in one of the design's roles; keeps its rank when the user's font or the theme changes.
class TextLabel final : public QLabel {
    Q_OBJECT
public:
    TextLabel(const QString& text, TextRole role, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void dress();
    TextRole m_role;
    bool m_dressing = false;
};

}  // namespace burnish::ui
