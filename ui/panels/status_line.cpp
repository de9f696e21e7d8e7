// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/status_line.h"

#include "ui/theme/burnish_style.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/elided_label.h"

#include <QApplication>
#include <QBoxLayout>
#include <QPainter>

#include <algorithm>

namespace burnish::ui {
namespace {

/// A thin bar without a text of its own.
class ThinBar final : public QWidget {
public:
    explicit ThinBar(QWidget* parent) : QWidget(parent) { setFixedSize(scaled(160, font()), scaled(8, font())); }
    void setShare(double share) {
        m_share = share;
        update();
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const Tokens& tokens = tokensFor(palette());
        QPainter painter(this);
        drawBox(painter, rect(), tokens.track, Qt::transparent, height() / 2.0);
        if (m_share > 0) {
            const double length = std::max<double>(height(), width() * std::min(1.0, m_share));
            drawBox(painter, QRectF(isRightToLeft() ? width() - length : 0, 0, length, height()), tokens.accent,
                    Qt::transparent, height() / 2.0);
        }
    }

private:
    double m_share = 0;
};

}  // namespace

StatusLine::StatusLine(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const auto label = [this](bool second) {
        auto* made = new ElidedLabel(this);
        made->setFont(fontFor(TextRole::Secondary, QApplication::font()));
        made->setForegroundRole(second ? QPalette::PlaceholderText : QPalette::WindowText);
        return made;
    };
    m_machine = label(true);
    m_picture = label(true);
    m_zoom = label(true);
    m_stage = label(false);
    m_left = label(true);
    auto* bar = new ThinBar(this);
    m_bar = bar;
    const auto row = [this](std::initializer_list<QWidget*> widgets) {
        auto* box = new QWidget(this);
        auto* layout = new QHBoxLayout(box);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(14);
        for (QWidget* widget : widgets) {
            layout->addWidget(widget, 0, Qt::AlignVCenter);
        }
        return box;
    };
    m_idle = row({m_picture, m_zoom});
    m_running = row({m_stage, m_bar, m_left});
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 1, 12, 0);
    layout->setSpacing(16);
    layout->addWidget(m_machine, 1);
    layout->addWidget(m_idle);
    layout->addWidget(m_running);
    setIdle();
}

void StatusLine::setMachineText(const QString& text, const QString& hint) {
    m_machine->setFullText(text);
    m_machine->setHint(hint);
}

void StatusLine::setPictureText(const QString& text, const QString& hint) {
    m_picture->setFullText(text);
    m_picture->setHint(hint);
}

void StatusLine::setZoomText(const QString& text) {
    m_zoom->setFullText(text);
}

void StatusLine::setRunning(const QString& stage, double share, const QString& timeLeft) {
    m_stage->setFullText(stage);
    static_cast<ThinBar*>(m_bar)->setShare(share);
    m_left->setFullText(timeLeft);
    m_idle->hide();
    m_running->show();
}

void StatusLine::setIdle() {
    m_running->hide();
    m_idle->show();
}

QSize StatusLine::sizeHint() const {
    return {scaled(400, font()), scaled(28, font())};
}

void StatusLine::paintEvent(QPaintEvent* /*event*/) {
    const Tokens& tokens = tokensFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.window);
    painter.fillRect(QRect(0, 0, width(), 1), tokens.border);
}

}  // namespace burnish::ui
