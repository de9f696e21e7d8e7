// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/picture_io.h"

#include "ui/common/path_text.h"
#include "ui/jobs/picture_io_worker.h"

#include <utility>

namespace burnish::ui {

PictureIo::PictureIo(JobEnvironment environment, QObject* parent)
    : QObject(parent), m_worker(new PictureIoWorker(std::move(environment))) {
    qRegisterMetaType<DecodedSource>();
    qRegisterMetaType<RecoveredDocument>();
    qRegisterMetaType<std::shared_ptr<const MaskChoice>>();
    qRegisterMetaType<Error::Parts>();
    qRegisterMetaType<RecoverableSessions>();
    m_thread.setObjectName(QStringLiteral("files"));
    connect(m_worker, &PictureIoWorker::opened, this, [this](quint64 ticket, const DecodedSource& source) {
        if (finishOpen(ticket))
            Q_EMIT opened(source);
    });
    connect(m_worker, &PictureIoWorker::recovered, this, [this](quint64 ticket, const RecoveredDocument& document) {
        if (finishOpen(ticket))
            Q_EMIT recovered(document);
    });
    connect(m_worker, &PictureIoWorker::openFailed, this, [this](quint64 ticket, const Error::Parts& parts) {
        if (finishOpen(ticket))
            Q_EMIT openFailed(parts);
    });
    connect(m_worker, &PictureIoWorker::openCancelled, this, [this](quint64 ticket) {
        if (finishOpen(ticket))
            Q_EMIT openCancelled();
    });
    connect(m_worker, &PictureIoWorker::saved, this, [this](quint64 pictureId, const QString& path) {
        --m_saves;
        Q_EMIT saved(pictureId, path);
    });
    connect(m_worker, &PictureIoWorker::saveFailed, this, [this](quint64 pictureId, const Error::Parts& parts) {
        --m_saves;
        Q_EMIT saveFailed(pictureId, parts);
    });
    connect(m_worker, &PictureIoWorker::watermarkRead, this, &PictureIo::watermarkRead);
    connect(m_worker, &PictureIoWorker::maskOpened, this, &PictureIo::maskOpened);
    connect(m_worker, &PictureIoWorker::maskFailed, this, &PictureIo::maskFailed);
    connect(m_worker, &PictureIoWorker::dragFileReady, this, &PictureIo::dragFileReady);
    connect(m_worker, &PictureIoWorker::dragFileFailed, this, &PictureIo::dragFileFailed);
    connect(m_worker, &PictureIoWorker::resultLost, this, &PictureIo::resultLost);
    connect(m_worker, &PictureIoWorker::recoverableFound, this, &PictureIo::recoverableFound);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

PictureIo::~PictureIo() {
    m_stop.request_stop();
    // Behind the saves that were asked for before: quitting right after Ctrl+S must not lose the file.
    QMetaObject::invokeMethod(m_worker, [thread = &m_thread] { thread->quit(); });
    m_thread.wait();
}

quint64 PictureIo::beginOpen(const QString& name) {
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_opening = true;
    ++m_openTicket;
    Q_EMIT opening(name);
    return m_openTicket;
}

bool PictureIo::finishOpen(quint64 ticket) {
    if (ticket != m_openTicket || !m_opening)
        return false;
    m_opening = false;
    return true;
}

void PictureIo::open(const std::filesystem::path& path) {
    const quint64 ticket = beginOpen(toQString(path.filename()));
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, ticket, path, stop = m_stop.get_token()] { worker->open(ticket, path, stop); },
        Qt::QueuedConnection);
}

void PictureIo::openPasted(const QImage& picture) {
    const quint64 ticket = beginOpen(tr("Pasted picture"));
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, ticket, picture, stop = m_stop.get_token()] { worker->openPasted(ticket, picture, stop); },
        Qt::QueuedConnection);
}

void PictureIo::recover(const RecoverableSession& session) {
    const quint64 ticket = beginOpen(QString::fromStdString(session.content.source_name));
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, ticket, session, stop = m_stop.get_token()] { worker->recover(ticket, session, stop); },
        Qt::QueuedConnection);
}

void PictureIo::openMask(const std::filesystem::path& path, const QSize& size) {
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, path, size] { worker->openMask(path, size); }, Qt::QueuedConnection);
}

void PictureIo::readWatermark(quint64 key, const std::shared_ptr<const Image>& image) {
    Q_ASSERT(image);
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, key, image] { worker->readWatermark(key, image); }, Qt::QueuedConnection);
}

void PictureIo::cancelOpen() {
    m_stop.request_stop();
}

void PictureIo::save(quint64 pictureId, const std::shared_ptr<const Image>& image, const std::filesystem::path& path,
                     const EncodeOptions& options, const FileVersion& same) {
    Q_ASSERT(image);
    ++m_saves;
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, pictureId, image, path, options, same] {
            worker->save(pictureId, image, path, options, same);
        },
        Qt::QueuedConnection);
}

void PictureIo::prepareDragFile(quint64 pictureId, const std::shared_ptr<const Image>& image,
                                const EncodeOptions& options, const QString& fileName) {
    Q_ASSERT(image);
    // A folder for each picture, because two may have the same name.
    const std::filesystem::path path =
        toPath(m_dragFolder.filePath(QString::number(pictureId))) / toPath(fileName).filename();
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, pictureId, image, options, path] {
            worker->writeDragFile(pictureId, image, options, path);
        },
        Qt::QueuedConnection);
}

void PictureIo::findRecoverable() {
    QMetaObject::invokeMethod(m_worker, &PictureIoWorker::findRecoverable, Qt::QueuedConnection);
}

void PictureIo::discardRecoverable(const RecoverableSession& session) {
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, session] { worker->discardRecoverable(session); }, Qt::QueuedConnection);
}

}  // namespace burnish::ui
