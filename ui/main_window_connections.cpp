// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
// What is tied to what in MainWindow.
#include "core/common/app_paths.h"
#include "ui/actions.h"
#include "ui/canvas/canvas_area.h"
#include "ui/canvas/compare_view.h"
#include "ui/canvas/empty_card.h"
#include "ui/common/model_text.h"
#include "ui/common/path_text.h"
#include "ui/common/time_text.h"
#include "ui/controllers/drag_controller.h"
#include "ui/controllers/drop_controller.h"
#include "ui/controllers/file_controller.h"
#include "ui/controllers/generate_controller.h"
#include "ui/controllers/model_controller.h"
#include "ui/controllers/process_memory.h"
#include "ui/controllers/refine_controller.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/jobs/picture_io.h"
#include "ui/main_window.h"
#include "ui/panels/extras_section.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/more_section.h"
#include "ui/panels/prompt_section.h"
#include "ui/panels/refine_panel.h"
#include "ui/panels/seed_section.h"
#include "ui/panels/status_line.h"
#include "ui/settings/settings.h"
#include "ui/settings/settings_dialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/error_bar.h"
#include "ui/widgets/prompt_edit.h"
#include "ui/widgets/segmented_buttons.h"

#include <QAction>
#include <QActionGroup>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QUndoStack>

namespace burnish::ui {

void MainWindow::connectFiles() {
    connect(m_actions->open, &QAction::triggered, m_files, &FileController::openByDialog);
    connect(m_actions->save, &QAction::triggered, m_files, &FileController::save);
    connect(m_actions->saveAs, &QAction::triggered, m_files, &FileController::saveAs);
    m_actions->stripPrivate->setChecked(m_files->stripsPrivate());
    connect(m_actions->stripPrivate, &QAction::toggled, m_files, &FileController::setStripsPrivate);
    connect(m_actions->copy, &QAction::triggered, m_files, &FileController::copy);
    connect(m_actions->paste, &QAction::triggered, m_files, &FileController::paste);
    connect(m_actions->close, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->clearRecent, &QAction::triggered, this, [this] { m_settings.clearRecentFiles(); });
    connect(m_actions->recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    EmptyCard* card = m_canvas->card();
    card->setSampleAvailable(!FileController::sampleFile().isEmpty());
    connect(card, &EmptyCard::openRequested, m_files, &FileController::openByDialog);
    connect(card, &EmptyCard::pasteRequested, m_files, &FileController::paste);
    connect(card, &EmptyCard::sampleRequested, m_files, &FileController::openSample);
    connect(card, &EmptyCard::modelRequested, this, [this] { m_models->chooseByDialog(this); });
    connect(m_actions->openNext, &QAction::triggered, m_files, &FileController::openNext);
    connect(m_files, &FileController::waitingChanged, this, [this] {
        const QStringList& waiting = m_files->waiting();
        m_actions->openNext->setEnabled(!waiting.isEmpty());
        m_actions->openNext->setText(
            waiting.isEmpty() ? tr("Open ne&xt") : tr("Open ne&xt: %1").arg(QFileInfo(waiting.first()).fileName()));
    });
    connect(m_files, &FileController::editedFileWritten, this, [this] {
        m_wroteEdited = true;
        m_closing = true;
        m_runner->endSession(true);
        close();
    });
    connect(m_drops, &DropController::filesDropped, m_files, &FileController::openAll);
    connect(m_drops, &DropController::pictureDropped, this,
            [this](const QImage& picture) { m_files->afterUnsaved([this, picture] { m_io->openPasted(picture); }); });
    connect(m_files, &FileController::sourceWatermarkRead, this, [this](int matching) {
        m_watermarkBits = matching;
        showPictureFacts();
    });
    connect(m_drops, &DropController::modelDropped, this,
            [this](const QString& path) { m_models->choose(toPath(path), true); });
    connect(m_io, &PictureIo::opening, this, [this](const QString& name) {
        m_status->setRunning(tr("Opening %1").arg(name), -1, {});
        updateActions();
    });
    const auto openEnded = [this] {
        m_status->setIdle();
        updateActions();
    };
    connect(m_io, &PictureIo::opened, this, openEnded);
    connect(m_io, &PictureIo::recovered, this, openEnded);
    connect(m_io, &PictureIo::openFailed, this, openEnded);
    connect(m_io, &PictureIo::openCancelled, this, openEnded);
}

void MainWindow::connectView() {
    CompareView* view = m_canvas->view();
    const auto setMode = [this, view](int index) {
        view->setMode(index == 0 ? CompareMode::Wipe : CompareMode::Flip);
        (index == 0 ? m_actions->wipe : m_actions->flip)->setChecked(true);
        m_modes->setCurrent(index);
    };
    connect(m_modes, &SegmentedButtons::chosen, this, setMode);
    connect(m_actions->wipe, &QAction::triggered, this, [setMode] { setMode(0); });
    connect(m_actions->flip, &QAction::triggered, this, [setMode] { setMode(1); });
    connect(m_actions->rotateWipe, &QAction::triggered, view, &CompareView::rotateWipe);
    connect(m_actions->showSource, &QAction::toggled, view, &CompareView::setSourceHeld);
    connect(view, &CompareView::sourceHeldChanged, m_actions->showSource, &QAction::setChecked);
    connect(m_actions->zoomIn, &QAction::triggered, view, [view] { view->zoomBy(1.25); });
    connect(m_actions->zoomOut, &QAction::triggered, view, [view] { view->zoomBy(0.8); });
    connect(m_actions->zoomFit, &QAction::triggered, view, &CompareView::zoomFit);
    connect(m_actions->zoomActual, &QAction::triggered, view, [view] { view->zoomTo(1); });
    connect(m_actions->zoomDouble, &QAction::triggered, view, [view] { view->zoomTo(2); });
    connect(m_zooms, &SegmentedButtons::chosen, view,
            [view](int index) { index == 0 ? view->zoomFit() : view->zoomTo(index); });
    connect(view, &CompareView::zoomChanged, this, &MainWindow::showZoom);
    connect(view, &CompareView::dragOutRequested, this, [this] { m_drags->dragOut(m_document->currentId()); });
    connect(m_actions->historyPanel, &QAction::toggled, this, [this](bool on) { m_history->setVisible(on); });
    connect(m_actions->refinePanel, &QAction::toggled, this, [this](bool on) { m_panel->setVisible(on); });
    connect(m_actions->bareCanvas, &QAction::toggled, this, &MainWindow::setBare);
    connect(m_actions->fullScreen, &QAction::toggled, this,
            [this](bool on) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, on)); });
    connect(m_actions->canvases, &QActionGroup::triggered, view,
            [view](QAction* action) { view->setCanvasColour(static_cast<CanvasColour>(action->data().toInt())); });
    for (QAction* action : m_actions->themes->actions()) {
        action->setChecked(action->data().toInt() == static_cast<int>(m_settings.theme()));
    }
    connect(m_actions->themes, &QActionGroup::triggered, this, [this](QAction* action) {
        const auto theme = static_cast<Theme>(action->data().toInt());
        m_settings.setTheme(theme);
        if (m_theme != nullptr) {
            m_theme->apply(theme);
        }
    });
    connect(m_actions->highContrast, &QAction::triggered, this, [this](bool on) {
        const Contrast contrast = on ? Contrast::High : Contrast::Normal;
        m_settings.setContrast(contrast);
        if (m_theme != nullptr) {
            m_theme->apply(m_theme->choice(), contrast);
        }
    });
}

void MainWindow::connectRefine() {
    connect(m_document, &RefineDocument::sourceChanged, this, [this] {
        m_watchingRun = false;
        showCurrent();
        showTitle();
        m_watermarkBits = -1;
        showPictureFacts();
        updateActions();
        m_canvas->view()->setFocus();
    });
    connect(m_document, &RefineDocument::currentChanged, this, [this] {
        showCurrent();
        updateActions();
    });
    connect(m_document, &RefineDocument::settingsChanged, this, &MainWindow::updateActions);
    connect(m_document, &RefineDocument::computeChanged, this, &MainWindow::showMachine);
    connect(m_document, &RefineDocument::modifiedChanged, this, &MainWindow::showTitle);
    QUndoStack* stack = m_document->undoStack();
    connect(m_actions->undo, &QAction::triggered, stack, &QUndoStack::undo);
    connect(m_actions->redo, &QAction::triggered, stack, &QUndoStack::redo);
    const auto name = [](QAction* action, const QString& plain, const QString& step) {
        action->setText(step.isEmpty() ? plain : QStringLiteral("%1: %2").arg(plain, step));
        action->setToolTip(Actions::toolTipFor(*action));
    };
    connect(stack, &QUndoStack::undoTextChanged, this,
            [this, name](const QString& step) { name(m_actions->undo, tr("&Undo"), step); });
    connect(stack, &QUndoStack::redoTextChanged, this,
            [this, name](const QString& step) { name(m_actions->redo, tr("&Redo"), step); });
    connect(stack, &QUndoStack::indexChanged, this, &MainWindow::updateActions);

    connect(m_panel, &RefinePanel::refineRequested, m_refine, &RefineController::refine);
    connect(m_panel, &RefinePanel::cancelRequested, m_refine, &RefineController::cancel);
    connect(m_actions->refine, &QAction::triggered, m_refine, &RefineController::refine);
    connect(m_actions->cancel, &QAction::triggered, this,
            [this] { m_io->isOpening() ? m_io->cancelOpen() : m_refine->cancel(); });
    connect(m_refine, &RefineController::stateChanged, this, &MainWindow::updateActions);
    connect(m_refine, &RefineController::memoryMayHaveChanged, this, &MainWindow::showMachine);
    connect(m_runner, &JobRunner::started, this, [this] { m_watchingRun = true; });
    connect(m_refine, &RefineController::previewChanged, this, &MainWindow::showCurrent);
    connect(m_runner, &JobRunner::engineReady, this, [this](const QString& versions) {
        m_engineVersions = versions;
        showMachine();
    });
    connect(m_history, &HistoryPanel::chosen, this, &MainWindow::showHistory);
    connect(m_history, &HistoryPanel::restoreRequested, this, [this](quint64 id) {
        if (id != m_refine->runningId()) {
            m_document->restoreSettings(id);
        }
    });
    connect(m_history, &HistoryPanel::dragOutRequested, m_drags, &DragController::dragOut);
    connect(m_actions->focusPrompt, &QAction::triggered, this, [this] {
        m_actions->refinePanel->setChecked(true);
        m_panel->prompt()->prompt()->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_actions->drawSeed, &QAction::triggered, m_panel->seed()->dice(), &QToolButton::click);
    connect(m_actions->lockSeed, &QAction::triggered, m_document, &RefineDocument::setSeedLocked);
    connect(m_actions->refineSource, &QAction::triggered, m_document,
            [this] { m_document->setRefineFrom(RefineFrom::Source); });
    connect(m_actions->refineResult, &QAction::triggered, m_document,
            [this] { m_document->setRefineFrom(RefineFrom::Result); });
    connect(m_actions->restoreSettings, &QAction::triggered, m_document,
            [this] { m_document->restoreSettings(m_document->currentId()); });
}

void MainWindow::connectModels() {
    connect(m_models, &ModelController::modelChanged, this, &MainWindow::showModel);
    connect(m_models, &ModelController::machineKnown, this, [this] {
        m_panel->more()->setMachine(m_models->machine());
        showMachine();
    });
    connect(m_models, &ModelController::knownChanged, this, &MainWindow::fillModels);
    connect(m_models, &ModelController::extraChosen, m_panel->extras(), &ExtrasSection::take);
    connect(m_actions->chooseModel, &QAction::triggered, this, [this] { m_models->chooseByDialog(this); });
    connect(m_actions->newFromText, &QAction::triggered, m_generate, &GenerateController::ask);
    connect(m_actions->chooseModelFile, &QAction::triggered, this, [this] { m_models->chooseFileByDialog(this); });
    connect(m_actions->releaseModels, &QAction::triggered, m_runner, &JobRunner::releaseModels);
    connect(m_actions->about, &QAction::triggered, this, [this] {
        auto* dialog = new AboutDialog(m_models->model(), m_engineVersions, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(m_actions->preferences, &QAction::triggered, this, [this] {
        auto* dialog = new SettingsDialog(m_settings, m_theme, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &SettingsDialog::themeChosen, this, [this](Theme theme) {
            for (QAction* action : m_actions->themes->actions()) {
                action->setChecked(action->data().toInt() == static_cast<int>(theme));
            }
        });
        dialog->open();
    });
    m_modelButton->setMenu(m_actions->modelMenu);
    fillModels();
}

void MainWindow::fillModels() {
    QMenu* menu = m_actions->modelMenu;
    menu->clear();
    const auto& current = m_models->model();
    bool listed = false;
    const auto add = [&](const CheckpointInfo& info) {
        //: a model's name, and what it is: "SDXL refiner", "SDXL base"
        QAction* action = menu->addAction(
            tr("%1 · %2").arg(QString::fromStdString(info.name), QString::fromStdString(family_name(info.family))));
        action->setCheckable(true);
        action->setChecked(current && current->path == info.path);
        action->setToolTip(toQString(info.path));
        listed = listed || action->isChecked();
        connect(action, &QAction::triggered, m_models, [this, path = info.path] { m_models->choose(path, true); });
    };
    for (const CheckpointInfo& info : m_models->known()) {
        add(info);
    }
    if (current && !listed) {
        add(*current);
    }
    menu->addSeparator();
    menu->addActions({m_actions->chooseModel, m_actions->chooseModelFile, m_actions->releaseModels});
}

void MainWindow::showModel() {
    const auto& model = m_models->model();
    const QString name = model ? QString::fromStdString(model->name) : tr("No model");
    m_modelButton->setText(
        m_modelButton->fontMetrics().elidedText(name, Qt::ElideRight, m_modelButton->maximumWidth() - 44));
    m_modelButton->setAccessibleName(tr("Model: %1").arg(name));
    m_modelButton->setToolTip(model ? toQString(model->path) : tr("Choose a model"));
    m_canvas->card()->setModel(model ? tr("%1 is ready").arg(name) : tr("Looking for a model …"),
                               modelNote(m_models->model()));
    m_panel->more()->setFamily(model ? model->family : ModelFamily::SdxlRefiner);
    fillModels();
    showMachine();
    updateActions();
}

void MainWindow::showMachine() {
    const auto& model = m_models->model();
    const DecodedSource* source = m_document->decodedSource();
    const auto plan = source != nullptr ? m_models->plan(source->image->width(), source->image->height())
                                        : m_models->plan(1024, 1024);
    QStringList parts{model ? QString::fromStdString(model->name) : tr("No model")};
    if (plan) {
        const QString device = plan->compute.device == "cpu" ? tr("CPU, %n thread(s)", nullptr, plan->compute.threads)
                                                             : QString::fromStdString(plan->compute.device);
        QString line = QStringLiteral("%1, %2").arg(device, QString::fromStdString(plan->compute.dtype));
        if (plan->compute.offload != "none") {
            line += tr(", %1 offload").arg(QString::fromStdString(plan->compute.offload));
        }
        parts.append(line);
    }
    if (const quint64 whole = m_models->machine().memory_bytes; whole > 0) {
        //: memory in use of memory in all
        parts.append(tr("%1 of %2").arg(memoryAmount(residentMemory()), memoryAmount(whole)));
    }
    if (model && model->path == pocket_model_path()) {
        //: the small model that comes with the program
        parts.append(tr("for trying out"));
    }
    m_status->setMachineText(parts.join(QStringLiteral(" · ")), modelNote(m_models->model()));
}

void MainWindow::fillRecent() {
    QMenu* menu = m_actions->recentMenu;
    menu->clear();
    const QStringList files = m_settings.recentFiles();
    for (const QString& file : files) {
        QAction* action = menu->addAction(QFileInfo(file).fileName());
        action->setToolTip(file);
        action->setStatusTip(file);
        action->setEnabled(QFileInfo::exists(file));
        connect(action, &QAction::triggered, m_files, [this, file] { m_files->open(file); });
    }
    menu->addSeparator();
    m_actions->clearRecent->setEnabled(!files.isEmpty());
    menu->addAction(m_actions->clearRecent);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::KeyRelease) {
        return QMainWindow::eventFilter(watched, event);
    }
    auto* key = static_cast<QKeyEvent*>(event);
    const bool press = event->type() == QEvent::KeyPress;
    CompareView* view = m_canvas->view();
    if (watched == view && key->key() == Qt::Key_B && key->modifiers() == Qt::NoModifier &&
        m_document->after() != nullptr) {
        if (!key->isAutoRepeat()) {
            view->setSourceHeld(press);
        }
        return true;
    }
    // Tab makes the canvas bare where the mouse chose it; who came by keyboard goes on with Tab.
    const bool byMouse = view->isFocusedByMouse();
    const bool bare = m_actions->bareCanvas->isChecked();
    if (watched == view && press && key->key() == Qt::Key_Tab && key->modifiers() == Qt::NoModifier &&
        (byMouse || bare)) {
        m_actions->bareCanvas->toggle();
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

}  // namespace burnish::ui
