// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/window_options.h"
#include "core/api/engine_loader.h"
#include "ui/common/languages.h"
#include "ui/common/path_text.h"
#include "ui/jobs/job_environment.h"
#include "ui/main_window.h"
#include "ui/settings/settings.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QIcon>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

bool hasDisplay() {
    return std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr ||
           std::getenv("QT_QPA_PLATFORM") != nullptr;
}

void openWhatWasAsked(burnish::ui::MainWindow& window, const burnish::WindowOptions& options) {
    QStringList files;
    for (const std::filesystem::path& file : options.files) {
        files.append(QFileInfo(burnish::ui::toQString(file)).absoluteFilePath());
    }
    options.edit ? window.editFile(files.first()) : window.openFiles(files);
}

}  // namespace

int main(int argc, char** argv) {
    QElapsedTimer sinceStart;
    sinceStart.start();
    burnish::prepare_environment_for_engine();
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is a failed write, not the end
    const burnish::WindowCommandLine line = burnish::parse_window_arguments({argv + 1, argv + argc}, hasDisplay());
    if (line.answer) {
        std::fprintf(line.answer->status == 0 ? stdout : stderr, "%s\n", line.answer->text.c_str());
        return line.answer->status;
    }
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("burnish"));
    QApplication::setApplicationDisplayName(QStringLiteral("Burnish"));
    QApplication::setApplicationVersion(QStringLiteral(BURNISH_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.burnish.Burnish"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/burnish.svg")));

    burnish::ui::Settings settings;
    burnish::ui::installLanguage(application, settings.language());
    burnish::ui::AppTheme theme(application);
    theme.apply(settings.theme(), settings.contrast());
    theme.followDesktop();
    burnish::ui::MainWindow window(settings, &theme, burnish::ui::JobEnvironment::ofThisProgram());
    QObject::connect(&window, &burnish::ui::MainWindow::firstPaint, &window, [&] {
        if (qEnvironmentVariableIsSet("BURNISH_TIMING")) {
            std::fprintf(stderr, "burnish: window usable after %lld ms\n",
                         static_cast<long long>(sinceStart.elapsed()));
        }
    });
    window.show();
    openWhatWasAsked(window, line.options);
    const int status = QApplication::exec();
    return line.options.edit && !window.wroteEditedFile() ? 1 : status;
}
