// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
// How MainWindow is put together; what it shows and does is in main_window.cpp, what is tied to what in
// main_window_connections.cpp.
#include "ui/actions.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/compare_view.h"
#include "ui/main_window.h"
#include "ui/panels/history_model.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/refine_panel.h"
#include "ui/panels/status_line.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/error_bar.h"
#include "ui/widgets/segmented_buttons.h"

#include <QAction>
#include <QBoxLayout>
#include <QMenuBar>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QSplitter>
#include <QToolButton>

namespace burnish::ui {
namespace {

constexpr int kHistoryWidth = 184;
constexpr int kPanelWidth = 328;
constexpr QSize kSmallest(960, 640);

/// A bar in the window's colour with a line below.
class Bar final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        painter.fillRect(rect(), tokensFor(palette()).window);
        painter.fillRect(QRect(0, height() - 1, width(), 1), tokensFor(palette()).border);
        painter.fillRect(QRect(0, 0, width(), 1), tokensFor(palette()).border);
    }
};

/// What the screen leaves for a window, its frame taken off.
QSize roomOnScreen(const QWidget& window) {
    return window.screen()->availableGeometry().size() - QSize(16, 48);
}

QToolButton* commandButton(QAction* action, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setIconSize(QSize(scaled(20, button->font()), scaled(20, button->font())));
    button->setFixedSize(scaled(32, button->font()), scaled(32, button->font()));
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text().remove(QLatin1Char('&')));
    return button;
}

}  // namespace

QSize MainWindow::smallestSize() const {
    // Larger text needs a larger window, as long as the screen has room for it.
    const QSize wanted(scaled(kSmallest.width(), font()), scaled(kSmallest.height(), font()));
    return wanted.boundedTo(roomOnScreen(*this)).expandedTo(kSmallest);
}

QWidget* MainWindow::buildToolBar() {
    auto* bar = new Bar(this);
    bar->setFixedHeight(scaled(46, font()));
    m_modes = new SegmentedButtons(bar);
    m_modes->addSegment(tr("Wipe"), tr("Before and after side to side, with a divider (R rotates it)"));
    m_modes->addSegment(tr("Flip"), tr("The result alone; hold the mouse button or B to see the source"));
    m_zooms = new SegmentedButtons(bar);
    m_zooms->addSegment(tr("Fit"), Actions::toolTipFor(*m_actions->zoomFit));
    m_zooms->addSegment(tr("100 %"), Actions::toolTipFor(*m_actions->zoomActual));
    m_zooms->addSegment(tr("200 %"), Actions::toolTipFor(*m_actions->zoomDouble));
    m_modelButton = new QPushButton(bar);
    m_modelButton->setFocusPolicy(Qt::TabFocus);
    m_modelButton->setMinimumWidth(scaled(168, font()));
    m_modelButton->setMaximumWidth(scaled(240, font()));

    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(9, 0, 14, 0);
    layout->setSpacing(2);
    layout->addWidget(commandButton(m_actions->open, bar));
    layout->addWidget(commandButton(m_actions->save, bar));
    layout->addSpacing(8);
    layout->addWidget(commandButton(m_actions->undo, bar));
    layout->addWidget(commandButton(m_actions->redo, bar));
    layout->addStretch(1);
    layout->addWidget(m_modes);
    layout->addSpacing(18);
    layout->addWidget(m_zooms);
    layout->addStretch(1);
    layout->addWidget(m_modelButton);
    return bar;
}

void MainWindow::build() {
    setObjectName(QStringLiteral("burnishWindow"));
    m_actions->fillMenuBar(*menuBar());
    auto* centre = new QWidget(this);
    m_toolBar = buildToolBar();
    m_historyModel = new HistoryModel(*m_document, *m_runner, this);
    m_history = new HistoryPanel(m_historyModel, centre);
    auto* middle = new QWidget(centre);
    m_errorBar = new ErrorBar(middle);
    m_canvas = new CanvasArea(middle);
    auto* middleLayout = new QVBoxLayout(middle);
    middleLayout->setContentsMargins(0, 0, 0, 0);
    middleLayout->setSpacing(0);
    middleLayout->addWidget(m_errorBar);
    middleLayout->addWidget(m_canvas, 1);
    m_panel = new RefinePanel(*m_document, m_settings, centre);
    m_splitter = new QSplitter(Qt::Horizontal, centre);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_history);
    m_splitter->addWidget(middle);
    m_splitter->addWidget(m_panel);
    m_splitter->setStretchFactor(1, 1);
    m_status = new StatusLine(centre);

    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_toolBar);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_status);
    setCentralWidget(centre);
    setMinimumSize(smallestSize());
    m_canvas->view()->installEventFilter(this);
}

void MainWindow::restoreLayout() {
    const QSize room = roomOnScreen(*this);
    resize(QSize(1440, 900).boundedTo(room).expandedTo(minimumSize()));
    restoreGeometry(m_settings.windowGeometry());
    const auto width = [this](int remembered, int usual) {
        return remembered > 0 ? remembered : scaled(usual, font());
    };
    const int left = width(m_settings.historyWidth(), kHistoryWidth);
    const int right = width(m_settings.panelWidth(), kPanelWidth);
    m_splitter->setSizes({left, std::max(320, QWidget::width() - left - right), right});
    m_history->setVisible(m_settings.historyVisible());
    m_panel->setVisible(m_settings.panelVisible());
    m_actions->historyPanel->setChecked(m_settings.historyVisible());
    m_actions->refinePanel->setChecked(m_settings.panelVisible());
}

void MainWindow::saveLayout() {
    m_settings.setWindowGeometry(saveGeometry());
    if (!m_actions->bareCanvas->isChecked()) {
        m_settings.setHistoryVisible(m_actions->historyPanel->isChecked());
        m_settings.setPanelVisible(m_actions->refinePanel->isChecked());
    }
    if (m_history->isVisible()) {
        m_settings.setHistoryWidth(m_history->width());
    }
    if (m_panel->isVisible()) {
        m_settings.setPanelWidth(m_panel->width());
    }
}

void MainWindow::setBare(bool bare) {
    m_history->setVisible(!bare && m_actions->historyPanel->isChecked());
    m_panel->setVisible(!bare && m_actions->refinePanel->isChecked());
    m_toolBar->setVisible(!bare);
    m_status->setVisible(!bare);
    if (bare) {
        m_canvas->view()->setFocus();
    }
}

}  // namespace burnish::ui
