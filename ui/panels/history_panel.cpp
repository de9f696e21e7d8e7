// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/history_panel.h"

#include "ui/panels/history_delegate.h"
#include "ui/panels/history_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text_label.h"

#include <QApplication>
#include <QBoxLayout>
#include <QListView>
#include <QMouseEvent>

namespace burnish::ui {

HistoryPanel::HistoryPanel(HistoryModel* model, QWidget* parent) : QWidget(parent), m_model(model) {
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    auto* title = new TextLabel(tr("History"), TextRole::GroupTitle, this);
    m_hint = new TextLabel(tr("Every result is kept here, with what made it."), TextRole::Secondary, this);
    m_hint->setWordWrap(true);
    m_list = new QListView(this);
    m_list->setModel(model);
    m_list->setItemDelegate(new HistoryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMouseTracking(true);
    m_list->setTabKeyNavigation(false);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("History of results"));
    m_list->viewport()->installEventFilter(this);
    title->setBuddy(m_list);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 13, 0, 0);
    layout->setSpacing(6);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(14, 0, 14, 0);
    head->setSpacing(10);
    head->addWidget(title);
    head->addWidget(m_hint);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    layout->addStretch();
    setMinimumWidth(scaled(150, font()));

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (!m_setting && index.isValid()) {
            Q_EMIT chosen(index.data(HistoryModel::IdRole).toULongLong());
        }
    });
    connect(m_list, &QListView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT restoreRequested(index.data(HistoryModel::IdRole).toULongLong());
    });
    connect(model, &QAbstractItemModel::modelReset, this, &HistoryPanel::updateHint);
    connect(model, &QAbstractItemModel::rowsInserted, this, &HistoryPanel::updateHint);
    updateHint();
}

void HistoryPanel::setCurrent(quint64 id) {
    m_setting = true;
    const QModelIndex index = m_model->indexOf(id);
    m_list->setCurrentIndex(index);
    if (index.isValid()) {
        m_list->scrollTo(index);
    }
    m_setting = false;
}

void HistoryPanel::updateHint() {
    m_hint->setVisible(m_model->rowCount() == 0);
    m_list->setVisible(m_model->rowCount() > 0);
    layout()->activate();
}

bool HistoryPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonPress) {
        m_pressed = static_cast<QMouseEvent*>(event)->pos();
        m_pressedId = m_list->indexAt(m_pressed).data(HistoryModel::IdRole).toULongLong();
    }
    if (event->type() == QEvent::MouseMove && static_cast<QMouseEvent*>(event)->buttons().testFlag(Qt::LeftButton)) {
        const QPoint way = static_cast<QMouseEvent*>(event)->pos() - m_pressed;
        if (m_pressedId != 0 && way.manhattanLength() >= QApplication::startDragDistance()) {
            const quint64 id = std::exchange(m_pressedId, 0);
            Q_EMIT dragOutRequested(id);
        }
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace burnish::ui
