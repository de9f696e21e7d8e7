// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"

#include <QTest>

using namespace burnish;

class TestError final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesFileFindingAndExpectation() {
        const Error error({.code = ErrorCode::ModelIncomplete,
                           .path = "/models/refiner/vae",
                           .subject = "vae",
                           .found = "the folder is missing",
                           .expected = "vae/config.json"});
        QCOMPARE(std::string(error.what()),
                 std::string("/models/refiner/vae: vae: the folder is missing; expected vae/config.json"));
        QCOMPARE(error.code(), ErrorCode::ModelIncomplete);
    }

    void saysSomethingWithoutAnyPart() {
        QCOMPARE(to_sentence({.code = ErrorCode::OutOfMemory}), std::string("out of memory"));
        QCOMPARE(to_sentence({}), std::string("internal error"));
    }

    void staysOnOneLineAndLeavesTheTerminalAlone() {
        const std::string sentence = to_sentence({.path = "/tmp/two\nlines.png", .found = "a\r\nb\x1b[31mc\x7f"});
        QCOMPARE(sentence, std::string("/tmp/two lines.png: a  b [31mc "));
    }

    void exitStatusFollowsTheContract_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("status");
        const std::pair<ErrorCode, int> rows[] = {
            {ErrorCode::InvalidArgument, 2},   {ErrorCode::DeviceUnavailable, 2}, {ErrorCode::ImageNotFound, 3},
            {ErrorCode::ImageUnreadable, 3},   {ErrorCode::ImageTooLarge, 3},     {ErrorCode::DecoderCrashed, 3},
            {ErrorCode::ModelNotFound, 4},     {ErrorCode::ModelIncomplete, 4},   {ErrorCode::ModelCorrupt, 4},
            {ErrorCode::ModelUnsupported, 4},  {ErrorCode::OutOfMemory, 5},       {ErrorCode::WriteFailed, 6},
            {ErrorCode::EngineUnavailable, 1}, {ErrorCode::Internal, 1}};
        for (const auto& [code, status] : rows) {
            QTest::addRow("code %d", static_cast<int>(code)) << static_cast<int>(code) << status;
        }
    }
    void exitStatusFollowsTheContract() {
        QFETCH(int, code);
        QFETCH(int, status);
        QCOMPARE(exit_status(static_cast<ErrorCode>(code)), status);
    }
};

QTEST_GUILESS_MAIN(TestError)
#include "tst_error.moc"
