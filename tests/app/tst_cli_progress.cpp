// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_progress.h"

#include "app/cli_report.h"
#include "core/common/error.h"

#include <QTest>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <new>

using namespace burnish;
using namespace burnish::cli;

namespace {

/// A stream that can be read back.
class Stream final {
public:
    std::FILE* get() const { return file_.get(); }
    std::string text() const {
        std::string content(static_cast<std::size_t>(std::ftell(get())), '\0');
        std::rewind(get());
        content.resize(std::fread(content.data(), 1, content.size(), get()));
        return content;
    }

private:
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_{std::tmpfile(), &std::fclose};
};

void denoise(ProgressPrinter& printer) {
    printer.show({.stage = Stage::LoadUnet});
    for (int step = 0; step <= 2; ++step)
        printer.show({.stage = Stage::Denoise, .step = step, .total = 2, .seconds_left = 10.0 - 5 * step});
}

}  // namespace

class TestCliProgress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysStageStepAndTimeLeft() {
        QCOMPARE(progress_line({.stage = Stage::Denoise, .step = 3, .total = 15, .seconds_left = 11.2}),
                 std::string("denoising, step 3 of 15, 12 s left"));
        QCOMPARE(progress_line({.stage = Stage::Denoise, .step = 0, .total = 15, .seconds_left = 125}),
                 std::string("denoising, step 0 of 15, 2 min 05 s left"));
        QCOMPARE(progress_line({.stage = Stage::Denoise, .step = 3, .total = 15, .part = 2, .parts = 12}),
                 std::string("denoising, step 3 of 15, tile 3 of 12"));
        QCOMPARE(progress_line({.stage = Stage::LoadUnet, .step = 50, .total = 200}),
                 std::string("loading the refiner, 25 %"));
        QCOMPARE(progress_line({.stage = Stage::Decode}), std::string("decoding"));
    }

    void writesOneLineAStageWhereThereIsNoTerminal() {
        const Stream stream;
        ProgressPrinter printer(stream.get(), false);
        denoise(printer);
        printer.remark("remark");
        QCOMPARE(stream.text(), std::string("loading the refiner\ndenoising\nremark\n"));
    }

    void announcesTheStagesOfTheNextJobAgain() {
        const Stream stream;
        ProgressPrinter printer(stream.get(), false);
        printer.show({.stage = Stage::Decode});
        printer.start_job();
        printer.show({.stage = Stage::Decode});
        QCOMPARE(stream.text(), std::string("decoding\ndecoding\n"));
    }

    void rewritesOneLineOnATerminal() {
        const Stream stream;
        ProgressPrinter printer(stream.get(), ProgressPrinter::Mode::Rewritten);
        denoise(printer);
        printer.remark("remark");
        const std::string text = stream.text();
        QVERIFY(text.find("\r\033[Kdenoising, step 1 of 2, 5 s left\r\033[Kdenoising, step 2 of 2") !=
                std::string::npos);
        QVERIFY(text.ends_with("\r\033[Kremark\n"));
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), 1);
    }

    void saysNothingWhenQuiet() {
        const Stream stream;
        ProgressPrinter printer(stream.get(), true);
        denoise(printer);
        printer.remark("remark");
        QCOMPARE(stream.text(), std::string());
    }

    void everyKindOfFailureHasItsStatus() {
        const auto status = [](ErrorCode code) { return report(Error({.code = code, .found = "a test"})); };
        QCOMPARE(status(ErrorCode::InvalidArgument), 2);
        QCOMPARE(status(ErrorCode::DeviceUnavailable), 2);
        QCOMPARE(status(ErrorCode::ImageTooLarge), 3);
        QCOMPARE(status(ErrorCode::DecoderCrashed), 3);
        QCOMPARE(status(ErrorCode::ModelIncomplete), 4);
        QCOMPARE(status(ErrorCode::OutOfMemory), 5);
        QCOMPARE(status(ErrorCode::WriteFailed), 6);
        QCOMPARE(report(Cancelled()), 130);
        QCOMPARE(report(std::bad_alloc()), 5);
        QCOMPARE(report(std::runtime_error("a test")), 1);
    }
};

QTEST_GUILESS_MAIN(TestCliProgress)
#include "tst_cli_progress.moc"
