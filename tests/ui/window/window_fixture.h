// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/fake_codec.h"
#include "tests/support/fake_engine.h"
#include "ui/jobs/job_environment.h"
#include "ui/main_window.h"
#include "ui/settings/settings.h"

#include <QTemporaryDir>

#include <memory>

namespace burnish::test {

/// A whole window on fakes, with settings and sessions in a folder of its own.
struct WindowFixture {
    QTemporaryDir folder;
    std::shared_ptr<FakeScript> script = std::make_shared<FakeScript>();
    std::shared_ptr<FakeRecord> record = std::make_shared<FakeRecord>();
    std::shared_ptr<FakeCodecScript> codec = std::make_shared<FakeCodecScript>();
    ui::Settings settings{folder.filePath(QStringLiteral("config.ini")), folder.filePath(QStringLiteral("state.ini"))};
    std::unique_ptr<ui::MainWindow> window;

    void open(ui::AppTheme* theme = nullptr) {
        settings.setLastModel(std::filesystem::path(BURNISH_RESOURCES) / "models/pocket");
        window = std::make_unique<ui::MainWindow>(
            settings, theme,
            ui::JobEnvironment{.openEngine = fakeEngineFactory(script, record),
                               .openCodec = fakeCodecFactory(codec),
                               .sessionRoot = folder.filePath(QStringLiteral("sessions")).toStdString()});
    }
    QString path(const QString& name) const { return folder.filePath(name); }
};

}  // namespace burnish::test
