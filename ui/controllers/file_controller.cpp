// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/controllers/file_controller.h"

#include "core/common/app_paths.h"
#include "ui/common/error_text.h"
#include "ui/common/path_text.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/jobs/picture_io.h"
#include "ui/settings/settings.h"
#include "ui/widgets/error_bar.h"

#include <QClipboard>
#include <QDir>
#include <QDrag>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

#include <utility>

namespace burnish::ui {
namespace {

const QString kOpenTopic = QStringLiteral("open");
const QString kSaveTopic = QStringLiteral("save");

QString readFilter() {
    return FileController::tr("Pictures (%1)").arg(QStringLiteral("*.png *.jpg *.jpeg *.webp *.tif *.tiff")) +
           QStringLiteral(";;") + FileController::tr("All files (*)");
}

}  // namespace

FileController::FileController(RefineDocument& document, PictureIo& io, JobRunner& runner, Settings& settings, ErrorBar& bar,
                               QWidget* window)
    : QObject(window), m_document(document), m_io(io), m_runner(runner), m_settings(settings), m_bar(bar), m_window(window) {
    connect(&io, &PictureIo::opened, this, &FileController::onOpened);
    connect(&io, &PictureIo::openFailed, this, &FileController::onOpenFailed);
    connect(&io, &PictureIo::saved, this, &FileController::onSaved);
    connect(&io, &PictureIo::saveFailed, this, &FileController::onSaveFailed);
    connect(&io, &PictureIo::dragFileReady, this, [this](quint64 id, const QString& path) {
        m_dragFiles[id] = path;
        if (std::exchange(m_draggingId, 0) == id && QGuiApplication::mouseButtons().testFlag(Qt::LeftButton)) {
            dragOut(id);
        }
    });
    connect(&document, &RefineDocument::sourceChanged, this, [this] {
        m_savedTo.clear();
        m_dragFiles.clear();
    });
}

void FileController::openByDialog() {
    auto* dialog = new QFileDialog(m_window, tr("Open a picture"), m_settings.lastOpenFolder(), readFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileController::open);
    dialog->open();
}

void FileController::open(const QString& file) {
    afterUnsaved([this, file] { m_io.open(toPath(file)); });
}

QString FileController::sampleFile() {
    const QDir samples(toQString(shared_data_dir() / "samples"));
    const QStringList found = samples.entryList({QStringLiteral("*.png"), QStringLiteral("*.jpg"), QStringLiteral("*.jpeg")},
                                                QDir::Files, QDir::Name);
    return found.isEmpty() ? QString() : samples.filePath(found.first());
}

void FileController::openSample() {
    if (const QString sample = sampleFile(); !sample.isEmpty()) {
        open(sample);
    }
}

bool FileController::canPaste() const {
    const QMimeData* clip = QGuiApplication::clipboard()->mimeData();
    return clip != nullptr && (clip->hasImage() || (clip->hasUrls() && clip->urls().first().isLocalFile()));
}

void FileController::paste() {
    const QMimeData* clip = QGuiApplication::clipboard()->mimeData();
    if (clip != nullptr && clip->hasUrls() && clip->urls().first().isLocalFile()) {
        return open(clip->urls().first().toLocalFile());
    }
    const QImage picture = QGuiApplication::clipboard()->image();
    if (picture.isNull()) {
        return m_bar.show({.kind = Notice::Kind::Information,
                           .title = tr("There is no picture to paste"),
                           .body = tr("Copy a picture in another program first."),
                           .details = {},
                           .actions = {},
                           .topic = kOpenTopic});
    }
    afterUnsaved([this, picture] { m_io.openPasted(picture); });
}

void FileController::copy() {
    if (const Picture* picture = m_document.current(); picture != nullptr) {
        QGuiApplication::clipboard()->setImage(picture->display);
    }
}

void FileController::onOpened(const DecodedSource& source) {
    m_bar.closeTopic(kOpenTopic);
    m_runner.cancel();
    m_runner.endSession(false);
    m_document.setSource(source);
    if (!source.path.empty()) {
        const QString file = toQString(source.path);
        const bool inside = file.startsWith(toQString(shared_data_dir()));
        if (!inside) {
            m_settings.addRecentFile(file);
            m_settings.setLastOpenFolder(QFileInfo(file).absolutePath());
        }
    }
}

void FileController::onOpenFailed(const Error::Parts& parts) {
    const ErrorText text = describeError(parts);
    m_bar.show({.kind = Notice::Kind::Error,
                .title = text.title,
                .body = text.body,
                .details = text.details,
                .actions = {{tr("Open another…"), [this] { openByDialog(); }}},
                .topic = kOpenTopic});
}

bool FileController::canSave() const {
    return m_document.after() != nullptr;
}

QString FileController::suggestedName(const Picture& picture) const {
    const DecodedSource* source = m_document.decodedSource();
    const QString base = source != nullptr ? QFileInfo(source->name).completeBaseName() : tr("picture");
    return QStringLiteral("%1-refined-%2.png").arg(base).arg(picture.number);
}

PictureTexts FileController::textsFor(const Picture& picture) const {
    PictureTexts texts;
    if (!picture.isSource()) {
        texts.parameters = picture.recipe.to_parameters();
        texts.recipe = picture.recipe.to_json();
    }
    return texts;
}

void FileController::save() {
    const auto known = m_savedTo.find(m_document.currentId());
    if (known == m_savedTo.end()) {
        return saveAs();
    }
    saveTo(known->first, known->second);
}

void FileController::saveAs() {
    const Picture* picture = m_document.after();
    if (picture == nullptr) {
        return;
    }
    const quint64 id = picture->id;
    auto* dialog = new QFileDialog(m_window, tr("Save the result"), m_settings.lastSaveFolder(),
                                   QStringLiteral("PNG (*.png);;JPEG (*.jpg *.jpeg);;WebP (*.webp);;TIFF (*.tif *.tiff)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(suggestedName(*picture));
    connect(dialog, &QFileDialog::fileSelected, this, [this, id](const QString& file) { saveTo(id, file); });
    connect(dialog, &QFileDialog::rejected, this, [this] { m_afterSave = {}; });
    dialog->open();
}

void FileController::saveTo(quint64 id, const QString& file) {
    const Picture* picture = m_document.picture(id);
    if (picture == nullptr) {
        return;
    }
    try {
        const EncodeOptions options{.format = image_format_for(toPath(file)), .quality = 95, .texts = textsFor(*picture)};
        m_settings.setLastSaveFolder(QFileInfo(file).absolutePath());
        m_savedTo[id] = file;
        m_io.save(id, picture->image, toPath(file), options);
    } catch (const Error& error) {
        onSaveFailed(id, error.parts());
    }
}

void FileController::onSaved(quint64 id, const QString& file) {
    m_bar.closeTopic(kSaveTopic);
    m_savedTo[id] = file;
    m_document.markSaved(id);
    m_runner.markSaved(m_document.documentId(), id);
    if (auto next = std::exchange(m_afterSave, {}); next) {
        afterUnsaved(next);
    }
}

void FileController::onSaveFailed(quint64 id, const Error::Parts& parts) {
    m_savedTo.erase(id);
    m_afterSave = {};
    const ErrorText text = describeError(parts);
    m_bar.show({.kind = Notice::Kind::Error,
                .title = text.title,
                .body = text.body,
                .details = text.details,
                .actions = {{tr("Save as…"), [this] { saveAs(); }}},
                .topic = kSaveTopic});
}

void FileController::dragOut(quint64 pictureId) {
    const Picture* picture = m_document.picture(pictureId);
    if (picture == nullptr || m_draggingId != 0) {
        return;
    }
    const auto file = m_dragFiles.find(pictureId);
    if (file == m_dragFiles.end()) {
        // The drag starts as soon as the file is there, if the button is still down.
        m_draggingId = pictureId;
        const QString name = picture->isSource() ? picture->name + QStringLiteral(".png") : suggestedName(*picture);
        return m_io.prepareDragFile(pictureId, picture->image, textsFor(*picture), name);
    }
    auto* drag = new QDrag(m_window);
    auto* mime = new QMimeData;
    mime->setUrls({QUrl::fromLocalFile(file->second)});
    mime->setImageData(picture->display);
    drag->setMimeData(mime);
    drag->setPixmap(QPixmap::fromImage(picture->thumbnail.scaled(96, 96, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
    drag->exec(Qt::CopyAction);
}

void FileController::afterUnsaved(const std::function<void()>& next) {
    const int unsaved = m_document.unsavedCount();
    if (unsaved == 0) {
        return next();
    }
    auto* box = new QMessageBox(QMessageBox::Question, tr("Unsaved results"), tr("%n result(s) were not saved.", nullptr, unsaved),
                                QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(m_document.after() != nullptr && !m_document.isSaved(m_document.currentId())
                                ? tr("Save the one that is shown, or give them up?")
                                : tr("Save the newest, or give them up?"));
    box->setDefaultButton(QMessageBox::Save);
    connect(box, &QMessageBox::buttonClicked, this, [this, box, next](QAbstractButton* button) {
        const auto answer = box->standardButton(button);
        if (answer == QMessageBox::Discard) {
            m_runner.endSession(true);
            next();
        } else if (answer == QMessageBox::Save) {
            for (const quint64 id : m_document.order()) {
                const bool wanted = !m_document.picture(id)->isSource() && !m_document.isSaved(id);
                if (wanted && (m_document.after() == nullptr || m_document.isSaved(m_document.currentId()))) {
                    m_document.setCurrent(id);
                }
            }
            m_afterSave = next;
            saveAs();
        }
    });
    box->open();
}

}  // namespace burnish::ui
