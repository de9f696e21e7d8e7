// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/controllers/drag_controller.h"

#include "ui/common/path_text.h"
#include "ui/controllers/file_controller.h"
#include "ui/controllers/picture_file.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/picture_io.h"
#include "ui/widgets/error_bar.h"

#include <QDrag>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

#include <utility>

namespace burnish::ui {

DragController::DragController(RefineDocument& document, PictureIo& io, FileController& files, ErrorBar& bar,
                               QWidget* window)
    : QObject(window), m_document(document), m_io(io), m_window(window) {
    connect(&io, &PictureIo::dragFileReady, this, [this](quint64 key, const QString& path) {
        m_written[key] = path;
        const bool wanted =
            std::exchange(m_awaited, 0) == key && QGuiApplication::mouseButtons().testFlag(Qt::LeftButton);
        const Picture* picture = m_document.picture(key & 0xffffffff);
        if (wanted && picture != nullptr && keyOf(picture->id) == key) {
            startDrag(*picture, path);
        }
    });
    connect(&io, &PictureIo::dragFileFailed, this, [this, &files, &bar](quint64 /*key*/, const Error::Parts& parts) {
        m_awaited = 0;
        bar.show(errorNotice(parts, {{FileController::tr("Save as…"), [&files] { files.saveAs(); }}},
                             QStringLiteral("save")));
    });
    connect(&document, &RefineDocument::sourceChanged, this, [this] {
        m_written.clear();
        m_awaited = 0;
    });
}

quint64 DragController::keyOf(quint64 pictureId) const {
    // Ids begin anew with each document, and a file may still be on its way for the one before.
    return (m_document.documentId() << 32) | pictureId;
}

void DragController::dragOut(quint64 pictureId) {
    const Picture* picture = m_document.picture(pictureId);
    if (picture == nullptr || m_awaited != 0) {
        return;
    }
    if (picture->isSource()) {
        const QString own = toQString(m_document.decodedSource()->path);
        if (!own.isEmpty() && QFileInfo::exists(own)) {
            return startDrag(*picture, own);
        }
    }
    const quint64 key = keyOf(pictureId);
    const auto file = m_written.find(key);
    if (file != m_written.end() && QFileInfo::exists(file->second)) {
        return startDrag(*picture, file->second);
    }
    m_awaited = key;
    // Always a PNG, whatever the kind of file that a save would write.
    const QString name = picture->isSource() ? picture->name : suggestedFileName(m_document, *picture);
    const EncodeOptions options{.format = ImageFormat::Png,
                                .texts = textsOf(*picture),
                                .is_generated = isGenerated(m_document, *picture),
                                .watermark = watermarkOf(*picture)};
    m_io.prepareDragFile(key, picture->image, options, QFileInfo(name).completeBaseName() + QStringLiteral(".png"));
}

void DragController::startDrag(const Picture& picture, const QString& file) {
    auto* drag = new QDrag(m_window);
    auto* mime = new QMimeData;
    mime->setUrls({QUrl::fromLocalFile(file)});
    mime->setImageData(picture.display);
    drag->setMimeData(mime);
    const QSize size = QSize(96, 96) * m_window->devicePixelRatioF();
    QPixmap small = QPixmap::fromImage(picture.thumbnail.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    small.setDevicePixelRatio(m_window->devicePixelRatioF());
    drag->setPixmap(small);
    drag->exec(Qt::CopyAction);
}

}  // namespace burnish::ui
