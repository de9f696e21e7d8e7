// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/document/refine_job.h"

#include <QObject>

namespace burnish::ui {

class ErrorBar;
class FileController;
class JobRunner;
class ModelController;
class NewFromTextDialog;
class PictureIo;
class RefineDocument;

/// Pictures from text: asks what to make, runs it, writes the finished picture with its recipe into the user's pictures
/// (so that it is not lost whatever happens next), and opens it as a source.
class GenerateController final : public QObject {
    Q_OBJECT
public:
    struct Parts {
        RefineDocument& document;
        JobRunner& runner;
        PictureIo& io;
        ModelController& models;
        FileController& files;
        ErrorBar& bar;
    };
    GenerateController(Parts parts, QWidget* window);

    /// Shows the dialog; what it accepts is made.
    void ask();
    /// Makes a picture of settings that have `generate`. Nothing happens while a job runs.
    void make(const RefineSettings& settings, const QString& modelName);
    /// The open dialog; null while there is none.
    NewFromTextDialog* dialog() const { return m_dialog; }
    /// Where finished pictures go.
    static QString folder();

private:
    void chooseModel(bool asFile);
    void onFinished(const RefineOutcome& outcome);
    void save(const QString& file);
    void saveElsewhere();
    void onSaved(quint64 id, const QString& file);
    void onSaveFailed(quint64 id, const Error::Parts& parts);

    Parts m_parts;
    QWidget* m_window;
    NewFromTextDialog* m_dialog = nullptr;
    RefineOutcome m_outcome;  ///< until it is on disk
};

/// The id that a picture from text has while it is written: it belongs to no document yet.
inline constexpr quint64 kGeneratedId = ~quint64{0};

}  // namespace burnish::ui
