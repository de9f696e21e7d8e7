// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/controllers/file_controller.h"

#include "core/common/app_paths.h"
#include "ui/common/path_text.h"
#include "ui/controllers/picture_file.h"
#include "ui/controllers/source_notices.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/jobs/picture_io.h"
#include "ui/settings/settings.h"
#include "ui/widgets/error_bar.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>

#include <utility>

namespace burnish::ui {
namespace {

const QString kOpenTopic = QStringLiteral("open");
const QString kSaveTopic = QStringLiteral("save");
const QString kWaitingTopic = QStringLiteral("waiting");

/// A file of this name in the folder that replaces nothing: "a.png", "a-2.png", ...
QString freeName(const QString& folder, const QString& name) {
    const QFileInfo wanted(QDir(folder), name);
    QString file = wanted.filePath();
    for (int i = 2; QFileInfo::exists(file); ++i) {
        file = QDir(folder).filePath(
            QStringLiteral("%1-%2.%3").arg(wanted.completeBaseName(), QString::number(i), wanted.suffix()));
    }
    return file;
}

}  // namespace

FileController::FileController(RefineDocument& document, PictureIo& io, JobRunner& runner, Settings& settings,
                               ErrorBar& bar, QWidget* window)
    : QObject(window), m_document(document), m_io(io), m_runner(runner), m_settings(settings), m_bar(bar),
      m_window(window) {
    connect(&io, &PictureIo::opened, this, &FileController::onOpened);
    connect(&io, &PictureIo::openFailed, this, &FileController::onOpenFailed);
    connect(&io, &PictureIo::saved, this, &FileController::onSaved);
    connect(&io, &PictureIo::watermarkRead, this, &FileController::onWatermarkRead);
    connect(&io, &PictureIo::saveFailed, this, &FileController::onSaveFailed);
    connect(&document, &RefineDocument::sourceChanged, this, [this] {
        m_savedTo.clear();
        if (const DecodedSource* source = m_document.decodedSource(); source != nullptr) {
            m_io.readWatermark(watermarkKey(), source->image);
        }
    });
}

void FileController::openByDialog() {
    auto* dialog = new QFileDialog(m_window, tr("Open a picture"), m_settings.lastOpenFolder(),
                                   pictureFilter() + QStringLiteral(";;") + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileController::open);
    dialog->open();
}

void FileController::open(const QString& file) {
    if (isEditing() && m_document.hasSource()) {
        return m_bar.show({.kind = Notice::Kind::Information,
                           .title = tr("This window edits %1 for another program").arg(QFileInfo(m_edited).fileName()),
                           .body = tr("Save or close it first; other pictures are opened in a window of their own."),
                           .details = {},
                           .actions = {},
                           .topic = kOpenTopic});
    }
    afterUnsaved([this, file] { m_io.open(toPath(file)); });
}

void FileController::openAll(const QStringList& files) {
    m_waiting = files.mid(1);
    Q_EMIT waitingChanged();
    if (!files.isEmpty()) {
        open(files.first());
    }
}

void FileController::openNext() {
    if (m_waiting.isEmpty()) {
        return;
    }
    afterUnsaved([this] {
        const QString next = m_waiting.takeFirst();
        Q_EMIT waitingChanged();
        m_io.open(toPath(next));
    });
}

void FileController::sayWhatWaits() {
    if (m_waiting.isEmpty()) {
        return m_bar.closeTopic(kWaitingTopic);
    }
    m_bar.show({.kind = Notice::Kind::Information,
                .title = tr("%n more picture(s) wait", nullptr, static_cast<int>(m_waiting.size())),
                .body = tr("Next: %1").arg(QFileInfo(m_waiting.first()).fileName()),
                .details = {},
                .actions = {{tr("Open the next"), [this] { openNext(); }, false}},
                .topic = kWaitingTopic});
}

void FileController::edit(const QString& file) {
    m_edited = file;
    m_io.open(toPath(file));
    m_bar.show({.kind = Notice::Kind::Information,
                .title = tr("Editing %1 for another program").arg(QFileInfo(file).fileName()),
                .body = tr("Save writes the file and closes this window. Closing without saving leaves it as it is."),
                .details = {},
                .actions = {},
                .topic = QStringLiteral("edit")});
}

QString FileController::sampleFile() {
    const QDir samples(toQString(shared_data_dir() / "samples"));
    const QStringList found = samples.entryList(
        {QStringLiteral("*.png"), QStringLiteral("*.jpg"), QStringLiteral("*.jpeg")}, QDir::Files, QDir::Name);
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
    sayWhatWaits();
    offerRecipe(source, m_document, m_bar);
    tellReading(source, m_bar);
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
    m_bar.show(errorNotice(parts, {{tr("Open another…"), [this] { openByDialog(); }}}, kOpenTopic));
}

bool FileController::canSave() const {
    return m_document.after() != nullptr;
}

EncodeOptions FileController::optionsFor(const Picture& picture, ImageFormat format) const {
    EncodeOptions options{.format = format, .quality = 95, .texts = textsOf(picture)};
    if (const DecodedSource* source = m_document.decodedSource(); source != nullptr) {
        options.metadata = source->metadata;
    }
    options.is_generated = isGenerated(m_document, picture);
    options.watermark = watermarkOf(picture);
    options.strip_private = m_settings.stripPrivate();
    return options;
}

bool FileController::stripsPrivate() const {
    return m_settings.stripPrivate();
}

void FileController::setStripsPrivate(bool wanted) {
    m_settings.setStripPrivate(wanted);
}

void FileController::save() {
    if (isEditing()) {
        if (const Picture* picture = m_document.after(); picture != nullptr) {
            saveTo(picture->id, m_edited);
        }
        return;
    }
    const auto known = m_savedTo.find(m_document.currentId());
    if (known == m_savedTo.end()) {
        return saveAs();
    }
    saveTo(known->first, known->second);
}

void FileController::saveAs() {
    if (const Picture* picture = m_document.after(); picture != nullptr) {
        askWhereToSave(picture->id);
    }
}

void FileController::askWhereToSave(quint64 id) {
    auto* dialog = new QFileDialog(
        m_window, tr("Save the result"), m_settings.lastSaveFolder(),
        QStringLiteral("PNG (*.png);;JPEG (*.jpg *.jpeg);;WebP (*.webp);;TIFF (*.tif *.tiff);;OpenEXR (*.exr);;JPEG XL "
                       "(*.jxl);;BMP (*.bmp);;TGA (*.tga);;PPM (*.ppm *.pgm *.pnm);;Radiance HDR (*.hdr)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(suggestedFileName(m_document, *m_document.picture(id)));
    connect(dialog, &QFileDialog::fileSelected, this, [this, id](const QString& file) { saveTo(id, file); });
    connect(dialog, &QFileDialog::rejected, this, [this] { m_afterSave = {}; });
    dialog->open();
}

void FileController::askForFolder(const QVector<quint64>& ids) {
    auto* dialog = new QFileDialog(m_window, tr("Save all results into a folder"), m_settings.lastSaveFolder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, ids](const QString& folder) {
        m_awaited.insert(ids.begin(), ids.end());
        for (const quint64 id : ids) {
            if (const Picture* picture = m_document.picture(id); picture != nullptr) {
                saveTo(id, freeName(folder, suggestedFileName(m_document, *picture)));
            }
        }
    });
    connect(dialog, &QFileDialog::rejected, this, [this] { m_afterSave = {}; });
    dialog->open();
}

void FileController::saveTo(quint64 id, const QString& file) {
    const Picture* picture = m_document.picture(id);
    if (picture == nullptr) {
        return;
    }
    try {
        const EncodeOptions options = optionsFor(*picture, image_format_for(toPath(file)));
        m_settings.setLastSaveFolder(QFileInfo(file).absolutePath());
        m_savedTo[id] = file;
        const DecodedSource* source = m_document.decodedSource();
        const bool isUnchanged = source != nullptr && picture->image == source->image;
        m_io.save(id, picture->image, toPath(file), options,
                  isUnchanged ? FileVersion{source->path, source->identity.file_sha256} : FileVersion{});
    } catch (const Error& error) {
        onSaveFailed(id, error.parts());
    }
}

void FileController::onSaved(quint64 id, const QString& file) {
    if (m_document.picture(id) == nullptr) {
        return;  // of an earlier document, or not of any
    }
    m_bar.closeTopic(kSaveTopic);
    m_savedTo[id] = file;
    m_document.markSaved(id);
    m_runner.markSaved(m_document.documentId(), id);
    if (isEditing() && file == m_edited) {
        m_afterSave = {};
        return Q_EMIT editedFileWritten();
    }
    m_awaited.erase(id);
    if (!m_awaited.empty()) {
        return;
    }
    if (auto next = std::exchange(m_afterSave, {}); next) {
        afterUnsaved(next);
    }
}

quint64 FileController::watermarkKey() const {
    // Of this document's source: ids begin anew with each, and the answer may be for the one before.
    return (m_document.documentId() << 32) | kSourceId;
}

void FileController::onWatermarkRead(quint64 key, int matching) {
    if (key == watermarkKey()) {
        Q_EMIT sourceWatermarkRead(matching);
    } else if (m_savedTo.contains(key)) {
        tellWrittenWatermark(matching, m_bar);
    }
}

void FileController::onSaveFailed(quint64 id, const Error::Parts& parts) {
    if (m_document.picture(id) == nullptr) {
        return;
    }
    m_savedTo.erase(id);
    m_awaited.clear();
    m_afterSave = {};
    m_bar.show(errorNotice(parts, {{tr("Save as…"), [this] { saveAs(); }}}, kSaveTopic));
}

QVector<quint64> FileController::unsaved() const {
    QVector<quint64> ids;
    for (const quint64 id : m_document.order()) {
        if (!m_document.picture(id)->isSource() && !m_document.isSaved(id)) {
            ids.append(id);
        }
    }
    return ids;
}

void FileController::askAboutEdit(const std::function<void()>& next) {
    auto* box = new QMessageBox(QMessageBox::Question, tr("Unsaved results"),
                                tr("No result was written to %1.").arg(QFileInfo(m_edited).fileName()),
                                QMessageBox::Cancel, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Save the one that is shown, or leave the file as it is?"));
    QPushButton* write = box->addButton(tr("&Save and close"), QMessageBox::AcceptRole);
    QPushButton* leave = box->addButton(tr("&Leave as it is"), QMessageBox::DestructiveRole);
    box->setDefaultButton(write);
    connect(box, &QMessageBox::buttonClicked, this, [this, write, leave, next](QAbstractButton* button) {
        if (button == leave) {
            m_runner.endSession(true);
            next();
        } else if (button == write) {
            if (m_document.after() == nullptr) {
                m_document.setCurrent(unsaved().last());
            }
            save();
        }
    });
    box->open();
}

void FileController::afterUnsaved(const std::function<void()>& next) {
    const QVector<quint64> ids = unsaved();
    if (ids.isEmpty()) {
        return next();
    }
    if (isEditing()) {
        return askAboutEdit(next);
    }
    const bool many = ids.size() > 1;
    auto* box = new QMessageBox(QMessageBox::Question, tr("Unsaved results"),
                                tr("%n result(s) were not saved.", nullptr, static_cast<int>(ids.size())),
                                QMessageBox::Cancel, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(many ? tr("Save them all into one folder, or give them up?")
                                 : tr("Save it, or give it up?"));
    QPushButton* save = box->addButton(many ? tr("&Save all…") : tr("&Save…"), QMessageBox::AcceptRole);
    QPushButton* giveUp = box->addButton(tr("&Give up"), QMessageBox::DestructiveRole);
    box->setDefaultButton(save);
    connect(box, &QMessageBox::buttonClicked, this, [this, save, giveUp, ids, next](QAbstractButton* button) {
        if (button == giveUp) {
            m_runner.endSession(true);
            next();
        } else if (button == save) {
            m_afterSave = next;
            ids.size() > 1 ? askForFolder(ids) : askWhereToSave(ids.first());
        }
    });
    box->open();
}

}  // namespace burnish::ui
