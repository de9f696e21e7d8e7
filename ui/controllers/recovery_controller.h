// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/session_store.h"

#include <QObject>

namespace burnish::ui {

class ErrorBar;
class JobRunner;
class PictureIo;
class RefineDocument;
struct RecoveredDocument;

/// Offers the sessions of a program that ended early, in the bar, once, after the first paint. GUI thread.
class RecoveryController final : public QObject {
    Q_OBJECT
public:
    RecoveryController(RefineDocument& document, PictureIo& io, JobRunner& runner, ErrorBar& bar, QObject* parent = nullptr);

    void look();

private:
    void offer(const RecoverableSessions& found);
    void bringBack(const RecoverableSession& session);
    void restore(const RecoveredDocument& recovered);

    RefineDocument& m_document;
    PictureIo& m_io;
    JobRunner& m_runner;
    ErrorBar& m_bar;
};

}  // namespace burnish::ui
