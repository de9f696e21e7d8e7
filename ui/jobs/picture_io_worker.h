// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/session_store.h"
#include "ui/document/picture.h"
#include "ui/jobs/job_environment.h"

#include <QImage>
#include <QObject>

#include <filesystem>
#include <memory>
#include <stop_token>

namespace burnish::ui {

/// Reads and writes pictures. Made on the GUI thread, moved to the file thread and used only there; owns the codec. No
/// exception leaves a slot. Every answer carries the ticket of its question, so that stale ones are told apart.
class PictureIoWorker final : public QObject {
    Q_OBJECT
public:
    explicit PictureIoWorker(JobEnvironment environment);
    ~PictureIoWorker() override;

    void open(quint64 ticket, const std::filesystem::path& path, std::stop_token stop);
    void openPasted(quint64 ticket, const QImage& picture, std::stop_token stop);
    void recover(quint64 ticket, const RecoverableSession& session, std::stop_token stop);
    /// What a decoder of the invisible mark reads from a picture; ends in `watermarkRead`.
    void readWatermark(quint64 key, const std::shared_ptr<const Image>& image);
    void openMask(const std::filesystem::path& path, const QSize& size);
    void save(quint64 pictureId, const std::shared_ptr<const Image>& image, const std::filesystem::path& path,
              const EncodeOptions& options, const FileVersion& same);
    void writeDragFile(quint64 pictureId, const std::shared_ptr<const Image>& image, const EncodeOptions& options,
                       const std::filesystem::path& path);
    void findRecoverable();
    void discardRecoverable(const RecoverableSession& session);

Q_SIGNALS:
    void opened(quint64 ticket, const burnish::ui::DecodedSource& source);
    void recovered(quint64 ticket, const burnish::ui::RecoveredDocument& document);
    void openFailed(quint64 ticket, const burnish::Error::Parts& parts);
    void openCancelled(quint64 ticket);
    void maskOpened(const std::shared_ptr<const burnish::ui::MaskChoice>& mask);
    void maskFailed(const burnish::Error::Parts& parts);
    /// Bits that agree with the message; -1: the picture has no room for it.
    void watermarkRead(quint64 key, int matching);
    void saved(quint64 pictureId, const QString& path);
    void saveFailed(quint64 pictureId, const burnish::Error::Parts& parts);
    void dragFileReady(quint64 pictureId, const QString& path);
    void dragFileFailed(quint64 pictureId, const burnish::Error::Parts& parts);
    void resultLost(const burnish::Error::Parts& parts);
    void recoverableFound(const burnish::RecoverableSessions& found);

private:
    PictureCodec& codec();
    std::vector<std::byte> codedData(const std::filesystem::path& path, bool stripPrivate);
    DecodedSource decodeSource(const std::filesystem::path& path, std::stop_token stop);
    Picture decodeResult(const std::filesystem::path& folder, const SessionResult& entry, std::stop_token stop);
    void answerFailure(quint64 ticket);

    JobEnvironment m_environment;
    std::unique_ptr<PictureCodec> m_codec;
};

}  // namespace burnish::ui
