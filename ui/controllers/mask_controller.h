// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QWidget;

namespace burnish::ui {

class CanvasArea;
class ErrorBar;
class MaskSection;
class PictureIo;
class RefineDocument;
class Settings;

/// The mask of the source: asks for its file, has it decoded, and lays it over the canvas.
class MaskController final : public QObject {
    Q_OBJECT
public:
    struct Parts {
        RefineDocument& document;
        PictureIo& io;
        Settings& settings;
        MaskSection& section;
        CanvasArea& canvas;
        ErrorBar& bar;
    };
    MaskController(Parts parts, QWidget* window);

    void chooseByDialog();
    /// Decodes a file; it becomes the mask of the picture that is the source by then.
    void open(const QString& file);

private:
    void showOverlay();

    Parts m_parts;
    QWidget* m_window;
};

}  // namespace burnish::ui
