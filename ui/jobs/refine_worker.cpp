// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/refine_worker.h"

#include "ui/common/image_conversion.h"
#include "ui/document/picture.h"
#include "ui/jobs/exception_text.h"

#include <QElapsedTimer>

#include <utility>

namespace burnish::ui {

RefineWorker::RefineWorker(JobEnvironment environment, std::shared_ptr<ProgressMailbox> mailbox)
    : m_environment(std::move(environment)), m_mailbox(std::move(mailbox)) {}

RefineWorker::~RefineWorker() = default;

Engine& RefineWorker::engine() {
    if (!m_engine) {
        m_engine = m_environment.openEngine();
        Q_EMIT engineReady(QString::fromStdString(m_engine->library_versions()));
    }
    return *m_engine;
}

PictureCodec& RefineWorker::codec() {
    if (!m_codec)
        m_codec = m_environment.openCodec();
    return *m_codec;
}

void RefineWorker::openEngine() {
    try {
        engine();
    } catch (...) {
        if (const auto parts = caughtParts())
            Q_EMIT failed({.parts = *parts});
    }
}

void RefineWorker::run(const RefineJob& job, std::stop_token stop) {
    try {
        Q_EMIT finished(refine(job, std::move(stop)));
    } catch (...) {
        const auto parts = caughtParts();
        if (!parts) {
            Q_EMIT cancelled(job.resultId);
            return;
        }
        // After an unforeseen failure the engine's caches may be half built, and after a shortage they are in the way.
        if (parts->code == ErrorCode::OutOfMemory || parts->code == ErrorCode::Internal)
            releaseModels();
        Q_EMIT failed(
            {.documentId = job.documentId, .resultId = job.resultId, .parentId = job.parentId, .parts = *parts});
    }
}

RefineOutcome RefineWorker::refine(const RefineJob& job, std::stop_token stop) {
    QElapsedTimer clock;
    clock.start();
    if (stop.stop_requested())
        throw Cancelled();
    const auto report = [this](const Progress& progress) {
        if (m_mailbox->put(progress))
            Q_EMIT progressPosted();
    };
    RefineOutcome outcome{.documentId = job.documentId, .resultId = job.resultId, .parentId = job.parentId};
    if (!m_engine)
        report({.stage = Stage::OpenEngine});
    RefineRequest request = job.request;
    if (request.source)
        request.source = codec().toWorking(request.source, stop);
    outcome.result = engine().refine(request, report, stop);
    if (request.source && outcome.result.image)
        outcome.result.image = outcome.result.image == request.source
                                   ? job.request.source
                                   : codec().fromWorking(outcome.result.image, *job.request.source,
                                                         job.request.settings.allow_colour, stop);
    SourceIdentity input = job.input;
    if (input.pixel_sha256.empty() && job.request.source)
        input.pixel_sha256 = pixel_sha256(*job.request.source);
    outcome.recipe = Recipe(outcome.result, input, job.modelName, job.before ? &*job.before : nullptr);
    outcome.display = toDisplayImage(outcome.result.image);
    outcome.thumbnail = toThumbnail(outcome.display, kThumbnailEdge);
    outcome.seconds = static_cast<double>(clock.elapsed()) / 1000.0;
    // A picture from text belongs to no document yet: it is written as a file of its own and opened.
    if (!job.request.settings.generate) {
        report({.stage = Stage::Save});
        store(job, outcome);
    }
    return outcome;
}

void RefineWorker::store(const RefineJob& job, RefineOutcome& outcome) {
    // A full disk must not cost the result that is in memory: it is shown, and the problem is said.
    try {
        const PictureTexts texts{.parameters = outcome.recipe.to_parameters(), .recipe = outcome.recipe.to_json()};
        const auto png = codec().encode(*outcome.result.image, {.format = ImageFormat::Png, .texts = texts});
        SessionResult entry{.id = outcome.resultId, .seconds = outcome.seconds};
        if (outcome.parentId != kSourceId)
            entry.parent = outcome.parentId;
        sessionFor(job).add_result(std::move(entry), png);
    } catch (...) {
        outcome.sessionProblem = caughtParts();
    }
}

SessionStore& RefineWorker::sessionFor(const RefineJob& job) {
    if (m_session && m_sessionDocument == job.documentId)
        return *m_session;
    closeSession(false);
    const SessionSource& source = *job.source;
    SessionContent content{.source_path = source.path, .source_name = source.name, .source = source.identity};
    const auto png = codec().encode(*source.image, {.format = ImageFormat::Png, .metadata = source.metadata});
    m_session = SessionStore::create(m_environment.sessionRoot, std::move(content), png);
    m_sessionDocument = job.documentId;
    return *m_session;
}

void RefineWorker::releaseModels() {
    try {
        if (m_engine)
            m_engine->release_models();
    } catch (...) {
        // An engine that cannot even let go of its weights is replaced by a new one.
        m_engine.reset();
    }
}

void RefineWorker::adoptSession(quint64 documentId, const std::filesystem::path& folder) {
    closeSession(false);
    try {
        m_session = SessionStore::adopt(folder);
        m_sessionDocument = documentId;
    } catch (...) {
        if (const auto parts = caughtParts())
            Q_EMIT sessionFailed(*parts);
    }
}

void RefineWorker::markSaved(quint64 documentId, quint64 resultId) {
    if (!m_session || m_sessionDocument != documentId)
        return;
    try {
        m_session->mark_saved(resultId);
    } catch (...) {
        if (const auto parts = caughtParts())
            Q_EMIT sessionFailed(*parts);
    }
}

void RefineWorker::closeSession(bool discard) {
    if (!m_session)
        return;
    try {
        discard ? m_session->discard() : m_session->close_cleanly();
    } catch (...) {
        if (const auto parts = caughtParts())
            Q_EMIT sessionFailed(*parts);
    }
    m_session.reset();
    m_sessionDocument = 0;
}

}  // namespace burnish::ui
