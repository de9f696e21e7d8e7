// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QVector>

namespace burnish::ui {

class JobRunner;
class RefineDocument;

/// The document's pictures as rows, each result below its parent, with a place for the running one. GUI thread.
class HistoryModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole,
        DepthRole,
        SubtitleRole,
        ShorterSubtitlesRole,  ///< QStringList: what to say where the subtitle does not fit, the longest first
        ThumbnailRole,
        RunningRole,
        UnsavedRole
    };

    HistoryModel(const RefineDocument& document, const JobRunner& runner, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QModelIndex indexOf(quint64 id) const;
    quint64 runningId() const { return m_runningId; }
    /// What the running row says below its title ("step 7 of 15").
    void setRunningText(const QString& text);

private:
    void rebuild();
    void refreshRow(quint64 id);
    QVariant runningData(int role) const;

    const RefineDocument& m_document;
    const JobRunner& m_runner;
    QVector<quint64> m_rows;
    quint64 m_runningId = 0;
    QString m_runningText;
};

}  // namespace burnish::ui
