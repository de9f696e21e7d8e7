// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/engine_loader.h"

#include "core/common/error.h"

#include <QTest>

#include <string>

using namespace burnish;

namespace {

std::string failureOf(const char* library) {
    try {
        open_engine(library);
    } catch (const Error& error) {
        return error.code() == ErrorCode::EngineUnavailable ? error.what() : "another code";
    }
    return "opened";
}

}  // namespace

class TestEngineLoader final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAMissingLibrary() {
        const std::string sentence = failureOf("/nowhere/libburnish_engine.so");
        QVERIFY2(sentence.starts_with("/nowhere/libburnish_engine.so: engine: "), sentence.c_str());
        QVERIFY2(sentence.find("No such file") != std::string::npos, sentence.c_str());
    }

    void refusesAnotherLibrary() {
        const std::string sentence = failureOf("libz.so.1");
        QVERIFY2(sentence.find("burnish_create_engine") != std::string::npos, sentence.c_str());
    }

    void refusesAnOldProcessorBeforeAnythingIsOpened() {
        require_processor(true);
        try {
            require_processor(false);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::EngineUnavailable);
            QVERIFY2(std::string(error.what()).find("AVX2") != std::string::npos, error.what());
        }
    }

    void refusesAnotherVersion() {
        const std::string sentence = failureOf(BURNISH_OTHER_ENGINE);
        QVERIFY2(sentence.find("another version of Burnish") != std::string::npos, sentence.c_str());
    }
};

QTEST_GUILESS_MAIN(TestEngineLoader)
#include "tst_engine_loader.moc"
