// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/job_environment.h"

#include <QElapsedTimer>
#include <QMainWindow>

class QLabel;
class QSplitter;
class QPushButton;

namespace burnish::ui {

class Actions;
class AppTheme;
class CanvasArea;
class DragController;
class DropController;
class ErrorBar;
class FileController;
class GenerateController;
class HistoryModel;
class HistoryPanel;
class JobRunner;
class MaskController;
class ModelController;
class PictureIo;
class RecoveryController;
class RefineController;
class RefineDocument;
class RefinePanel;
class SegmentedButtons;
class Settings;
class StatusLine;

/// The window: makes document, views and controllers and ties them together; what happens is decided by them.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    /// `theme` may be null (tests): the theme menu is then without effect.
    MainWindow(Settings& settings, AppTheme* theme, const JobEnvironment& environment, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a picture given on the command line or by a second start.
    void openFile(const QString& file);
    /// Several: the first is opened, the others wait.
    void openFiles(const QStringList& files);
    /// As another program's editor: saving writes the file and closes the window.
    void editFile(const QString& file);
    bool wroteEditedFile() const { return m_wroteEdited; }

    RefineDocument& document() { return *m_document; }
    JobRunner& runner() { return *m_runner; }
    PictureIo& pictures() { return *m_io; }
    ModelController& models() { return *m_models; }
    FileController& files() { return *m_files; }
    ErrorBar& errorBar() { return *m_errorBar; }
    CanvasArea& canvas() { return *m_canvas; }
    RefinePanel& panel() { return *m_panel; }
    HistoryPanel& history() { return *m_history; }
    Actions& actions() { return *m_actions; }
    GenerateController& generator() { return *m_generate; }
    MaskController& masks() { return *m_masks; }

Q_SIGNALS:
    void firstPaint();  ///< once: the window is on the screen and answers

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    QWidget* buildToolBar();
    QSize smallestSize() const;
    void connectFiles();
    void connectView();
    void connectRefine();
    void connectModels();
    void restoreLayout();
    void saveLayout();
    void afterFirstPaint();
    void tellDamagedSettings();
    void tellUnwritableSettings();

    void showCurrent();
    void showTitle();
    void showPictureFacts();
    void showZoom();
    void showMachine();
    void showModel();
    void updateActions();
    void fillRecent();
    void fillModels();
    void setBare(bool bare);
    void showHistory(quint64 id);

    // First: events arrive (of children, for one) while the members below are made.
    bool m_painted = false;
    bool m_closing = false;
    bool m_wroteEdited = false;
    Settings& m_settings;
    AppTheme* m_theme;
    Actions* m_actions;
    RefineDocument* m_document;
    JobRunner* m_runner;
    PictureIo* m_io;
    ErrorBar* m_errorBar;
    CanvasArea* m_canvas;
    HistoryModel* m_historyModel;
    HistoryPanel* m_history;
    RefinePanel* m_panel;
    StatusLine* m_status;
    QWidget* m_toolBar;
    QSplitter* m_splitter;
    SegmentedButtons* m_modes;
    SegmentedButtons* m_zooms;
    QPushButton* m_modelButton;
    ModelController* m_models;
    FileController* m_files;
    DragController* m_drags;
    RefineController* m_refine;
    GenerateController* m_generate;
    MaskController* m_masks;
    RecoveryController* m_recovery;
    DropController* m_drops;
    QString m_engineVersions;
    bool m_watchingRun = false;  ///< the running job is what is looked at
    int m_watermarkBits = -1;    ///< of the source's invisible mark that agree; -1: not read
};

}  // namespace burnish::ui
