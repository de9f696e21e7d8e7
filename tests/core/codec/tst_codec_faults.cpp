// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/sanitized_build.h"
#include "tests/core/codec/test_pictures.h"

#include <QElapsedTimer>
#include <QtTest>

#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <zlib.h>

using namespace burnish;
using namespace burnish::testing;

namespace {

void append_u32(std::string& text, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        text += static_cast<char>(value >> shift & 0xff);
    }
}

void append_chunk(std::string& png, const std::string& type, const std::string& body) {
    append_u32(png, static_cast<std::uint32_t>(body.size()));
    const std::string covered = type + body;
    png += covered;
    append_u32(png, static_cast<std::uint32_t>(
                        crc32(0, reinterpret_cast<const Bytef*>(covered.data()), static_cast<uInt>(covered.size()))));
}

/// A PNG whose header claims a size that no data stands behind.
std::string png_header(std::uint32_t width, std::uint32_t height) {
    std::string png = "\x89PNG\r\n\x1a\n";
    std::string header;
    append_u32(header, width);
    append_u32(header, height);
    header += std::string("\x08\x02\0\0\0", 5);
    append_chunk(png, "IHDR", header);
    append_chunk(png, "IDAT", std::string("\x78\x9c\x03\x00\x00\x00\x00\x01", 8));
    append_chunk(png, "IEND", "");
    return png;
}

}  // namespace

class TestCodecFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() {
        qunsetenv("BURNISH_TEST_CODEC_CRASH");
        qunsetenv("BURNISH_TEST_CODEC_HANG");
        qunsetenv("BURNISH_TEST_CODEC_OVERRUN");
        // Whatever happened before, the next picture opens.
        QCOMPARE(m_codec.decode(picture("photo.png")).image->width(), 64);
    }

    void damagedFilesAreSaidToBeDamaged_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addRow("png") << QByteArray("photo.png");
        QTest::addRow("jpeg") << QByteArray("photo.jpg");
        QTest::addRow("progressive jpeg") << QByteArray("photo_progressive.jpg");
        QTest::addRow("tiff") << QByteArray("photo.tif");
        QTest::addRow("webp") << QByteArray("photo.webp");
    }
    void damagedFilesAreSaidToBeDamaged() {
        QFETCH(QByteArray, file);
        const auto bytes = read_bytes(picture(file.constData()));
        QVERIFY(bytes.size() > 1000);
        for (const std::size_t part : {bytes.size() / 2, bytes.size() * 9 / 10, std::size_t{40}}) {
            const auto error = error_of([&] { (void)m_codec.decode(file_with(std::span(bytes).first(part), file)); });
            QVERIFY2(error.has_value(), qPrintable(QString::number(part)));
            QCOMPARE(error->code(), ErrorCode::ImageUnreadable);
            QVERIFY2(error->parts().found.starts_with("is damaged: "), error->what());
            QVERIFY2(std::string(error->what()).find(file.toStdString()) != std::string::npos, error->what());
            QVERIFY(m_codec.helper_pid() > 0);
        }
    }

    void otherFilesAreNamed_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("sentence");
        QTest::addRow("text") << QByteArray("This is no picture.\n") << QByteArray("is not a picture");
        QTest::addRow("empty") << QByteArray() << QByteArray("is an empty file");
        QTest::addRow("xcf") << QByteArray("gimp xcf v011") << QByteArray("is a GIMP document");
        QTest::addRow("pdf") << QByteArray("%PDF-1.7") << QByteArray("is a PDF document");
    }
    void otherFilesAreNamed() {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, sentence);
        const auto path =
            file_with(std::as_bytes(std::span(content.constData(), static_cast<std::size_t>(content.size()))), "a.png");
        const auto error = error_of([&] { (void)m_codec.decode(path); });
        QVERIFY(error.has_value());
        QCOMPARE(error->code(), ErrorCode::ImageUnreadable);
        QCOMPARE(QByteArray::fromStdString(error->parts().found), sentence);
        QCOMPARE(
            QByteArray::fromStdString(error->parts().expected),
            QByteArray("a PNG, JPEG, WebP, TIFF, EXR, JPEG XL, JPEG 2000, BMP, TGA, GIF, PSD, HDR or PPM picture"));
        QCOMPARE(error->parts().path, path);
    }

    void refusesFourInksWithoutTheirProfile() {
        const auto error = error_of([&] { (void)m_codec.decode(picture("cmyk.jpg")); });
        QVERIFY(error.has_value());
        QCOMPARE(QByteArray::fromStdString(error->parts().found),
                 QByteArray("is a CMYK picture without a colour profile"));
    }

    void missingFilesAndFoldersAreNamed() {
        const auto missing = error_of([&] { (void)m_codec.decode(m_folder / "nowhere.png"); });
        QVERIFY(missing.has_value());
        QCOMPARE(missing->code(), ErrorCode::ImageNotFound);
        const auto folder = error_of([&] { (void)m_codec.decode(m_folder); });
        QVERIFY(folder.has_value());
        QCOMPARE(folder->code(), ErrorCode::ImageUnreadable);
        QCOMPARE(QByteArray::fromStdString(folder->parts().found), QByteArray("is a folder"));
        const auto pipe = m_folder / "pipe.png";
        QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
        const auto fifo = error_of([&] { (void)m_codec.decode(pipe); });
        QVERIFY(fifo.has_value());
        QCOMPARE(QByteArray::fromStdString(fifo->parts().found), QByteArray("is not a regular file"));
    }

    void giantPicturesAreRefusedFromTheHeader() {
        const auto path = file_with_text(png_header(60'000, 60'000), "giant.png");
        const auto error = error_of([&] { (void)m_codec.decode(path); });
        QVERIFY(error.has_value());
        QCOMPARE(error->code(), ErrorCode::ImageTooLarge);
        QCOMPARE(QByteArray::fromStdString(error->parts().found), QByteArray("60000 x 60000 pixels (3600 megapixels)"));
        QCOMPARE(QByteArray::fromStdString(error->parts().expected), QByteArray("at most 400 megapixels"));
    }

    void picturesBeyondTheMemoryLimitAreRefused() {
        CodecClient codec(codec_program(), {.memory_bytes = std::uint64_t{256} << 20});
        const auto path = file_with_text(png_header(20'000, 20'000), "large.png");
        const auto error = error_of([&] { (void)codec.decode(path); });
        QVERIFY(error.has_value());
        QCOMPARE(error->code(), ErrorCode::ImageTooLarge);
        QVERIFY2(error->parts().found.find("20000 x 20000") != std::string::npos, error->what());
        QCOMPARE(codec.decode(picture("photo.png")).image->width(), 64);
    }

    /// What the sanitized run of all these tests is worth depends on it.
    void anOverrunIsReportedFromInsideTheSandbox() {
        if (!codec::kIsSanitizedBuild) {
            QSKIP("only a build with AddressSanitizer sees it");
        }
        qputenv("BURNISH_TEST_CODEC_OVERRUN", "photo.jpg");
        CodecClient codec(codec_program());
        const auto error = error_of([&] { (void)codec.decode(picture("photo.jpg")); });
        QVERIFY(error.has_value());
        QCOMPARE(error->code(), ErrorCode::DecoderCrashed);
        QVERIFY2(error->parts().found.ends_with("it ended with exit status 1"), error->what());
    }

    void aCrashCostsOnePicture() {
        qputenv("BURNISH_TEST_CODEC_CRASH", "photo.jpg");
        CodecClient codec(codec_program());
        QCOMPARE(codec.decode(picture("photo.png")).image->width(), 64);
        const int pid = codec.helper_pid();
        const auto error = error_of([&] { (void)codec.decode(picture("photo.jpg")); });
        QVERIFY(error.has_value());
        QCOMPARE(error->code(), ErrorCode::DecoderCrashed);
        QVERIFY2(std::string(error->what()).find("photo.jpg") != std::string::npos, error->what());
        QVERIFY2(std::string(error->what()).find("SIGABRT") != std::string::npos, error->what());
        QCOMPARE(codec.decode(picture("photo.png")).image->width(), 64);
        QVERIFY(codec.helper_pid() != pid);
    }

    void aHelperKilledWhileIdleIsReplaced() {
        CodecClient codec(codec_program());
        (void)codec.decode(picture("photo.png"));
        const int pid = codec.helper_pid();
        QCOMPARE(::kill(pid, SIGKILL), 0);
        siginfo_t ended{};
        QCOMPARE(waitid(P_PID, static_cast<id_t>(pid), &ended, WEXITED | WNOWAIT), 0);
        QCOMPARE(codec.decode(picture("photo.png")).image->width(), 64);
        QVERIFY(codec.helper_pid() != pid);
    }

    void aHangEndsAtTheTimeLimit() {
        qputenv("BURNISH_TEST_CODEC_HANG", "photo.jpg");
        CodecClient codec(codec_program(), {.seconds = 1});
        QElapsedTimer timer;
        timer.start();
        const auto error = error_of([&] { (void)codec.decode(picture("photo.jpg")); });
        QVERIFY(timer.elapsed() < 10'000);
        QVERIFY(error.has_value());
        QCOMPARE(error->code(), ErrorCode::DecoderCrashed);
        QVERIFY2(std::string(error->what()).find("time limit") != std::string::npos, error->what());
        QCOMPARE(codec.decode(picture("photo.png")).image->width(), 64);
    }

    void aStopEndsAHang() {
        qputenv("BURNISH_TEST_CODEC_HANG", "photo.jpg");
        CodecClient codec(codec_program());
        std::stop_source source;
        QElapsedTimer since_stop;
        std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            since_stop.start();
            source.request_stop();
        });
        QVERIFY_EXCEPTION_THROWN((void)codec.decode(picture("photo.jpg"), source.get_token()), Cancelled);
        stopper.join();
        QVERIFY2(since_stop.elapsed() < 1000, qPrintable(QString::number(since_stop.elapsed())));
        QCOMPARE(codec.decode(picture("photo.png")).image->width(), 64);
    }

    void aStopBeforeTheStartIsObeyed() {
        std::stop_source source;
        source.request_stop();
        QVERIFY_EXCEPTION_THROWN((void)m_codec.decode(picture("photo.jpg"), source.get_token()), Cancelled);
    }

    void anotherProgramIsNoHelper() {
        for (const char* program : {"/bin/true", "/nowhere/burnish-codec"}) {
            CodecClient codec(program);
            const auto error = error_of([&] { (void)codec.decode(picture("photo.png")); });
            QVERIFY(error.has_value());
            QCOMPARE(error->code(), ErrorCode::Internal);
            QVERIFY2(std::string(error->what()).find(program) != std::string::npos, error->what());
        }
    }

    void sizesThatAFormatCannotHoldAreRefused() {
        const Image wide(70'000, 1, 3, PixelType::U8);
        for (const ImageFormat format : {ImageFormat::Jpeg, ImageFormat::WebP}) {
            const auto error = error_of([&] { (void)m_codec.encode(wide, {.format = format}); });
            QVERIFY(error.has_value());
            QCOMPARE(error->code(), ErrorCode::WriteFailed);
            QVERIFY2(error->parts().found.find("70000 x 1") != std::string::npos, error->what());
        }
        QVERIFY(!m_codec.encode(wide, {.format = ImageFormat::Png}).empty());
    }

private:
    std::filesystem::path file_with(std::span<const std::byte> bytes, const QByteArray& name) {
        const auto path = m_folder / name.toStdString();
        write_bytes(path, bytes);
        return path;
    }
    std::filesystem::path file_with_text(const std::string& text, const QByteArray& name) {
        return file_with(std::as_bytes(std::span(text)), name);
    }

    QTemporaryDir m_temporary;
    std::filesystem::path m_folder{m_temporary.path().toStdString()};
    CodecClient m_codec{codec_program()};
};

QTEST_GUILESS_MAIN(TestCodecFaults)
#include "tst_codec_faults.moc"
