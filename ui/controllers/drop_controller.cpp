// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/controllers/drop_controller.h"

#include "core/codec/file_sniffer.h"
#include "ui/canvas/canvas_area.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

#include <span>

namespace burnish::ui {
namespace {

/// Whether the first bytes are those of a format that the codec reads.
bool looksLikePicture(const QString& name) {
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        return false;
    }
    constexpr qint64 kHead = 4096;
    const QByteArray head = file.read(kHead);
    return codec::sniff_file(std::as_bytes(std::span(head.constData(), std::size_t(head.size())))).format >= 0;
}

/// A folder in the diffusers layout, or a file that is named as checkpoints are; choosing it says whether it fits.
bool looksLikeModel(const QFileInfo& facts) {
    if (facts.isDir()) {
        return QFileInfo::exists(QDir(facts.filePath()).filePath(QStringLiteral("model_index.json")));
    }
    const QString suffix = facts.suffix().toLower();
    return suffix == QStringLiteral("safetensors") || suffix == QStringLiteral("ckpt");
}

DropOffer offerForFile(const QString& file, qsizetype count) {
    const QFileInfo facts(file);
    if (looksLikeModel(facts)) {
        // A file may be a LoRA or a VAE as well: that is told once its header was read.
        const QString promise = facts.isDir() ? DropController::tr("Use the model %1") : DropController::tr("Use %1");
        return {DropOffer::Kind::Model, file, {}, promise.arg(facts.fileName())};
    }
    if (facts.isDir()) {
        return {DropOffer::Kind::Nothing,
                {},
                {},
                DropController::tr("%1 is a folder without a model").arg(facts.fileName())};
    }
    if (!looksLikePicture(file)) {
        return {DropOffer::Kind::Nothing,
                {},
                {},
                DropController::tr("%1 is not a picture that Burnish opens").arg(facts.fileName())};
    }
    const QString promise =
        count == 1 ? DropController::tr("Open %1").arg(facts.fileName())
                   : DropController::tr("Open %1, the first of %n", nullptr, int(count)).arg(facts.fileName());
    return {.kind = DropOffer::Kind::File, .file = file, .more = {}, .promise = promise};
}

}  // namespace

DropOffer offerFor(const QMimeData& mime) {
    const QList<QUrl> urls = mime.urls();
    if (!urls.isEmpty() && urls.first().isLocalFile()) {
        DropOffer offer = offerForFile(urls.first().toLocalFile(), urls.size());
        for (const QUrl& url : urls.mid(1)) {
            if (url.isLocalFile()) {
                offer.more.append(url.toLocalFile());
            }
        }
        return offer;
    }
    if (mime.hasImage()) {
        return {DropOffer::Kind::Picture, {}, {}, DropController::tr("Open the picture")};
    }
    if (!urls.isEmpty()) {
        return {DropOffer::Kind::Nothing,
                {},
                {},
                DropController::tr("Burnish does not fetch pictures from the net: save it first")};
    }
    return {DropOffer::Kind::Nothing, {}, {}, DropController::tr("This is not a picture")};
}

DropController::DropController(QWidget* window, CanvasArea& canvas) : QObject(window), m_canvas(canvas) {
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

bool DropController::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::DragEnter: {
        auto* drag = static_cast<QDragEnterEvent*>(event);
        if (drag->source() != nullptr) {
            return false;  // our own result on its way out
        }
        m_offer = offerFor(*drag->mimeData());
        m_canvas.showDrag(m_offer.promise, m_offer.accepted());
        // Accepted even where nothing can be done, so that the reason stays on the screen; the drop is refused.
        drag->setDropAction(Qt::CopyAction);
        drag->accept();
        return true;
    }
    case QEvent::DragMove: {
        auto* drag = static_cast<QDragMoveEvent*>(event);
        drag->setDropAction(Qt::CopyAction);
        drag->setAccepted(m_offer.accepted());
        return true;
    }
    case QEvent::DragLeave:
        m_canvas.hideDrag();
        return true;
    case QEvent::Drop: {
        auto* drop = static_cast<QDropEvent*>(event);
        m_canvas.hideDrag();
        m_offer = offerFor(*drop->mimeData());
        drop->setDropAction(Qt::CopyAction);
        drop->setAccepted(m_offer.accepted());
        if (m_offer.kind == DropOffer::Kind::File) {
            Q_EMIT filesDropped(QStringList{m_offer.file} + m_offer.more);
        } else if (m_offer.kind == DropOffer::Kind::Model) {
            Q_EMIT modelDropped(m_offer.file);
        } else if (m_offer.kind == DropOffer::Kind::Picture) {
            Q_EMIT pictureDropped(qvariant_cast<QImage>(drop->mimeData()->imageData()));
        }
        return true;
    }
    default:
        return QObject::eventFilter(watched, event);
    }
}

}  // namespace burnish::ui
