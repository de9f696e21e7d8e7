// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/actions.h"

#include "ui/canvas/compare_view.h"
#include "ui/settings/settings.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>
#include <QMenuBar>

namespace burnish::ui {
namespace {

QAction* make(QObject* parent, const QString& text, const QKeySequence& keys = {}, const QString& iconName = {}) {
    auto* action = new QAction(text, parent);
    if (!keys.isEmpty()) {
        action->setShortcut(keys);
    }
    if (!iconName.isEmpty()) {
        action->setIcon(icon(iconName));
        action->setIconVisibleInMenu(false);
    }
    action->setToolTip(Actions::toolTipFor(*action));
    return action;
}

QAction* makeCheckable(QObject* parent, const QString& text, const QKeySequence& keys = {}) {
    QAction* action = make(parent, text, keys);
    action->setCheckable(true);
    return action;
}

}  // namespace

QString Actions::toolTipFor(const QAction& action) {
    QString text = action.text().remove(QLatin1Char('&'));
    if (text.endsWith(QChar(0x2026))) {
        text.chop(1);
    }
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, keys);
}

Actions::Actions(QObject* parent) : QObject(parent) {
    makeFileActions();
    makeViewActions();
    makeRefineActions();
}

void Actions::makeFileActions() {
    newFromText = make(this, tr("&New from text…"), QKeySequence::New);
    open = make(this, tr("&Open…"), QKeySequence::Open, QStringLiteral("open"));
    openNext = make(this, tr("Open ne&xt"), QKeySequence(Qt::CTRL | Qt::Key_PageDown));
    openNext->setEnabled(false);
    save = make(this, tr("&Save"), QKeySequence::Save, QStringLiteral("save"));
    saveAs = make(this, tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    clearRecent = make(this, tr("&Clear list"));
    close = make(this, tr("&Close window"), QKeySequence::Close);
    stripPrivate = makeCheckable(this, tr("&Leave out place and people"));
    quit = make(this, tr("&Quit"), QKeySequence::Quit);
    undo = make(this, tr("&Undo"), QKeySequence::Undo, QStringLiteral("undo"));
    redo = make(this, tr("&Redo"), QKeySequence::Redo, QStringLiteral("redo"));
    copy = make(this, tr("&Copy picture"), QKeySequence::Copy);
    paste = make(this, tr("&Paste picture"), QKeySequence::Paste);
    preferences = make(this, tr("Se&ttings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma));
}

void Actions::makeViewActions() {
    wipe = makeCheckable(this, tr("&Wipe"));
    flip = makeCheckable(this, tr("&Flip"));
    auto* modes = new QActionGroup(this);
    modes->addAction(wipe);
    modes->addAction(flip);
    wipe->setChecked(true);
    rotateWipe = make(this, tr("&Rotate the divider"), QKeySequence(Qt::Key_R));
    showSource = makeCheckable(this, tr("Show the &source (hold B)"));
    zoomIn = make(this, tr("Zoom &in"), QKeySequence::ZoomIn);
    zoomOut = make(this, tr("Zoom &out"), QKeySequence::ZoomOut);
    zoomFit = make(this, tr("Fit to win&dow"), QKeySequence(Qt::CTRL | Qt::Key_0));
    zoomActual = make(this, tr("&100 %"), QKeySequence(Qt::CTRL | Qt::Key_1));
    zoomDouble = make(this, tr("&200 %"), QKeySequence(Qt::CTRL | Qt::Key_2));
    historyPanel = makeCheckable(this, tr("&History"), QKeySequence(Qt::Key_F9));
    refinePanel = makeCheckable(this, tr("Refine pa&nel"), QKeySequence(Qt::Key_F10));
    bareCanvas = makeCheckable(this, tr("&Bare canvas"), QKeySequence(Qt::CTRL | Qt::Key_F9));
    fullScreen = makeCheckable(this, tr("F&ull screen"), QKeySequence(Qt::Key_F11));
    themes = new QActionGroup(this);
    const std::initializer_list<std::pair<Theme, QString>> themeNames{
        {Theme::System, tr("As the &system")}, {Theme::Light, tr("&Light")}, {Theme::Dark, tr("&Dark")}};
    for (const auto& [theme, name] : themeNames) {
        QAction* action = themes->addAction(makeCheckable(this, name));
        action->setData(static_cast<int>(theme));
    }
    highContrast = makeCheckable(this, tr("&High contrast"));
    canvases = new QActionGroup(this);
    const std::initializer_list<std::pair<CanvasColour, QString>> colours{{CanvasColour::Theme, tr("As the &theme")},
                                                                          {CanvasColour::Dark, tr("&Dark")},
                                                                          {CanvasColour::MidGrey, tr("&Mid grey")},
                                                                          {CanvasColour::Light, tr("&Light")}};
    for (const auto& [colour, name] : colours) {
        QAction* action = canvases->addAction(makeCheckable(this, name));
        action->setData(static_cast<int>(colour));
        action->setChecked(colour == CanvasColour::Theme);
    }
}

void Actions::makeRefineActions() {
    refine = make(this, tr("&Refine"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    cancel = make(this, tr("&Cancel"), QKeySequence(Qt::Key_Escape));
    focusPrompt = make(this, tr("Go to the &prompt"), QKeySequence(Qt::Key_Slash));
    drawSeed = make(this, tr("&Draw another seed"));
    lockSeed = makeCheckable(this, tr("&Keep the seed"));
    refineSource = makeCheckable(this, tr("Refine the &source"));
    refineResult = makeCheckable(this, tr("Refine this r&esult"));
    auto* from = new QActionGroup(this);
    from->addAction(refineSource);
    from->addAction(refineResult);
    restoreSettings = make(this, tr("Se&t what made this result"));
    chooseModel = make(this, tr("&Choose a model folder…"));
    chooseModelFile = make(this, tr("Choose a model fi&le…"));
    releaseModels = make(this, tr("&Free the model's memory"));
    about = make(this, tr("&About Burnish"));
}

void Actions::fillMenuBar(QMenuBar& bar) {
    QMenu* file = bar.addMenu(tr("&File"));
    file->addActions({newFromText, open});
    recentMenu = file->addMenu(tr("Open &recent"));
    file->addAction(openNext);
    file->addSeparator();
    file->addActions({save, saveAs, stripPrivate});
    file->addSeparator();
    file->addActions({close, quit});

    QMenu* edit = bar.addMenu(tr("&Edit"));
    edit->addActions({undo, redo});
    edit->addSeparator();
    edit->addActions({copy, paste});
    edit->addSeparator();
    edit->addAction(preferences);

    QMenu* view = bar.addMenu(tr("&View"));
    view->addActions({wipe, flip, rotateWipe, showSource});
    view->addSeparator();
    view->addActions({zoomIn, zoomOut, zoomFit, zoomActual, zoomDouble});
    view->addSeparator();
    view->addActions({historyPanel, refinePanel, bareCanvas, fullScreen});
    view->addSeparator();
    QMenu* themeMenu = view->addMenu(tr("&Theme"));
    themeMenu->addActions(themes->actions());
    themeMenu->addSeparator();
    themeMenu->addAction(highContrast);
    view->addMenu(tr("&Canvas colour"))->addActions(canvases->actions());

    QMenu* refineMenu = bar.addMenu(tr("&Refine"));
    refineMenu->addActions({refine, cancel});
    refineMenu->addSeparator();
    refineMenu->addActions({refineSource, refineResult, restoreSettings});
    refineMenu->addSeparator();
    refineMenu->addActions({focusPrompt, drawSeed, lockSeed});

    modelMenu = bar.addMenu(tr("&Models"));
    bar.addMenu(tr("&Help"))->addAction(about);
}

}  // namespace burnish::ui
