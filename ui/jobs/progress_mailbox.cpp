// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/progress_mailbox.h"

#include <utility>

namespace burnish::ui {

bool ProgressMailbox::put(const Progress& progress) {
    const std::lock_guard lock(m_mutex);
    // A stage or step may report again without a preview: the last one stays worth showing.
    std::shared_ptr<const Image> preview = progress.preview ? progress.preview : std::move(m_latest.preview);
    const bool sameStage = progress.stage == m_latest.stage;
    m_latest = progress;
    if (sameStage)
        m_latest.preview = std::move(preview);
    return !std::exchange(m_posted, true);
}

Progress ProgressMailbox::take() {
    const std::lock_guard lock(m_mutex);
    m_posted = false;
    return m_latest;
}

void ProgressMailbox::clear() {
    const std::lock_guard lock(m_mutex);
    m_latest = {};
    m_posted = false;
}

}  // namespace burnish::ui
