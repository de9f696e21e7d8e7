// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/common/progress.h"
#include "ui/document/refine_job.h"

#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QTimer>

#include <optional>

namespace burnish::ui {

class ErrorBar;
class HistoryModel;
class JobRunner;
class ModelController;
class RefineDocument;
class RefinePanel;
class StatusLine;

/// One refinement from the button to the result: starts and cancels it, and keeps button, status line, history and
/// estimate in step with it. GUI thread.
class RefineController final : public QObject {
    Q_OBJECT
public:
    struct Views {
        RefinePanel& panel;
        StatusLine& status;
        HistoryModel& history;
        ErrorBar& bar;
    };
    RefineController(RefineDocument& document, JobRunner& runner, ModelController& models, Views views,
                     QObject* parent = nullptr);

    void refine();
    void cancel();
    bool canRefine() const;
    /// The latest preview of the running job; null before the first one and while none runs.
    const QImage& preview() const { return m_preview; }
    /// "Preview · step 7 of 15", or the stage; empty while none runs.
    QString pillText() const;
    quint64 runningId() const;
    quint64 runningParent() const;

Q_SIGNALS:
    void stateChanged();  ///< started, ended, may or may not be started
    void previewChanged();
    void memoryMayHaveChanged();

private:
    void showProgress(const Progress& progress);
    void onStarted(const RefineJob& job);
    void onFinished(const RefineOutcome& outcome);
    void onFailed(const JobError& error);
    void endRun();
    void updateButton();
    void updateEstimate();
    double share() const;

    RefineDocument& m_document;
    JobRunner& m_runner;
    ModelController& m_models;
    Views m_views;
    Progress m_progress;
    QImage m_preview;
    QElapsedTimer m_since;
    QTimer m_estimateTimer;
    double m_secondsPerStep = -1;  ///< of the last run
    double m_secondsAround = 0;    ///< what the last run took besides its steps
    qint64 m_timedPixels = 0;
    std::filesystem::path m_timedModel;
};

}  // namespace burnish::ui
