// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/controllers/recovery_controller.h"

#include "ui/common/error_text.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/jobs/picture_io.h"
#include "ui/widgets/error_bar.h"

#include <QDateTime>
#include <QLocale>

namespace burnish::ui {

RecoveryController::RecoveryController(RefineDocument& document, PictureIo& io, JobRunner& runner, ErrorBar& bar,
                                       QObject* parent)
    : QObject(parent), m_document(document), m_io(io), m_runner(runner), m_bar(bar) {
    connect(&io, &PictureIo::recoverableFound, this, &RecoveryController::offer);
    connect(&io, &PictureIo::recovered, this, &RecoveryController::restore);
}

RecoveryController::~RecoveryController() {
    for (const RecoverableSession& session : m_givenUp) {
        m_io.discardRecoverable(session);
    }
}

void RecoveryController::look() {
    m_io.findRecoverable();
}

void RecoveryController::offer(const RecoverableSessions& found) {
    for (const Error::Parts& problem : found.problems) {
        const ErrorText text = describeError(problem);
        m_bar.show({.kind = Notice::Kind::Error,
                    .title = tr("A part of an earlier session is damaged"),
                    .body = tr("What can be read is offered; the rest is left where it is."),
                    .details = text.details,
                    .actions = {},
                    .topic = {}});
    }
    // Newest first in the list, and the newest shown first in the bar.
    for (auto session = found.sessions.rbegin(); session != found.sessions.rend(); ++session) {
        offerSession(*session);
    }
}

void RecoveryController::offerSession(const RecoverableSession& session) {
    const QDateTime when =
        QDateTime::fromString(QString::fromStdString(session.content.created), Qt::ISODate).toLocalTime();
    const int results = static_cast<int>(session.content.results.size());
    m_bar.show(
        {.kind = Notice::Kind::Information,
         .title = tr("Burnish ended early: %n result(s) of %1 are here", nullptr, results)
                      .arg(QString::fromStdString(session.content.source_name)),
         .body = tr("From %1. Nothing that was finished is lost.").arg(QLocale().toString(when, QLocale::ShortFormat)),
         .details = {},
         .actions = {{tr("Bring back"), [this, session] { bringBack(session); }},
                     {tr("Give up"), [this, session] { giveUp(session); }}},
         .topic = {}});
}

void RecoveryController::giveUp(const RecoverableSession& session) {
    m_givenUp.push_back(session);
    const int results = static_cast<int>(session.content.results.size());
    m_bar.show({.kind = Notice::Kind::Information,
                .title = tr("%n result(s) of %1 were given up", nullptr, results)
                             .arg(QString::fromStdString(session.content.source_name)),
                .body = tr("They go when this window is closed."),
                .details = {},
                .actions = {{tr("Undo"),
                             [this, session] {
                                 std::erase_if(m_givenUp, [&](const RecoverableSession& other) {
                                     return other.folder == session.folder;
                                 });
                                 offerSession(session);
                             }}},
                .topic = {}});
}

void RecoveryController::bringBack(const RecoverableSession& session) {
    if (!m_document.isModified()) {
        m_io.recover(session);
        return;
    }
    // The open document would be replaced: its results come first, and the offer stands.
    m_bar.show({.kind = Notice::Kind::Information,
                .title = tr("Save the open results first"),
                .body = tr("Bringing the earlier session back replaces the open picture."),
                .details = {},
                .actions = {{tr("Bring back"), [this, session] { bringBack(session); }}},
                .topic = {}});
}

void RecoveryController::restore(const RecoveredDocument& recovered) {
    m_document.restore(recovered);
    m_runner.adoptSession(m_document.documentId(), recovered.folder);
}

}  // namespace burnish::ui
