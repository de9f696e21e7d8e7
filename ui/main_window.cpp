// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/main_window.h"

#include "core/watermark/watermark.h"
#include "ui/actions.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/compare_view.h"
#include "ui/canvas/empty_card.h"
#include "ui/common/path_text.h"
#include "ui/common/time_text.h"
#include "ui/controllers/drag_controller.h"
#include "ui/controllers/drop_controller.h"
#include "ui/controllers/file_controller.h"
#include "ui/controllers/generate_controller.h"
#include "ui/controllers/mask_controller.h"
#include "ui/controllers/model_controller.h"
#include "ui/controllers/recovery_controller.h"
#include "ui/controllers/refine_controller.h"
#include "ui/controllers/source_notices.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/jobs/picture_io.h"
#include "ui/panels/history_model.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/refine_panel.h"
#include "ui/panels/status_line.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/error_bar.h"
#include "ui/widgets/segmented_buttons.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QColorSpace>
#include <QLocale>
#include <QMenuBar>
#include <QSplitter>
#include <QTimer>
#include <QUndoStack>

#include <span>

namespace burnish::ui {
namespace {

/// What an embedded profile calls itself; empty where Qt cannot read it.
QString profileName(const Image& image) {
    const auto bytes = std::as_bytes(std::span(image.icc_profile));
    const QByteArray profile(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    const QString name = QColorSpace::fromIccProfile(profile).description();
    return name.isEmpty() ? MainWindow::tr("with profile") : name;
}

}  // namespace

MainWindow::MainWindow(Settings& settings, AppTheme* theme, const JobEnvironment& environment, QWidget* parent)
    : QMainWindow(parent), m_settings(settings), m_theme(theme), m_actions(new Actions(this)),
      m_document(new RefineDocument(this)), m_runner(new JobRunner(environment, this)),
      m_io(new PictureIo(environment, this)) {
    RefineSettings initial = m_document->settings();
    initial.prompt = settings.lastPrompt().toStdString();
    m_document->setInitialSettings(initial);
    m_document->setCompute(settings.compute());
    m_document->setPreviewWanted(settings.previews());
    build();
    m_models = new ModelController(*m_document, settings, *m_errorBar, this);
    m_files = new FileController(*m_document, *m_io, *m_runner, settings, *m_errorBar, this);
    m_drags = new DragController(*m_document, *m_io, *m_files, *m_errorBar, this);
    m_refine = new RefineController(*m_document, *m_runner, *m_models,
                                    {*m_panel, *m_status, *m_historyModel, *m_errorBar}, this);
    m_generate = new GenerateController({*m_document, *m_runner, *m_io, *m_models, *m_files, *m_errorBar}, this);
    m_masks = new MaskController({*m_document, *m_io, settings, *m_panel->mask(), *m_canvas, *m_errorBar}, this);
    m_recovery = new RecoveryController(*m_document, *m_io, *m_runner, *m_errorBar, this);
    m_drops = new DropController(this, *m_canvas);
    connectFiles();
    connectView();
    connectRefine();
    connectModels();
    restoreLayout();
    showCurrent();
    showTitle();
    showModel();
    m_actions->highContrast->setChecked(tokensFor(palette()).strong);
    updateActions();
}

MainWindow::~MainWindow() {
    // Views and controllers refer to the document and to the threads' fronts, which would otherwise go before them.
    m_document->undoStack()->disconnect();
    for (QObject* object : std::initializer_list<QObject*>{m_document, m_runner, m_io, m_canvas->view()}) {
        object->disconnect();
    }
    delete m_masks;
    delete m_generate;
    delete m_refine;
    delete m_recovery;
    delete m_drags;
    delete m_files;
    delete m_drops;
    delete m_models;
    m_canvas = nullptr;
    delete takeCentralWidget();
    delete m_historyModel;
    delete m_runner;
    delete m_io;
}

void MainWindow::openFile(const QString& file) {
    m_files->open(file);
}

void MainWindow::openFiles(const QStringList& files) {
    m_files->openAll(files);
}

void MainWindow::editFile(const QString& file) {
    m_files->edit(file);
    m_actions->save->setText(tr("&Save and return"));
    m_actions->save->setToolTip(Actions::toolTipFor(*m_actions->save));
    updateActions();
}

bool MainWindow::event(QEvent* event) {
    const bool handled = QMainWindow::event(event);
    if (!m_painted && event->type() == QEvent::Paint) {
        m_painted = true;
        // What the first paint should not wait for: the model, the machine, the engine, what a crash left behind.
        QTimer::singleShot(0, this, &MainWindow::afterFirstPaint);
    }
    return handled;
}

void MainWindow::afterFirstPaint() {
    Q_EMIT firstPaint();
    m_models->start();
    if (!m_files->isEditing()) {
        m_recovery->look();
    }
    m_runner->warmUp();
    tellDamagedSettings();
    tellUnwritableSettings();
}

void MainWindow::tellUnwritableSettings() {
    if (m_settings.sync()) {
        return;
    }
    m_errorBar->show(
        {.kind = Notice::Kind::Information,
         .title = tr("The settings cannot be written"),
         .body = tr("Burnish works, but forgets them when it is closed. Results are not kept for a crash: save them."),
         .details = m_settings.files().join(QLatin1Char('\n')),
         .actions = {},
         .topic = QStringLiteral("settings")});
}

void MainWindow::tellDamagedSettings() {
    const QStringList& files = m_settings.damagedFiles();
    if (files.isEmpty()) {
        return;
    }
    m_errorBar->show({.kind = Notice::Kind::Information,
                      .title = tr("The settings could not be read"),
                      .body = tr("Burnish starts with its own; the damaged file is kept."),
                      .details = files.join(QLatin1Char('\n')),
                      .actions = {},
                      .topic = QStringLiteral("settings")});
}

void MainWindow::showCurrent() {
    CompareView* view = m_canvas->view();
    m_canvas->showPicture(m_document->hasSource());
    const Picture* before = m_document->before();
    if (before == nullptr) {
        view->setBefore({}, {});
        view->setAfter({}, {});
        return;
    }
    const QLocale locale;
    const Picture* after = m_document->after();
    QImage afterImage = after != nullptr ? after->display : QImage();
    QString afterText =
        after != nullptr ? tr("After · %1").arg(locale.toString(after->settings.strength, 'f', 2)) : QString();
    if (m_watchingRun && m_refine->runningId() != 0) {
        const Picture* parent = m_document->picture(m_refine->runningParent());
        const bool same = after != nullptr && after->parentId == m_refine->runningParent();
        before = parent != nullptr ? parent : before;
        // Until the first preview the last good result stays, or the picture that is being refined.
        const QImage waiting = same ? after->display : before->display;
        afterImage = m_refine->preview().isNull() ? waiting : m_refine->preview();
        afterText = m_refine->pillText();
    }
    view->setBefore(before->display, tr("Before"));
    view->setAfter(afterImage, afterText);
    m_history->setCurrent(m_watchingRun && m_refine->runningId() != 0 ? m_refine->runningId()
                                                                      : m_document->currentId());
}

void MainWindow::showHistory(quint64 id) {
    m_watchingRun = id == m_refine->runningId();
    if (m_watchingRun) {
        return showCurrent();
    }
    m_document->setCurrent(id);
    showCurrent();
}

void MainWindow::showTitle() {
    const Picture* source = m_document->source();
    setWindowTitle(source == nullptr ? QStringLiteral("Burnish") : tr("%1[*] – Burnish").arg(source->name));
    setWindowModified(m_document->isModified());
}

void MainWindow::showPictureFacts() {
    const DecodedSource* source = m_document->decodedSource();
    if (source == nullptr) {
        return m_status->setPictureText({});
    }
    const QLocale locale;
    const QString profile = source->image->icc_profile.empty() ? QStringLiteral("sRGB") : profileName(*source->image);
    QStringList facts{source->name, tr("%1 × %2").arg(source->image->width()).arg(source->image->height()),
                      tr("%n bit", nullptr, source->bits), profile};
    QString hint;
    if (findsWatermark(m_watermarkBits)) {
        facts.append(tr("watermark"));
        hint = tr("Carries the invisible mark of generated pictures: %1 of %2 bits agree")
                   .arg(locale.toString(m_watermarkBits), locale.toString(kWatermarkBits));
    }
    m_status->setPictureText(facts.join(QStringLiteral(" · ")), hint);
    showZoom();
}

void MainWindow::showZoom() {
    const CompareView* view = m_canvas->view();
    if (!m_document->hasSource()) {
        m_zooms->setCurrent(-1);
        return m_status->setZoomText({});
    }
    const QString percent = tr("%1 %").arg(QLocale().toString(qRound(view->zoom() * 100)));
    m_status->setZoomText(view->isFit() ? tr("Fit %1").arg(percent) : percent);
    const bool one = qAbs(view->zoom() - 1.0) < 1e-6;
    const bool two = qAbs(view->zoom() - 2.0) < 1e-6;
    m_zooms->setCurrent(view->isFit() ? 0 : one ? 1 : two ? 2 : -1);
}

void MainWindow::updateActions() {
    const bool source = m_document->hasSource();
    const bool result = m_document->after() != nullptr;
    m_actions->save->setEnabled(result);
    m_actions->saveAs->setEnabled(result);
    m_actions->copy->setEnabled(source);
    for (QAction* action : {m_actions->open, m_actions->paste, m_actions->recentMenu->menuAction()}) {
        action->setEnabled(!m_files->isEditing());
    }
    m_actions->undo->setEnabled(m_document->undoStack()->canUndo());
    m_actions->redo->setEnabled(m_document->undoStack()->canRedo());
    for (QAction* action :
         {m_actions->wipe, m_actions->flip, m_actions->rotateWipe, m_actions->showSource, m_actions->zoomIn,
          m_actions->zoomOut, m_actions->zoomFit, m_actions->zoomActual, m_actions->zoomDouble}) {
        action->setEnabled(source);
    }
    m_modes->setEnabled(source);
    m_zooms->setEnabled(source);
    m_modes->setCurrent(!source ? -1 : m_canvas->view()->mode() == CompareMode::Wipe ? 0 : 1);
    m_actions->refine->setEnabled(m_refine->canRefine());
    m_actions->newFromText->setEnabled(!m_runner->isRunning());
    m_actions->cancel->setEnabled(m_runner->isRunning() || m_io->isOpening());
    m_actions->refineResult->setEnabled(result);
    m_actions->refineSource->setEnabled(source);
    m_actions->restoreSettings->setEnabled(result);
    const bool fromResult = m_document->refineFrom() == RefineFrom::Result;
    m_actions->refineResult->setChecked(fromResult);
    m_actions->refineSource->setChecked(!fromResult);
    m_actions->lockSeed->setChecked(m_document->seedLocked());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!m_closing && m_document->isModified()) {
        event->ignore();
        return m_files->afterUnsaved([this] {
            m_closing = true;
            close();
        });
    }
    saveLayout();
    m_settings.setLastPrompt(QString::fromStdString(m_document->settings().prompt));
    m_settings.sync();
    m_runner->cancel();
    m_runner->endSession(false);
    event->accept();
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_actions != nullptr) {
        m_actions->highContrast->setChecked(tokensFor(palette()).strong);
    }
    if (event->type() == QEvent::ActivationChange && m_document != nullptr && !isActiveWindow() &&
        m_canvas != nullptr) {
        m_canvas->view()->setSourceHeld(false);
        m_actions->showSource->setChecked(false);
    }
}

}  // namespace burnish::ui
