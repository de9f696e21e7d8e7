// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/codec/test_pictures.h"

#include <QElapsedTimer>
#include <QtTest>

#include <numeric>
#include <thread>

using namespace burnish;
using namespace burnish::testing;

Q_DECLARE_METATYPE(burnish::ImageFormat)
Q_DECLARE_METATYPE(burnish::PixelType)

namespace {

/// Written and read again through a file.
DecodedImage there_and_back(CodecClient& codec, const Image& image, const EncodeOptions& options) {
    const QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "picture";
    write_bytes(path, codec.encode(image, options));
    return codec.decode(path);
}

/// A sound profile: libpng drops others.
std::vector<std::byte> profile_of_sample(CodecClient& codec) {
    return codec.decode(picture("profile.png")).image->icc_profile;
}

/// The types of a PNG's chunks in order, each with a blank after it.
QByteArray chunks_of(const std::vector<std::byte>& png) {
    QByteArray types;
    std::size_t at = 8;
    while (at + 12 <= png.size()) {
        types += QByteArray(reinterpret_cast<const char*>(png.data()) + at + 4, 4) + ' ';
        std::size_t size = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            size = size << 8 | std::to_integer<std::size_t>(png[at + i]);
        }
        at += size + 12;
    }
    return types;
}

std::size_t entries_of(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator{}));
}

}  // namespace

class TestCodecClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsEverySample_data() {
        QTest::addColumn<ImageFormat>("format");
        QTest::addColumn<PixelType>("type");
        QTest::addColumn<int>("channels");
        for (int channels = 1; channels <= 4; ++channels) {
            QTest::addRow("png 8 x%d", channels) << ImageFormat::Png << PixelType::U8 << channels;
            QTest::addRow("png 16 x%d", channels) << ImageFormat::Png << PixelType::U16 << channels;
            QTest::addRow("tiff 8 x%d", channels) << ImageFormat::Tiff << PixelType::U8 << channels;
            QTest::addRow("tiff 16 x%d", channels) << ImageFormat::Tiff << PixelType::U16 << channels;
            QTest::addRow("tiff float x%d", channels) << ImageFormat::Tiff << PixelType::F32 << channels;
        }
    }
    void keepsEverySample() {
        QFETCH(ImageFormat, format);
        QFETCH(PixelType, type);
        QFETCH(int, channels);
        const Image image = noise(37, 23, channels, type);
        const DecodedImage back = there_and_back(m_codec, image, {.format = format});
        QCOMPARE(back.image->width(), 37);
        QCOMPARE(back.image->height(), 23);
        QCOMPARE(back.image->channels(), channels);
        QCOMPARE(back.image->type(), type);
        QCOMPARE(back.bits, static_cast<int>(bytes_per_sample(type) * 8));
        QVERIFY(std::ranges::equal(back.image->bytes(), image.bytes()));
    }

    void keepsLossyPicturesClose_data() {
        QTest::addColumn<ImageFormat>("format");
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("channels_back");
        QTest::addRow("jpeg grey") << ImageFormat::Jpeg << 1 << 1;
        QTest::addRow("jpeg rgb") << ImageFormat::Jpeg << 3 << 3;
        QTest::addRow("webp rgb") << ImageFormat::WebP << 3 << 3;
        QTest::addRow("webp rgba") << ImageFormat::WebP << 4 << 4;
    }
    void keepsLossyPicturesClose() {
        QFETCH(ImageFormat, format);
        QFETCH(int, channels);
        QFETCH(int, channels_back);
        const Image image = ramp(64, 48, channels);
        const DecodedImage back = there_and_back(m_codec, image, {.format = format, .quality = 97});
        QCOMPARE(back.image->channels(), channels_back);
        QCOMPARE(back.image->type(), PixelType::U8);
        QVERIFY2(largest_difference(*back.image, image) <= 6,
                 qPrintable(QString::number(largest_difference(*back.image, image))));
    }

    void keepsColourUnderAlphaInWebP() {
        Image image(16, 16, 4, PixelType::U8);
        for (std::size_t i = 0; i < image.bytes().size(); i += 4) {
            image.bytes()[i] = std::byte{255};
            image.bytes()[i + 3] = std::byte{128};
        }
        const DecodedImage back = there_and_back(m_codec, image, {.format = ImageFormat::WebP, .quality = 95});
        QVERIFY(sample(*back.image, 8, 8, 0) >= 250);
        QCOMPARE(sample(*back.image, 8, 8, 3), 128);
    }

    void reducesWhatJpegCannotHold() {
        Image image(8, 8, 4, PixelType::U16);  // all zero: black, wholly transparent
        const DecodedImage back = there_and_back(m_codec, image, {.format = ImageFormat::Jpeg});
        QCOMPARE(back.image->channels(), 3);
        QCOMPARE(back.image->type(), PixelType::U8);
        QCOMPARE(sample(*back.image, 4, 4, 1), 255);
    }

    void spreadsGreyForWebP() {
        const DecodedImage back = there_and_back(m_codec, ramp(32, 32, 1), {.format = ImageFormat::WebP});
        QCOMPARE(back.image->channels(), 3);
    }

    void writesFloatsToPngInSixteenBits() {
        Image image(2, 1, 1, PixelType::F32);
        const std::array<float, 2> values = {0.5F, 1.0F};
        std::memcpy(image.bytes().data(), values.data(), sizeof values);
        const DecodedImage back = there_and_back(m_codec, image, {.format = ImageFormat::Png});
        std::array<std::uint16_t, 2> stored{};
        QCOMPARE(back.image->bytes().size(), sizeof stored);
        std::memcpy(stored.data(), back.image->bytes().data(), sizeof stored);
        QCOMPARE(stored[0], std::uint16_t{32768});
        QCOMPARE(stored[1], std::uint16_t{65535});
    }

    void keepsTheProfile_data() {
        QTest::addColumn<ImageFormat>("format");
        QTest::addRow("png") << ImageFormat::Png;
        QTest::addRow("jpeg") << ImageFormat::Jpeg;
        QTest::addRow("webp") << ImageFormat::WebP;
        QTest::addRow("tiff") << ImageFormat::Tiff;
    }
    void keepsTheProfile() {
        QFETCH(ImageFormat, format);
        Image image = ramp(32, 32, 3);
        image.icc_profile = profile_of_sample(m_codec);
        QVERIFY(image.icc_profile.size() > 300);
        const DecodedImage back = there_and_back(m_codec, image, {.format = format});
        QVERIFY(back.image->icc_profile == image.icc_profile);
    }

    void turnsRealFilesUpright_data() {
        QTest::addColumn<int>("orientation");
        for (int i = 1; i <= 8; ++i) {
            QTest::addRow("%d", i) << i;
        }
    }
    void turnsRealFilesUpright() {
        QFETCH(int, orientation);
        const auto image =
            m_codec.decode(picture(qPrintable(QStringLiteral("orientation_%1.jpg").arg(orientation)))).image;
        QCOMPARE(image->width(), 24);
        QCOMPARE(image->height(), 16);
        QVERIFY(sample(*image, 2, 2, 0) > 180 && sample(*image, 2, 2, 1) < 90);       // red
        QVERIFY(sample(*image, 21, 2, 1) > 160 && sample(*image, 21, 2, 0) < 90);     // green
        QVERIFY(sample(*image, 2, 13, 2) > 180 && sample(*image, 2, 13, 0) < 90);     // blue
        QVERIFY(sample(*image, 21, 13, 0) > 190 && sample(*image, 21, 13, 2) > 190);  // light grey
    }

    void readsWhatOthersWrote_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<int>("tolerance");
        QTest::addRow("png") << QByteArray("photo.png") << QByteArray("png") << 0;
        QTest::addRow("tiff") << QByteArray("photo.tif") << QByteArray("tiff") << 0;
        QTest::addRow("jpeg") << QByteArray("photo.jpg") << QByteArray("jpeg") << 12;
        QTest::addRow("progressive") << QByteArray("photo_progressive.jpg") << QByteArray("jpeg") << 12;
        QTest::addRow("webp") << QByteArray("photo.webp") << QByteArray("webp") << 12;
        QTest::addRow("palette") << QByteArray("palette.png") << QByteArray("png") << 25;
    }
    void readsWhatOthersWrote() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, format);
        QFETCH(int, tolerance);
        const DecodedImage reference = m_codec.decode(picture("photo.png"));
        const DecodedImage decoded = m_codec.decode(picture(file.constData()));
        QCOMPARE(QByteArray::fromStdString(decoded.format), format);
        QCOMPARE(decoded.image->channels(), 3);
        QCOMPARE(decoded.image->bytes().size(), reference.image->bytes().size());
        double sum = 0;
        for (std::size_t i = 0; i < decoded.image->bytes().size(); ++i) {
            sum += std::abs(std::to_integer<int>(decoded.image->bytes()[i]) -
                            std::to_integer<int>(reference.image->bytes()[i]));
        }
        QVERIFY2(sum / static_cast<double>(decoded.image->bytes().size()) <= tolerance,
                 qPrintable(QString::number(sum)));
    }

    void keepsTextsInPng() {
        const PictureTexts texts{.parameters = "naïve café 寺 🏯\nSteps: 50, Seed: 1",
                                 .recipe = "{\"schema\": 1, \"寺\": true}"};
        const DecodedImage back = there_and_back(m_codec, ramp(8, 8, 3), {.format = ImageFormat::Png, .texts = texts});
        QCOMPARE(back.texts.parameters, texts.parameters);
        QCOMPARE(back.texts.recipe, texts.recipe);
    }

    void keepsParametersInJpegAndTiff() {
        const PictureTexts texts{.parameters = "naïve café 寺 🏯\nSteps: 50, Seed: 1"};
        for (const ImageFormat format : {ImageFormat::Jpeg, ImageFormat::Tiff}) {
            QCOMPARE(there_and_back(m_codec, ramp(8, 8, 3), {.format = format, .texts = texts}).texts.parameters,
                     texts.parameters);
        }
    }

    void survivesAnEndlessTextInJpeg() {
        const PictureTexts texts{.parameters = "Steps: 50, " + std::string(70'001, 'x') + "é"};
        const DecodedImage back = there_and_back(m_codec, ramp(8, 8, 3), {.format = ImageFormat::Jpeg, .texts = texts});
        QVERIFY(back.texts.parameters.has_value());
        QCOMPARE(back.texts.parameters->size(), std::size_t{28'000});
    }

    void writesNothingThatWasNotAskedFor() {
        for (const ImageFormat format : {ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Tiff}) {
            const auto bytes = m_codec.encode(ramp(8, 8, 3), {.format = format});
            const QByteArray file(reinterpret_cast<const char*>(bytes.data()), static_cast<int>(bytes.size()));
            for (const char* trace : {"OpenImageIO", "oiio", "Software", "burnish"}) {
                QVERIFY2(!file.contains(trace), trace);
            }
        }
    }

    void marksPngAsSrgbOnlyWithoutAProfile() {
        Image image = ramp(8, 8, 3);
        QCOMPARE(chunks_of(m_codec.encode(image, {})), QByteArray("IHDR sRGB IDAT IEND "));
        image.icc_profile = profile_of_sample(m_codec);
        QCOMPARE(chunks_of(m_codec.encode(image, {})), QByteArray("IHDR iCCP IDAT IEND "));
        const EncodeOptions with_text{.texts = {.parameters = "Steps: 1"}};
        QCOMPARE(chunks_of(m_codec.encode(image, with_text)), QByteArray("IHDR iCCP tEXt IDAT IEND "));
    }

    void oneHelperServesManyPictures() {
        CodecClient codec(codec_program());
        QCOMPARE(codec.helper_pid(), 0);
        (void)codec.decode(picture("photo.jpg"));
        const int pid = codec.helper_pid();
        QVERIFY(pid > 0);
        const std::size_t before = entries_of("/proc/self/fd");
        for (int i = 0; i < 100; ++i) {
            (void)codec.decode(picture("photo.jpg"));
            (void)codec.encode(ramp(8, 8, 3), {.format = ImageFormat::Png});
        }
        QCOMPARE(codec.helper_pid(), pid);
        QCOMPARE(entries_of("/proc/self/fd"), before);
        // The three standard streams and the socket; the last picture's memory is let go just after the answer.
        const auto in_helper = "/proc/" + std::to_string(pid) + "/fd";
        std::error_code refused;
        if (std::filesystem::directory_iterator(in_helper, refused); refused) {
            QSKIP("the helper's descriptors cannot be counted by this user");
        }
        QTRY_COMPARE(entries_of(in_helper), std::size_t{4});
    }

    void leavesNoProcessBehind() {
        int pid = 0;
        {
            CodecClient codec(codec_program());
            (void)codec.decode(picture("photo.jpg"));
            pid = codec.helper_pid();
        }
        QVERIFY(!std::filesystem::exists("/proc/" + std::to_string(pid)));
    }

    void twoClientsWorkAtOnce() {
        std::array<int, 2> failures{};
        const auto work = [&](std::size_t index) {
            try {
                CodecClient codec(codec_program());
                for (int i = 0; i < 20; ++i) {
                    const Image image = noise(40, 30, 3, PixelType::U8);
                    failures[index] +=
                        there_and_back(codec, image, {}).image->bytes().size() == image.bytes().size() ? 0 : 1;
                }
            } catch (const std::exception&) {
                failures[index] += 100;
            }
        };
        std::jthread first(work, 0);
        std::jthread second(work, 1);
        first.join();
        second.join();
        QCOMPARE(failures[0], 0);
        QCOMPARE(failures[1], 0);
    }

    void tellsHowLongItTakes() {
        QElapsedTimer timer;
        timer.start();
        CodecClient codec(codec_program());
        (void)codec.decode(picture("orientation_1.jpg"));
        const qint64 first = timer.restart();
        const auto decoded = codec.decode(std::filesystem::path(BURNISH_RESOURCES) / "samples" / "astronaut.jpg");
        const qint64 sample_time = timer.restart();
        (void)codec.encode(*decoded.image, {.format = ImageFormat::Png});
        qInfo("start and first picture %lld ms, sample decoded in %lld ms, encoded as PNG and read back in %lld ms",
              first, sample_time, timer.elapsed());
        QCOMPARE(decoded.image->width(), 512);
    }

private:
    CodecClient m_codec{codec_program()};
};

QTEST_GUILESS_MAIN(TestCodecClient)
#include "tst_codec_client.moc"
