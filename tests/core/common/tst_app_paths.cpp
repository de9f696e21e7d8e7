// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/app_paths.h"

#include <QTest>

#include <filesystem>

using namespace burnish;
namespace fs = std::filesystem;

class TestAppPaths final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        for (const char* name :
             {"BURNISH_MODELS", "BURNISH_ENGINE", "BURNISH_CODEC", "XDG_DATA_HOME", "XDG_STATE_HOME"}) {
            qunsetenv(name);
        }
        qputenv("HOME", "/home/artist");
    }

    void findsThisProgram() {
        QCOMPARE(executable_dir(), fs::path(QCoreApplication::applicationDirPath().toStdString()));
        QCOMPARE(shared_data_dir(), executable_dir().parent_path() / "share/burnish");
        QCOMPARE(pocket_model_path(), shared_data_dir() / "models/pocket");
    }

    void environmentNamesTheParts() {
        qputenv("BURNISH_ENGINE", "/opt/engine.so");
        qputenv("BURNISH_CODEC", "/opt/codec");
        QCOMPARE(engine_library_path(), fs::path("/opt/engine.so"));
        QCOMPARE(codec_program_path(), fs::path("/opt/codec"));
    }

    void namesAPlaceEvenIfThePartIsMissing() {
        QCOMPARE(engine_library_path().filename(), fs::path("libburnish_engine.so"));
        QCOMPARE(codec_program_path().filename(), fs::path("burnish-codec"));
    }

    void modelsAreLookedForInOrder() {
        const auto plain = model_search_path();
        QCOMPARE(plain.size(), std::size_t{2});
        QCOMPARE(plain[0], fs::path("/home/artist/.local/share/burnish/models"));
        QCOMPARE(plain[1], shared_data_dir() / "models");
        qputenv("BURNISH_MODELS", "/weights");
        qputenv("XDG_DATA_HOME", "/data");
        const auto named = model_search_path();
        QCOMPARE(named[0], fs::path("/weights"));
        QCOMPARE(named[1], fs::path("/data/burnish/models"));
    }

    void relativeXdgFoldersAreIgnored() {
        qputenv("XDG_STATE_HOME", "relative");
        QCOMPARE(session_root(), fs::path("/home/artist/.local/state/burnish/session"));
        qputenv("XDG_STATE_HOME", "/state");
        QCOMPARE(session_root(), fs::path("/state/burnish/session"));
    }
};

QTEST_GUILESS_MAIN(TestAppPaths)
#include "tst_app_paths.moc"
