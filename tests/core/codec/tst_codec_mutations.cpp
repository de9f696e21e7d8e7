// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/sanitized_build.h"
#include "tests/core/codec/test_pictures.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace burnish;
using namespace burnish::testing;

Q_DECLARE_METATYPE(burnish::ImageFormat)

/// Damaged files of every format through one helper that is kept running: a picture or a sentence comes back, never
/// anything else, and never late. BURNISH_TEST_MUTATION_SECONDS takes another time than five seconds a format.
class TestCodecMutations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyDamagedFileIsAnswered_data() {
        QTest::addColumn<QByteArray>("file");
        const auto row = [this](const char* name, ImageFormat format, PixelType type, int channels) {
            const auto bytes = m_codec.encode(noise(24, 18, channels, type), {.format = format});
            QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                              static_cast<int>(bytes.size()));
        };
        row("png", ImageFormat::Png, PixelType::U8, 4);
        row("jpeg", ImageFormat::Jpeg, PixelType::U8, 3);
        row("webp", ImageFormat::WebP, PixelType::U8, 4);
        row("tiff", ImageFormat::Tiff, PixelType::U16, 3);
        row("exr", ImageFormat::Exr, PixelType::F32, 4);
        row("jxl", ImageFormat::JpegXl, PixelType::U8, 3);
        row("bmp", ImageFormat::Bmp, PixelType::U8, 3);
        row("tga", ImageFormat::Tga, PixelType::U8, 4);
        row("ppm", ImageFormat::Ppm, PixelType::U8, 3);
        row("hdr", ImageFormat::Hdr, PixelType::F32, 3);
        for (const char* name :
             {"frames.gif", "picture.psd", "picture.jp2", "picture.heic", "picture.avif", "cmyk.jpg"}) {
            const auto bytes = read_bytes(picture(name));
            QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                              static_cast<int>(bytes.size()));
        }
    }
    void everyDamagedFileIsAnswered() {
        QFETCH(QByteArray, file);
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "damaged";
        const int wanted = qEnvironmentVariableIntValue("BURNISH_TEST_MUTATION_SECONDS");
        const int seconds = wanted > 0 ? wanted : 5;
        std::mt19937 generator(11);
        int read = 0;
        int refused = 0;
        int crashed = 0;
        qint64 slowest = 0;
        QElapsedTimer all;
        all.start();
        while (all.elapsed() < 1000 * seconds) {
            QByteArray damaged = file;
            const int changes = 1 + static_cast<int>(generator() % 8);
            for (int i = 0; i < changes; ++i) {
                damaged[static_cast<int>(generator() % static_cast<unsigned>(damaged.size()))] =
                    static_cast<char>(generator());
            }
            if (generator() % 8 == 0) {
                damaged.truncate(static_cast<int>(generator() % static_cast<unsigned>(damaged.size())));
            }
            write_bytes(path, std::as_bytes(std::span(damaged.constData(), static_cast<std::size_t>(damaged.size()))));
            QElapsedTimer one;
            one.start();
            try {
                (void)m_codec.decode(path);
                ++read;
            } catch (const Error& error) {
                const bool is_known = error.code() == ErrorCode::ImageUnreadable ||
                                      error.code() == ErrorCode::ImageTooLarge ||
                                      error.code() == ErrorCode::DecoderCrashed;
                QVERIFY2(is_known, error.what());
                error.code() == ErrorCode::DecoderCrashed ? ++crashed : ++refused;
                if (error.code() == ErrorCode::DecoderCrashed) {
                    qInfo("%s", error.what());
                    // A sanitizer's report ends the helper so; no decoder does.
                    QVERIFY(!codec::kIsSanitizedBuild || error.parts().found.find("exit status") == std::string::npos);
                }
            }
            slowest = std::max(slowest, one.elapsed());
        }
        qInfo("%d read, %d refused, %d ended the helper, slowest %lld ms", read, refused, crashed, slowest);
        QVERIFY(read + refused + crashed > 0);
        QVERIFY(slowest < 30'000);
    }

private:
    CodecClient m_codec{codec_program(), {.memory_bytes = std::uint64_t{1} << 30, .seconds = 10}};
};

QTEST_GUILESS_MAIN(TestCodecMutations)
#include "tst_codec_mutations.moc"
