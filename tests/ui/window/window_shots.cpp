// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
// Draws the window in each of its states into a folder, on fakes: put the pictures beside the designs.
// window_shots FOLDER SUFFIX PICTURE [WIDTH HEIGHT]; BURNISH_SHOTS_FONT=1.5 for larger text,
// BURNISH_SHOTS_CONTRAST=high, BURNISH_SHOTS_LANGUAGE=pseudo, and Qt's own -reverse.
#include "tests/support/pseudo_language.h"
#include "tests/ui/window/window_fixture.h"
#include "ui/actions.h"
#include "ui/controllers/model_controller.h"
#include "ui/document/refine_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/panels/more_section.h"
#include "ui/panels/prompt_section.h"
#include "ui/panels/refine_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/error_bar.h"
#include "ui/widgets/fold_header.h"
#include "ui/widgets/prompt_edit.h"

#include <QAction>
#include <QApplication>
#include <QLocale>
#include <QTest>
#include <QTranslator>

using namespace burnish;
using namespace burnish::ui;

namespace {

struct Shots {
    QString folder;
    QString suffix;
    QString picture;
    QSize size;
    AppTheme& theme;

    void take(QWidget& window, const QString& name) const {
        QTest::qWait(120);
        window.grab().save(QStringLiteral("%1/%2%3.png").arg(folder, name, suffix));
    }
    void refine(MainWindow& window) const {
        window.actions().refine->trigger();
        (void)QTest::qWaitFor([&] { return !window.runner().isRunning(); }, 20000);
    }
    void states(Theme colours, const QString& name) const {
        theme.apply(colours, qEnvironmentVariable("BURNISH_SHOTS_CONTRAST") == QLatin1String("high")
                                 ? Contrast::High
                                 : Contrast::Normal);
        test::WindowFixture fixture;
        fixture.open(&theme);
        MainWindow& window = *fixture.window;
        window.resize(size);
        window.show();
        (void)QTest::qWaitFor([&] { return window.models().model().has_value() && !window.models().known().isEmpty(); },
                              10000);
        take(window, QStringLiteral("empty-") + name);
        window.panel().prompt()->prompt()->insertPlainText(
            QStringLiteral("a portrait of an astronaut, soft studio light"));
        window.panel().prompt()->negative()->insertPlainText(QStringLiteral("noisy, blurry"));
        window.openFile(picture);
        (void)QTest::qWaitFor([&] { return window.document().hasSource(); }, 10000);
        QTest::qWait(300);
        take(window, QStringLiteral("ready-") + name);
        refine(window);
        fixture.script->stepDelay = std::chrono::milliseconds(150);
        window.actions().refine->trigger();
        QTest::qWait(1200);
        take(window, QStringLiteral("running-") + name);
        (void)QTest::qWaitFor([&] { return !window.runner().isRunning(); }, 20000);
        take(window, QStringLiteral("result-") + name);
        fixture.script->failure = test::Failure::OutOfMemory;
        refine(window);
        take(window, QStringLiteral("error-") + name);
        window.panel().more()->fold()->setOpen(true);
        window.errorBar().closeCurrent();
        take(window, QStringLiteral("more-") + name);
    }
};

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 4) {
        qWarning("usage: window_shots FOLDER SUFFIX PICTURE [WIDTH HEIGHT]");
        return 2;
    }
    QTranslator english;
    QTranslator local;
    const QString catalogues = QStringLiteral(BURNISH_TRANSLATIONS);
    if (english.load(QStringLiteral("burnish_en"), catalogues)) {
        QApplication::installTranslator(&english);
    }
    if (local.load(QLocale(), QStringLiteral("burnish"), QStringLiteral("_"), catalogues)) {
        QApplication::installTranslator(&local);
    }
    test::PseudoLanguage pseudo;
    if (qEnvironmentVariable("BURNISH_SHOTS_LANGUAGE") == QLatin1String("pseudo")) {
        QApplication::installTranslator(&pseudo);
    }
    if (const double scale = qEnvironmentVariable("BURNISH_SHOTS_FONT").toDouble(); scale > 0) {
        QFont font = QApplication::font();
        font.setPointSizeF(9.75 * scale);  // 13 px, the design's own size, times the user's wish
        QApplication::setFont(font);
    }
    AppTheme theme(application);
    const QSize size(arguments.value(4, QStringLiteral("1440")).toInt(),
                     arguments.value(5, QStringLiteral("900")).toInt());
    const Shots shots{arguments.at(1), arguments.at(2), arguments.at(3), size, theme};
    shots.states(Theme::Light, QStringLiteral("light"));
    shots.states(Theme::Dark, QStringLiteral("dark"));
    return 0;
}
