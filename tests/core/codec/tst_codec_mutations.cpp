// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/sanitized_build.h"
#include "tests/core/codec/ink_profile.h"
#include "tests/core/codec/test_pictures.h"

#include <QElapsedTimer>
#include <QtEndian>
#include <QtTest>

#include <zlib.h>

using namespace burnish;
using namespace burnish::testing;

Q_DECLARE_METATYPE(burnish::ImageFormat)

namespace {

/// Where the coded samples of a JPEG begin, 0 for other files: the header before them is refused at once when damaged.
int samples_of_jpeg(const QByteArray& file) {
    const qsizetype scan = file.startsWith("\xFF\xD8") ? file.lastIndexOf(QByteArray("\xFF\xDA", 2)) : -1;
    return scan < 0 ? 0 : static_cast<int>(scan) + 14;
}

/// The lengths of `original` and checksums that fit again, so that what stands in the chunks of a PNG reaches the
/// decoder.
void mend_png(const QByteArray& original, QByteArray& damaged) {
    constexpr qsizetype kSignature = 8;
    constexpr qsizetype kAround = 12;  // length, name, checksum
    damaged.replace(0, kSignature, original.left(kSignature));
    for (qsizetype at = kSignature; at + kAround <= original.size();) {
        const auto length = static_cast<qsizetype>(qFromBigEndian<quint32>(original.constData() + at));
        damaged.replace(at, 4, original.mid(at, 4));
        if (at + kAround + length > original.size()) {
            return;
        }
        const auto* chunk = reinterpret_cast<const Bytef*>(damaged.constData() + at + 4);
        const auto checksum = static_cast<quint32>(crc32(0, chunk, static_cast<uInt>(length + 4)));
        qToBigEndian(checksum, damaged.data() + at + 8 + length);
        at += kAround + length;
    }
}

}  // namespace

/// Damaged files of every format through one helper that is kept running: a picture or a sentence comes back, never
/// anything else, and never late. Half of the damage lies behind what would be refused at once: PNG's checksums are
/// made to fit again, and a JPEG's header is left whole. BURNISH_TEST_MUTATION_SECONDS takes another time than five
/// seconds a format.
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
        for (const char* name : {"frames.gif", "picture.psd", "picture.jp2", "picture.heic", "picture.avif"}) {
            const auto bytes = read_bytes(picture(name));
            QTest::newRow(name) << QByteArray(reinterpret_cast<const char*>(bytes.data()),
                                              static_cast<int>(bytes.size()));
        }
        // Four inks are read with a profile only.
        const auto inks = with_profile(read_bytes(picture("cmyk.jpg")), ink_profile());
        QTest::newRow("cmyk.jpg") << QByteArray(reinterpret_cast<const char*>(inks.data()),
                                                static_cast<int>(inks.size()));
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
            const bool is_deep = generator() % 2 == 0;
            const int first = is_deep ? samples_of_jpeg(file) : 0;
            const int changes = 1 + static_cast<int>(generator() % 8);
            for (int i = 0; i < changes; ++i) {
                const int at = first + static_cast<int>(generator() % static_cast<unsigned>(damaged.size() - first));
                damaged[at] = static_cast<char>(generator());
            }
            if (is_deep && file.startsWith("\x89PNG")) {
                mend_png(file, damaged);
            } else if (generator() % 8 == 0) {
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
