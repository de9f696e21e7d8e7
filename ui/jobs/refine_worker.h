// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/session_store.h"
#include "ui/document/refine_job.h"
#include "ui/jobs/job_environment.h"
#include "ui/jobs/progress_mailbox.h"

#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>

namespace burnish::ui {

/// Owns the engine and the open session. Made on the GUI thread, moved to the worker thread and used only there; engine
/// and codec are opened, used and destroyed on it. No exception leaves a slot.
class RefineWorker final : public QObject {
    Q_OBJECT
public:
    RefineWorker(JobEnvironment environment, std::shared_ptr<ProgressMailbox> mailbox);
    ~RefineWorker() override;

    void openEngine();
    void run(const RefineJob& job, std::stop_token stop);
    void releaseModels();
    /// Further results of this document go into the recovered session's folder.
    void adoptSession(quint64 documentId, const std::filesystem::path& folder);
    void markSaved(quint64 documentId, quint64 resultId);
    /// Ends the open session: removed if `discard` or if every result is saved, else left to be offered again.
    void closeSession(bool discard);

Q_SIGNALS:
    void engineReady(const QString& versions);
    void progressPosted();
    void finished(const burnish::ui::RefineOutcome& outcome);
    void failed(const burnish::ui::JobError& error);
    void cancelled(quint64 resultId);
    void sessionFailed(const burnish::Error::Parts& parts);

private:
    Engine& engine();
    PictureCodec& codec();
    RefineOutcome refine(const RefineJob& job, std::stop_token stop);
    void store(const RefineJob& job, RefineOutcome& outcome);
    SessionStore& sessionFor(const RefineJob& job);

    JobEnvironment m_environment;
    std::shared_ptr<ProgressMailbox> m_mailbox;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<PictureCodec> m_codec;
    std::optional<SessionStore> m_session;
    quint64 m_sessionDocument = 0;
};

}  // namespace burnish::ui
