// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/engine_loader.h"
#include "ui/jobs/job_environment.h"
#include "ui/main_window.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QIcon>
#include <QImageReader>
#include <QLibraryInfo>
#include <QLocale>
#include <QTimer>
#include <QTranslator>

#include <cstdio>
#include <optional>
#include <string_view>

namespace {

constexpr std::string_view kHelp =
    "Usage: burnish [FILE]\n"
    "\n"
    "Opens the window, with FILE if one is given.\n"
    "\n"
    "  --help     this text\n"
    "  --version  the version\n"
    "\n"
    "Without a display, use burnish-cli.\n";

/// Answers what needs no display; nothing: go on with the window.
std::optional<int> answerWithoutDisplay(int argc, char** argv) {
    int files = 0;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--help" || argument == "-h") {
            std::fwrite(kHelp.data(), 1, kHelp.size(), stdout);
            return 0;
        }
        if (argument == "--version") {
            std::puts("burnish " BURNISH_VERSION);
            return 0;
        }
        if (argument == "--edit") {
            std::fputs("burnish: --edit does not work yet\n", stderr);
            return 2;
        }
        // Qt's own options (-platform, -reverse, -style) are for Qt; anything with two dashes would be ours.
        if (argument.starts_with("--")) {
            std::fprintf(stderr, "burnish: unknown option %s (see burnish --help)\n", argv[i]);
            return 2;
        }
        files += argument.starts_with('-') ? 0 : 1;
    }
    const bool display = std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr ||
                         std::getenv("QT_QPA_PLATFORM") != nullptr;
    if (!display) {
        std::fputs("burnish: there is no display to open a window on; burnish-cli refines pictures without one\n", stderr);
        return 1;
    }
    return std::nullopt;
}

void installTranslators(QApplication& application) {
    const QLocale locale;
    auto* ofQt = new QTranslator(&application);
    if (ofQt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        application.installTranslator(ofQt);
    }
    // English plurals first; the user's own language on top of them.
    for (const QLocale& wanted : {QLocale(QLocale::English), locale}) {
        auto* ours = new QTranslator(&application);
        if (ours->load(wanted, QStringLiteral("burnish"), QStringLiteral("_"), QStringLiteral(":/i18n"))) {
            application.installTranslator(ours);
        }
    }
    if (QLocale().textDirection() == Qt::RightToLeft) {
        application.setLayoutDirection(Qt::RightToLeft);
    }
}

}  // namespace

int main(int argc, char** argv) {
    QElapsedTimer sinceStart;
    sinceStart.start();
    burnish::prepare_environment_for_engine();
    if (const auto status = answerWithoutDisplay(argc, argv)) {
        return *status;
    }
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("burnish"));
    QApplication::setApplicationDisplayName(QStringLiteral("Burnish"));
    QApplication::setApplicationVersion(QStringLiteral(BURNISH_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.burnish.Burnish"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/burnish.svg")));
    installTranslators(application);

    burnish::ui::Settings settings;
    burnish::ui::AppTheme theme(application);
    theme.apply(settings.theme(), settings.contrast());
    theme.followDesktop();
    burnish::ui::MainWindow window(settings, &theme, burnish::ui::JobEnvironment::ofThisProgram());
    QObject::connect(&window, &burnish::ui::MainWindow::firstPaint, &window, [&] {
        if (qEnvironmentVariableIsSet("BURNISH_TIMING")) {
            std::fprintf(stderr, "burnish: window usable after %lld ms\n", static_cast<long long>(sinceStart.elapsed()));
        }
    });
    window.show();
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() > 1) {
        window.openFile(QFileInfo(arguments.at(1)).absoluteFilePath());
    }
    return QApplication::exec();
}
