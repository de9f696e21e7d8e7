// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/session_store.h"
#include "ui/document/picture.h"
#include "ui/document/refine_job.h"
#include "ui/jobs/job_environment.h"

#include <QObject>
#include <QSize>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>
#include <memory>
#include <stop_token>

namespace burnish::ui {

class PictureIoWorker;

/// Files in and out on a thread of its own, so that a slow disk or decoder never holds up the window. Called from the
/// GUI thread, answers there by signals. A newer `open` cancels an earlier one, whose result is dropped.
class PictureIo final : public QObject {
    Q_OBJECT
public:
    explicit PictureIo(JobEnvironment environment, QObject* parent = nullptr);
    ~PictureIo() override;

    void open(const std::filesystem::path& path);
    void openPasted(const QImage& picture);
    /// Decodes a session of `findRecoverable`; cancels an earlier `open`.
    void recover(const RecoverableSession& session);
    void cancelOpen();
    /// Decodes a mask for a picture of `size`; ends in `maskOpened` or `maskFailed`.
    void openMask(const std::filesystem::path& path, const QSize& size);
    /// Reads the invisible mark of a picture; `key` comes back with `watermarkRead`.
    void readWatermark(quint64 key, const std::shared_ptr<const Image>& image);
    bool isOpening() const { return m_opening; }

    /// Encodes, checks, and replaces `path` as a whole or not at all. `pictureId` comes back with the answer. `same` is
    /// the file whose pixels the picture has: in its own format with losses its coded data are kept.
    void save(quint64 pictureId, const std::shared_ptr<const Image>& image, const std::filesystem::path& path,
              const EncodeOptions& options, const FileVersion& same = {});
    bool isSaving() const { return m_saves > 0; }
    /// Writes a PNG named `fileName` into a private temporary folder, for dragging a result out of the window.
    void prepareDragFile(quint64 pictureId, const std::shared_ptr<const Image>& image, const EncodeOptions& options,
                         const QString& fileName);
    /// Looks for sessions that a crash left behind; ends in `recoverableFound` (possibly empty).
    void findRecoverable();
    void discardRecoverable(const RecoverableSession& session);

Q_SIGNALS:
    void opening(const QString& name);
    void opened(const burnish::ui::DecodedSource& source);
    void recovered(const burnish::ui::RecoveredDocument& document);
    void openFailed(const burnish::Error::Parts& parts);
    void openCancelled();
    void maskOpened(const std::shared_ptr<const burnish::ui::MaskChoice>& mask);
    void maskFailed(const burnish::Error::Parts& parts);
    /// How many of the mark's bits agree; -1: the picture has no room for it. Comes also before `saved` where a mark
    /// was written: read back from the finished file, with the picture's id.
    void watermarkRead(quint64 key, int matching);
    void saved(quint64 pictureId, const QString& path);
    void saveFailed(quint64 pictureId, const burnish::Error::Parts& parts);
    void dragFileReady(quint64 pictureId, const QString& path);
    void dragFileFailed(quint64 pictureId, const burnish::Error::Parts& parts);
    void resultLost(const burnish::Error::Parts& parts);  ///< a damaged result of a recovered session was left out
    void recoverableFound(const burnish::RecoverableSessions& found);

private:
    quint64 beginOpen(const QString& name);
    bool finishOpen(quint64 ticket);

    QThread m_thread;
    QTemporaryDir m_dragFolder;
    PictureIoWorker* m_worker;  ///< lives on m_thread, deleted there
    std::stop_source m_stop{std::nostopstate};
    quint64 m_openTicket = 0;
    bool m_opening = false;
    int m_saves = 0;
};

}  // namespace burnish::ui

Q_DECLARE_METATYPE(burnish::RecoverableSessions)
