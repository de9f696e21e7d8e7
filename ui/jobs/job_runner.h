// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/document/refine_job.h"
#include "ui/jobs/job_environment.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThread>
#include <QTimer>

#include <memory>
#include <stop_token>

namespace burnish::ui {

class ProgressMailbox;
class RefineWorker;

/// The GUI thread's side of the inference thread: one job at a time, answers by signals on the GUI thread. Each `start`
/// ends in exactly one of `finished`, `failed`, `cancelled`.
class JobRunner final : public QObject {
    Q_OBJECT
public:
    explicit JobRunner(JobEnvironment environment, QObject* parent = nullptr);
    /// Requests stop, ends the session (see `endSession`), waits for the thread.
    ~JobRunner() override;

    /// False if a job is running already.
    bool start(const RefineJob& job);
    /// Answers at once with `cancelling`; `cancelled` (or a result that was ready just then) follows. Nothing if idle.
    void cancel();
    bool isRunning() const { return m_running; }
    bool isCancelling() const { return m_running && m_stop.stop_requested(); }
    const RefineJob& job() const { return m_job; }  ///< the running or last one

    /// Opens the engine ahead of the first job; call after the first paint. Ends in `engineReady` or `failed`.
    void warmUp();
    /// Drops every loaded weight once the running job has ended.
    void releaseModels();
    void adoptSession(quint64 documentId, const std::filesystem::path& folder);
    void markSaved(quint64 documentId, quint64 resultId);
    /// The document is closed. `discard`: the user gave the unsaved results up; else they are offered at the next
    /// start.
    void endSession(bool discard);

Q_SIGNALS:
    void engineReady(const QString& versions);
    void started(const burnish::ui::RefineJob& job);
    void progressChanged(const burnish::Progress& progress);  ///< the latest, at most 10 a second
    void cancelling();
    void finished(const burnish::ui::RefineOutcome& outcome);
    void failed(const burnish::ui::JobError& error);
    void cancelled(quint64 resultId);
    void runningChanged(bool running);
    void sessionFailed(const burnish::Error::Parts& parts);  ///< the session folder could not be written

private:
    void deliverProgress();
    void emitProgress();
    void endJob();

    QThread m_thread;
    std::shared_ptr<ProgressMailbox> m_mailbox;
    RefineWorker* m_worker;  ///< lives on m_thread, deleted there
    std::stop_source m_stop{std::nostopstate};
    RefineJob m_job;
    QElapsedTimer m_sinceProgress;
    QTimer m_progressTimer;
    bool m_running = false;
};

}  // namespace burnish::ui
