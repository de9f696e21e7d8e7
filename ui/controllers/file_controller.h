// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/codec/codec_client.h"
#include "core/common/error.h"
#include "ui/document/picture.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QVector>

#include <filesystem>
#include <functional>
#include <map>
#include <set>

class QMimeData;
class QWidget;

namespace burnish::ui {

class ErrorBar;
class JobRunner;
class PictureIo;
class RefineDocument;
class Settings;

/// Pictures in and out of the document: open, paste, drop, save, copy. Every problem goes to the bar. GUI thread.
class FileController final : public QObject {
    Q_OBJECT
public:
    FileController(RefineDocument& document, PictureIo& io, JobRunner& runner, Settings& settings, ErrorBar& bar,
                   QWidget* window);

    void openByDialog();
    /// Opens once unsaved results are taken care of.
    void open(const QString& file);
    /// Opens the first; the others wait and are opened one after the other.
    void openAll(const QStringList& files);
    const QStringList& waiting() const { return m_waiting; }
    void openNext();
    /// Opens a file for another program: saving writes it back, and no other picture is opened.
    void edit(const QString& file);
    bool isEditing() const { return !m_edited.isEmpty(); }
    void openSample();
    static QString sampleFile();  ///< empty: none is installed
    void paste();
    bool canPaste() const;
    void copy();

    void save();  ///< where it was saved before, else asks
    void saveAs();
    bool stripsPrivate() const;
    void setStripsPrivate(bool wanted);
    bool canSave() const;
    /// Runs `next` at once, or after the user has saved or given up the results that were never saved, asked once for
    /// all of them; never if the user cancels.
    void afterUnsaved(const std::function<void()>& next);

Q_SIGNALS:
    void waitingChanged();
    void sourceWatermarkRead(int matching);  ///< of the invisible mark's bits; -1: no room for it
    void editedFileWritten();                ///< the file of `edit` holds a result now

private:
    void onOpened(const DecodedSource& source);
    void onOpenFailed(const Error::Parts& parts);
    void onSaved(quint64 id, const QString& file);
    void onSaveFailed(quint64 id, const Error::Parts& parts);
    void askWhereToSave(quint64 id);
    void saveTo(quint64 id, const QString& file);
    void askForFolder(const QVector<quint64>& ids);
    QVector<quint64> unsaved() const;
    void askAboutEdit(const std::function<void()>& next);
    void sayWhatWaits();
    quint64 watermarkKey() const;
    void onWatermarkRead(quint64 key, int matching);
    EncodeOptions optionsFor(const Picture& picture, ImageFormat format) const;

    RefineDocument& m_document;
    PictureIo& m_io;
    JobRunner& m_runner;
    Settings& m_settings;
    ErrorBar& m_bar;
    QWidget* m_window;
    QStringList m_waiting;
    QString m_edited;                      ///< the file of `edit`; empty: none
    std::map<quint64, QString> m_savedTo;  ///< of this document
    std::set<quint64> m_awaited;           ///< saves that the guard started and that have not ended
    std::function<void()> m_afterSave;     ///< what the guard does once none is awaited
};

}  // namespace burnish::ui
