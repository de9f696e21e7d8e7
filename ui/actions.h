// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

class QAction;
class QActionGroup;
class QMenu;
class QMenuBar;

namespace burnish::ui {

/// Every command of the window once: menus, toolbar and keys share these. Owned by the window.
class Actions final : public QObject {
    Q_OBJECT
public:
    explicit Actions(QObject* parent);

    void fillMenuBar(QMenuBar& bar);
    /// Text without the access key, and the shortcut in brackets.
    static QString toolTipFor(const QAction& action);

    QAction* newFromText;
    QAction* open;
    QAction* openNext;
    QAction* save;
    QAction* saveAs;
    QAction* stripPrivate;  ///< leave out place and people when saving; checkable
    QAction* clearRecent;
    QAction* close;
    QAction* quit;
    QAction* undo;
    QAction* redo;
    QAction* copy;
    QAction* paste;
    QAction* preferences;
    QAction* wipe;
    QAction* flip;
    QAction* rotateWipe;
    QAction* showSource;
    QAction* zoomIn;
    QAction* zoomOut;
    QAction* zoomFit;
    QAction* zoomActual;
    QAction* zoomDouble;
    QAction* historyPanel;
    QAction* refinePanel;
    QAction* bareCanvas;
    QAction* fullScreen;
    QAction* refine;
    QAction* cancel;
    QAction* focusPrompt;
    QAction* drawSeed;
    QAction* lockSeed;
    QAction* refineSource;
    QAction* refineResult;
    QAction* restoreSettings;
    QAction* chooseModel;
    QAction* chooseModelFile;
    QAction* releaseModels;
    QAction* about;
    QAction* highContrast;
    QActionGroup* themes;    ///< data: int(Theme)
    QActionGroup* canvases;  ///< data: int(CanvasColour)
    QMenu* recentMenu = nullptr;
    QMenu* modelMenu = nullptr;

private:
    void makeFileActions();
    void makeViewActions();
    void makeRefineActions();
};

}  // namespace burnish::ui
