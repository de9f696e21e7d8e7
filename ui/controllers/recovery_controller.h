// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/session_store.h"

#include <QObject>

#include <vector>

namespace burnish::ui {

class ErrorBar;
class JobRunner;
class PictureIo;
class RefineDocument;
struct RecoveredDocument;

/// Offers the sessions of a program that ended early, in the bar, once, after the first paint. What the user gives up
/// goes when the window closes, not before: until then it can be had back. GUI thread.
class RecoveryController final : public QObject {
    Q_OBJECT
public:
    RecoveryController(RefineDocument& document, PictureIo& io, JobRunner& runner, ErrorBar& bar,
                       QObject* parent = nullptr);
    /// Removes what was given up. The picture thread must still be there.
    ~RecoveryController() override;

    void look();

private:
    void offer(const RecoverableSessions& found);
    void offerSession(const RecoverableSession& session);
    void giveUp(const RecoverableSession& session);
    void bringBack(const RecoverableSession& session);
    void restore(const RecoveredDocument& recovered);

    RefineDocument& m_document;
    PictureIo& m_io;
    JobRunner& m_runner;
    ErrorBar& m_bar;
    std::vector<RecoverableSession> m_givenUp;
};

}  // namespace burnish::ui
