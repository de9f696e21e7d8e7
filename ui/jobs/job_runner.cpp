// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/job_runner.h"

#include "ui/document/picture.h"
#include "ui/jobs/progress_mailbox.h"
#include "ui/jobs/refine_worker.h"

#include <algorithm>
#include <utility>

namespace burnish::ui {

namespace {

constexpr int kProgressIntervalMs = 100;

void registerValueTypes() {
    qRegisterMetaType<RefineJob>();
    qRegisterMetaType<RefineOutcome>();
    qRegisterMetaType<JobError>();
    qRegisterMetaType<Progress>();
    qRegisterMetaType<Error::Parts>();
}

}  // namespace

JobRunner::JobRunner(JobEnvironment environment, QObject* parent)
    : QObject(parent), m_mailbox(std::make_shared<ProgressMailbox>()),
      m_worker(new RefineWorker(std::move(environment), m_mailbox)) {
    registerValueTypes();
    m_thread.setObjectName(QStringLiteral("refine"));
    m_progressTimer.setSingleShot(true);
    m_progressTimer.setTimerType(Qt::PreciseTimer);  // a coarse one may fire 5 % early
    connect(&m_progressTimer, &QTimer::timeout, this, &JobRunner::emitProgress);
    connect(m_worker, &RefineWorker::progressPosted, this, &JobRunner::deliverProgress, Qt::QueuedConnection);
    connect(m_worker, &RefineWorker::engineReady, this, &JobRunner::engineReady);
    connect(m_worker, &RefineWorker::sessionFailed, this, &JobRunner::sessionFailed);
    connect(m_worker, &RefineWorker::finished, this, [this](const RefineOutcome& outcome) {
        endJob();
        Q_EMIT finished(outcome);
    });
    connect(m_worker, &RefineWorker::failed, this, [this](const JobError& error) {
        if (error.resultId != 0)
            endJob();
        Q_EMIT failed(error);
    });
    connect(m_worker, &RefineWorker::cancelled, this, [this](quint64 resultId) {
        endJob();
        Q_EMIT cancelled(resultId);
    });
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

JobRunner::~JobRunner() {
    m_stop.request_stop();
    // Behind everything that was asked for before (marks of saved results, the end of a session), so none of it is
    // lost.
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, thread = &m_thread] {
        worker->closeSession(false);
        thread->quit();
    });
    m_thread.wait();
}

bool JobRunner::start(const RefineJob& job) {
    if (m_running)
        return false;
    m_running = true;
    m_job = job;
    m_stop = std::stop_source();
    m_sinceProgress.invalidate();
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, job, stop = m_stop.get_token()] { worker->run(job, stop); },
        Qt::QueuedConnection);
    Q_EMIT runningChanged(true);
    Q_EMIT started(m_job);
    return true;
}

void JobRunner::cancel() {
    if (!m_running || m_stop.stop_requested())
        return;
    m_stop.request_stop();
    Q_EMIT cancelling();
}

void JobRunner::warmUp() {
    QMetaObject::invokeMethod(m_worker, &RefineWorker::openEngine, Qt::QueuedConnection);
}

void JobRunner::releaseModels() {
    QMetaObject::invokeMethod(m_worker, &RefineWorker::releaseModels, Qt::QueuedConnection);
}

void JobRunner::adoptSession(quint64 documentId, const std::filesystem::path& folder) {
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, documentId, folder] { worker->adoptSession(documentId, folder); },
        Qt::QueuedConnection);
}

void JobRunner::markSaved(quint64 documentId, quint64 resultId) {
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, documentId, resultId] { worker->markSaved(documentId, resultId); },
        Qt::QueuedConnection);
}

void JobRunner::endSession(bool discard) {
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, discard] { worker->closeSession(discard); }, Qt::QueuedConnection);
}

void JobRunner::deliverProgress() {
    // The notice waits out the interval; whatever the worker reports meanwhile overwrites the value in the mailbox.
    const qint64 passed = m_sinceProgress.isValid() ? m_sinceProgress.elapsed() : kProgressIntervalMs;
    if (passed >= kProgressIntervalMs)
        emitProgress();
    else
        m_progressTimer.start(static_cast<int>(kProgressIntervalMs - passed));
}

void JobRunner::emitProgress() {
    const Progress latest = m_mailbox->take();
    if (!m_running)
        return;
    m_sinceProgress.start();
    Q_EMIT progressChanged(latest);
}

void JobRunner::endJob() {
    m_running = false;
    m_progressTimer.stop();
    m_mailbox->clear();
    Q_EMIT runningChanged(false);
}

}  // namespace burnish::ui
