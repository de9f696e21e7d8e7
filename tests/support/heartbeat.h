// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDebug>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <algorithm>

namespace burnish::test {

/// Measures the longest pause of the event loop of the thread that made it: a timer that should fire every
/// millisecond, and the longest time in which it did not.
class Heartbeat final : public QObject {
public:
    Heartbeat() {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        connect(&m_timer, &QTimer::timeout, this, [this] { beat(); });
        m_clock.start();
        m_timer.start();
    }

    /// Milliseconds, the time since the last beat included, so that a blocked loop counts while it is blocked.
    double longestPauseMs() const { return std::max(m_longest, sinceBeatMs()); }
    int beats() const { return m_beats; }
    void restart() {
        m_longest = 0;
        m_beats = 0;
        m_clock.restart();
    }

private:
    double sinceBeatMs() const { return static_cast<double>(m_clock.nsecsElapsed()) / 1e6; }
    void beat() {
        m_longest = std::max(m_longest, sinceBeatMs());
        ++m_beats;
        m_clock.restart();
    }

    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_longest = 0;
    int m_beats = 0;
};

/// The shortest of the longest pauses of several runs, ended by the first that keeps the limit. A starved machine holds
/// any thread up now and then; a loop that blocks by itself does so in every run.
template <typename Session>
double bestLongestPauseMs(int runs, double limitMs, Session&& session) {
    double best = -1;
    for (int i = 0; i < runs && (best < 0 || best > limitMs); ++i) {
        const double pause = session();
        qInfo("run %d: longest pause of the event loop %.1f ms", i + 1, pause);
        best = best < 0 ? pause : std::min(best, pause);
    }
    return best;
}

}  // namespace burnish::test
