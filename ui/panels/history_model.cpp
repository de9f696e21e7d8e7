// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/history_model.h"

#include "ui/common/time_text.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"

#include <QLocale>

namespace burnish::ui {

HistoryModel::HistoryModel(const RefineDocument& document, const JobRunner& runner, QObject* parent)
    : QAbstractListModel(parent), m_document(document), m_runner(runner) {
    connect(&document, &RefineDocument::sourceChanged, this, &HistoryModel::rebuild);
    connect(&document, &RefineDocument::pictureAdded, this, &HistoryModel::rebuild);
    connect(&document, &RefineDocument::pictureSaved, this, &HistoryModel::refreshRow);
    connect(&runner, &JobRunner::runningChanged, this, &HistoryModel::rebuild);
    rebuild();
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QModelIndex HistoryModel::indexOf(quint64 id) const {
    const auto row = m_rows.indexOf(id);
    return row < 0 ? QModelIndex() : index(static_cast<int>(row));
}

void HistoryModel::setRunningText(const QString& text) {
    if (m_runningText != text) {
        m_runningText = text;
        refreshRow(m_runningId);
    }
}

void HistoryModel::refreshRow(quint64 id) {
    const QModelIndex row = indexOf(id);
    if (row.isValid()) {
        Q_EMIT dataChanged(row, row);
    }
}

void HistoryModel::rebuild() {
    QVector<quint64> rows = m_document.order();
    const RefineJob& job = m_runner.job();
    const bool running =
        m_runner.isRunning() && job.documentId == m_document.documentId() && !rows.contains(job.resultId);
    m_runningId = running ? job.resultId : 0;
    if (running) {
        // Behind the parent and everything that was made from it.
        auto at = rows.indexOf(job.parentId) + 1;
        while (at < rows.size() && m_document.depth(rows.at(at)) > m_document.depth(job.parentId)) {
            ++at;
        }
        rows.insert(at, job.resultId);
    } else {
        m_runningText.clear();
    }
    int same = 0;
    while (same < m_rows.size() && same < rows.size() && m_rows.at(same) == rows.at(same)) {
        ++same;
    }
    if (rows.size() == m_rows.size() + 1 && rows.mid(same + 1) == m_rows.mid(same)) {
        beginInsertRows({}, same, same);
        m_rows = rows;
        endInsertRows();
    } else if (rows.size() + 1 == m_rows.size() && m_rows.mid(same + 1) == rows.mid(same)) {
        beginRemoveRows({}, same, same);
        m_rows = rows;
        endRemoveRows();
    } else if (rows != m_rows || m_rows.size() <= 1) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    } else {
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    }
}

QVariant HistoryModel::runningData(int role) const {
    const RefineJob& job = m_runner.job();
    const Picture* parent = m_document.picture(job.parentId);
    switch (role) {
    case Qt::DisplayRole:
        return QLocale().toString(job.request.settings.strength, 'f', 2);
    case SubtitleRole:
        return m_runningText.isEmpty() ? tr("starting…") : m_runningText;
    case Qt::AccessibleTextRole:
        return tr("Running: strength %1, %2").arg(runningData(Qt::DisplayRole).toString(), m_runningText);
    case ThumbnailRole:
        return parent != nullptr ? QVariant::fromValue(parent->thumbnail) : QVariant();
    case DepthRole:
        return parent != nullptr ? m_document.depth(parent->id) + 1 : 1;
    case RunningRole:
        return true;
    default:
        return {};
    }
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows.size()) {
        return {};
    }
    const quint64 id = m_rows.at(index.row());
    if (role == IdRole) {
        return id;
    }
    const Picture* picture = m_document.picture(id);
    if (picture == nullptr) {
        return id == m_runningId ? runningData(role) : QVariant();
    }
    const QLocale locale;
    switch (role) {
    case Qt::DisplayRole:
        return picture->isSource() ? tr("Source") : locale.toString(picture->settings.strength, 'f', 2);
    case SubtitleRole:
        if (picture->isSource()) {
            return tr("%1 × %2").arg(picture->display.width()).arg(picture->display.height());
        }
        return tr("seed %1 · %2").arg(picture->settings.seed).arg(measuredDuration(picture->seconds));
    case ShorterSubtitlesRole:
        if (picture->isSource()) {
            return {};
        }
        return QStringList{tr("seed %1").arg(picture->settings.seed), QString::number(picture->settings.seed)};
    case Qt::AccessibleTextRole:
        return picture->isSource() ? tr("Source, %1").arg(picture->name)
                                   : tr("%1, strength %2").arg(picture->name, data(index, Qt::DisplayRole).toString());
    case Qt::ToolTipRole:
        return picture->isSource() ? picture->name
                                   : tr("%1 · %2 · double click restores its settings")
                                         .arg(picture->name, data(index, SubtitleRole).toString());
    case ThumbnailRole:
        return QVariant::fromValue(picture->thumbnail);
    case DepthRole:
        return m_document.depth(id);
    case RunningRole:
        return false;
    case UnsavedRole:
        return !picture->isSource() && !m_document.isSaved(id);
    default:
        return {};
    }
}

}  // namespace burnish::ui
