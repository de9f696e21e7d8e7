// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/picture_io_worker.h"

#include "core/codec/file_sniffer.h"
#include "core/common/file_bytes.h"
#include "core/watermark/watermark.h"
#include "ui/common/image_conversion.h"
#include "ui/common/path_text.h"
#include "ui/jobs/exception_text.h"

#include <algorithm>
#include <utility>

namespace burnish::ui {

namespace {

void throwIfStopped(const std::stop_token& stop) {
    if (stop.stop_requested())
        throw Cancelled();
}

void paintable(DecodedSource& source) {
    source.display = toDisplayImage(source.image);
    source.thumbnail = toThumbnail(source.display, kThumbnailEdge);
    if (source.display.isNull())
        throw Error({.code = ErrorCode::OutOfMemory, .path = source.path, .found = "no memory for the picture"});
}

std::vector<std::byte> bytesOf(const std::filesystem::path& path) {
    FileBytes file(path);
    const auto bytes = file.range(0, file.size());
    return {bytes.begin(), bytes.end()};
}

/// Whether a picture that has not changed would lose by being coded again, and its file is still what it was.
bool keepsCodedData(const FileVersion& same, ImageFormat format) {
    if (same.path.empty() || (format != ImageFormat::Jpeg && format != ImageFormat::WebP))
        return false;
    try {
        return file_sha256(same.path) == same.sha256 &&
               codec::sniff_file(bytesOf(same.path)).format == static_cast<int>(format);
    } catch (const Error&) {
        return false;  // gone meanwhile: the picture in memory is encoded
    }
}

/// Black where the mask keeps the picture, half transparent; the whole of it is transparent where it may change.
QImage overlayOf(const QImage& mask) {
    const QImage grey = mask.convertToFormat(QImage::Format_Grayscale8);
    QImage overlay(grey.size(), QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < grey.height(); ++y) {
        const uchar* from = grey.constScanLine(y);
        auto* to = reinterpret_cast<QRgb*>(overlay.scanLine(y));
        std::transform(from, from + grey.width(), to,
                       [](uchar value) { return value < 128 ? qRgba(0, 0, 0, 150) : 0; });
    }
    return overlay;
}

}  // namespace

PictureIoWorker::PictureIoWorker(JobEnvironment environment) : m_environment(std::move(environment)) {}

PictureIoWorker::~PictureIoWorker() = default;

PictureCodec& PictureIoWorker::codec() {
    if (!m_codec)
        m_codec = m_environment.openCodec();
    return *m_codec;
}

void PictureIoWorker::answerFailure(quint64 ticket) {
    if (const auto parts = caughtParts())
        Q_EMIT openFailed(ticket, *parts);
    else
        Q_EMIT openCancelled(ticket);
}

DecodedSource PictureIoWorker::decodeSource(const std::filesystem::path& path, std::stop_token stop) {
    throwIfStopped(stop);
    DecodedImage decoded = codec().decode(path, stop);
    throwIfStopped(stop);
    DecodedSource source;
    source.path = path;
    source.name = toQString(path.filename());
    source.image = std::move(decoded.image);
    source.bits = decoded.bits;
    source.texts = std::move(decoded.texts);
    source.metadata = std::move(decoded.metadata);
    paintable(source);
    throwIfStopped(stop);
    source.identity = {.file_name = source.name.toStdString(),
                       .file_sha256 = file_sha256(path),
                       .pixel_sha256 = pixel_sha256(*source.image)};
    return source;
}

void PictureIoWorker::openMask(const std::filesystem::path& path, const QSize& size) {
    try {
        auto mask = std::make_shared<MaskChoice>();
        mask->name = toQString(path.filename());
        mask->image = codec().decode(path, {}).image;
        if (mask->image->width() != size.width() || mask->image->height() != size.height()) {
            const auto text = [](int width, int height) {
                return std::to_string(width) + " x " + std::to_string(height);
            };
            throw Error({.code = ErrorCode::InvalidArgument,
                         .path = path,
                         .subject = "mask",
                         .found = text(mask->image->width(), mask->image->height()) + " pixels",
                         .expected = text(size.width(), size.height()) + ", the size of the picture"});
        }
        mask->sha256 = pixel_sha256(*mask->image);
        mask->overlay = overlayOf(toDisplayImage(mask->image));
        Q_EMIT maskOpened(mask);
    } catch (...) {
        if (const auto parts = caughtParts())
            Q_EMIT maskFailed(*parts);
    }
}

void PictureIoWorker::open(quint64 ticket, const std::filesystem::path& path, std::stop_token stop) {
    try {
        Q_EMIT opened(ticket, decodeSource(path, std::move(stop)));
    } catch (...) {
        answerFailure(ticket);
    }
}

void PictureIoWorker::openPasted(quint64 ticket, const QImage& picture, std::stop_token stop) {
    try {
        throwIfStopped(stop);
        DecodedSource source;
        source.name = tr("Pasted picture");
        source.image = fromQImage(picture);
        if (!source.image)
            throw Error({.code = ErrorCode::ImageUnreadable, .found = "no picture in the clipboard"});
        source.bits = source.image->type() == PixelType::U8 ? 8 : 16;
        paintable(source);
        source.identity = {
            .file_name = source.name.toStdString(), .file_sha256 = {}, .pixel_sha256 = pixel_sha256(*source.image)};
        Q_EMIT opened(ticket, source);
    } catch (...) {
        answerFailure(ticket);
    }
}

Picture PictureIoWorker::decodeResult(const std::filesystem::path& folder, const SessionResult& entry,
                                      std::stop_token stop) {
    const DecodedImage decoded = codec().decode(folder / entry.file, std::move(stop));
    Picture result;
    result.id = entry.id;
    result.parentId = entry.parent == 0 ? kSourceId : quint64(entry.parent);
    result.image = decoded.image;
    result.display = toDisplayImage(result.image);
    result.thumbnail = toThumbnail(result.display, kThumbnailEdge);
    result.seconds = entry.seconds;
    if (decoded.texts.recipe) {
        result.recipe = Recipe::from_json(*decoded.texts.recipe);
        result.settings = result.recipe.settings();
    }
    return result;
}

void PictureIoWorker::recover(quint64 ticket, const RecoverableSession& session, std::stop_token stop) {
    try {
        RecoveredDocument document;
        document.folder = session.folder;
        document.source = decodeSource(session.folder / "source.png", stop);
        document.source.path = session.content.source_path;
        document.source.name = QString::fromStdString(session.content.source_name);
        document.source.identity = session.content.source;
        std::optional<Error::Parts> problem;
        for (const SessionResult& entry : session.content.results) {
            throwIfStopped(stop);
            try {
                document.results.push_back(decodeResult(session.folder, entry, stop));
            } catch (const Error& error) {
                problem = error.parts();  // one damaged result does not take the others with it
                continue;
            }
            if (entry.saved)
                document.saved.push_back(entry.id);
        }
        if (document.results.empty() && problem)
            throw Error(*problem);
        Q_EMIT recovered(ticket, document);
        if (problem)
            Q_EMIT resultLost(*problem);
    } catch (...) {
        answerFailure(ticket);
    }
}

void PictureIoWorker::readWatermark(quint64 key, const std::shared_ptr<const Image>& image) {
    try {
        const std::optional<WatermarkReading> reading = read_watermark(*image);
        Q_EMIT watermarkRead(key, reading ? reading->matching : -1);
    } catch (...) {
        (void)caughtParts();  // no memory for it: then nothing is said
    }
}

std::vector<std::byte> PictureIoWorker::codedData(const std::filesystem::path& path, bool stripPrivate) {
    return stripPrivate ? codec().withoutPrivate(path) : bytesOf(path);
}

void PictureIoWorker::save(quint64 pictureId, const std::shared_ptr<const Image>& image,
                           const std::filesystem::path& path, const EncodeOptions& options, const FileVersion& same) {
    try {
        check_output_path(path);
        const bool keeps = keepsCodedData(same, options.format);
        const std::vector<std::byte> bytes =
            keeps ? codedData(same.path, options.strip_private) : codec().encode(*image, options);
        write_file_atomically(path, bytes);
        if (options.watermark != Watermark::None && !keeps)
            readWatermark(pictureId, codec().decode(path, {}).image);
        Q_EMIT saved(pictureId, toQString(path));
    } catch (...) {
        Q_EMIT saveFailed(pictureId,
                          caughtParts().value_or(Error::Parts{.code = ErrorCode::WriteFailed, .path = path}));
    }
}

void PictureIoWorker::writeDragFile(quint64 pictureId, const std::shared_ptr<const Image>& image,
                                    const EncodeOptions& options, const std::filesystem::path& path) {
    try {
        std::filesystem::create_directories(path.parent_path());
        write_file_atomically(path, codec().encode(*image, options));
        Q_EMIT dragFileReady(pictureId, toQString(path));
    } catch (...) {
        Q_EMIT dragFileFailed(pictureId,
                              caughtParts().value_or(Error::Parts{.code = ErrorCode::WriteFailed, .path = path}));
    }
}

void PictureIoWorker::findRecoverable() {
    try {
        Q_EMIT recoverableFound(list_recoverable(m_environment.sessionRoot));
    } catch (...) {
        RecoverableSessions none;
        if (const auto parts = caughtParts())
            none.problems.push_back(*parts);
        Q_EMIT recoverableFound(none);
    }
}

void PictureIoWorker::discardRecoverable(const RecoverableSession& session) {
    try {
        discard_recoverable(session);
    } catch (...) {
        // What could not be removed is offered again at the next start; there is nothing for the user to do now.
        return;
    }
}

}  // namespace burnish::ui
