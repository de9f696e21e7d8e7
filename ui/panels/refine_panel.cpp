// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/refine_panel.h"

#include "ui/document/refine_document.h"
#include "ui/panels/extras_section.h"
#include "ui/panels/mask_section.h"
#include "ui/panels/more_section.h"
#include "ui/panels/prompt_section.h"
#include "ui/panels/seed_section.h"
#include "ui/panels/strength_section.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/run_button.h"
#include "ui/widgets/segmented_buttons.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPainter>
#include <QScrollArea>
#include <QStyle>

#include <algorithm>

namespace burnish::ui {

RefinePanel::RefinePanel(RefineDocument& document, Settings& settings, QWidget* parent)
    : QWidget(parent), m_document(document) {
    auto* column = m_column = new QWidget;
    column->setAutoFillBackground(false);
    m_prompt = new PromptSection(document, settings, column);
    m_strength = new StrengthSection(document, column);
    m_seed = new SeedSection(document, column);
    m_mask = new MaskSection(document, column);
    m_more = new MoreSection(document, settings, column);
    m_extras = new ExtrasSection(document, settings, column);
    m_fromRow = new QWidget(column);
    m_from = new SegmentedButtons(m_fromRow);
    m_from->addSegment(tr("Source"), tr("Refine the source picture"));
    m_from->addSegment(tr("This result"), tr("Refine the result that is shown"));
    auto* fromLayout = new QHBoxLayout(m_fromRow);
    fromLayout->setContentsMargins(0, 0, 0, 0);
    fromLayout->addWidget(new TextLabel(tr("Refine from"), TextRole::GroupTitle, m_fromRow));
    fromLayout->addStretch();
    fromLayout->addWidget(m_from);

    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(14);
    for (QWidget* section :
         {static_cast<QWidget*>(m_prompt), static_cast<QWidget*>(m_strength), static_cast<QWidget*>(m_seed),
          static_cast<QWidget*>(m_mask), static_cast<QWidget*>(m_more), static_cast<QWidget*>(m_extras), m_fromRow}) {
        layout->addWidget(section);
    }
    layout->addStretch();

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(column);
    scroll->setWidgetResizable(true);
    column->setAutoFillBackground(false);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_run = new RunButton(this);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(16, 6, 16, 14);
    foot->addWidget(m_run);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(scroll, 1);
    outer->addLayout(foot);
    column->installEventFilter(this);
    fitWidth();

    connect(m_run, &RunButton::clicked, this, [this] {
        m_run->state() == RunButton::State::Refine ? Q_EMIT refineRequested() : Q_EMIT cancelRequested();
    });
    connect(m_from, &SegmentedButtons::chosen, this,
            [this](int index) { m_document.setRefineFrom(index == 1 ? RefineFrom::Result : RefineFrom::Source); });
    connect(&document, &RefineDocument::settingsChanged, this, &RefinePanel::showFrom);
    connect(&document, &RefineDocument::currentChanged, this, &RefinePanel::showFrom);
    connect(&document, &RefineDocument::sourceChanged, this, &RefinePanel::showFrom);
    showFrom();
}

bool RefinePanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_column && event->type() == QEvent::LayoutRequest) {
        fitWidth();
    }
    return QWidget::eventFilter(watched, event);
}

void RefinePanel::fitWidth() {
    // The column does not scroll sideways: where a language needs more room, the panel is wider.
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    setMinimumWidth(std::max(scaled(328, font()), m_column->minimumSizeHint().width() + bar));
}

void RefinePanel::showFrom() {
    m_fromRow->setVisible(m_document.after() != nullptr);
    m_from->setCurrent(m_document.refineFrom() == RefineFrom::Result ? 1 : 0);
}

QSize RefinePanel::sizeHint() const {
    return {scaled(328, font()), scaled(600, font())};
}

void RefinePanel::paintEvent(QPaintEvent* /*event*/) {
    QPainter(this).fillRect(rect(), tokensFor(palette()).panel);
}

}  // namespace burnish::ui
