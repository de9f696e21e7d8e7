// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <map>

class QWidget;

namespace burnish::ui {

class ErrorBar;
class FileController;
class PictureIo;
class RefineDocument;
struct Picture;

/// Drags pictures out of the window into other programs: as a file (the source's own, or a PNG with its recipe) and as
/// the picture itself. A file that is not there yet is written first; the drag begins then, if the mouse button is
/// still down. GUI thread.
class DragController final : public QObject {
    Q_OBJECT
public:
    DragController(RefineDocument& document, PictureIo& io, FileController& files, ErrorBar& bar, QWidget* window);

    void dragOut(quint64 pictureId);

private:
    quint64 keyOf(quint64 pictureId) const;
    void startDrag(const Picture& picture, const QString& file);

    RefineDocument& m_document;
    PictureIo& m_io;
    QWidget* m_window;
    std::map<quint64, QString> m_written;  ///< files by `keyOf`
    quint64 m_awaited = 0;                 ///< key of the picture whose file is being written
};

}  // namespace burnish::ui
