// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/byte_reader.h"
#include "core/metadata/file_blocks.h"
#include "core/metadata/found_recipe.h"
#include "tests/core/codec/ink_profile.h"
#include "tests/core/codec/test_pictures.h"

#include <QtTest>

using namespace burnish;
using namespace burnish::testing;

namespace {

/// What each sample of one picture is away from the other's, in the mean of their common channels; 16 bits as 8.
double mean_distance(const Image& one, const Image& other) {
    const auto value = [](const Image& image, int x, int y, int c) {
        return image.type() == PixelType::U16
                   ? reinterpret_cast<const std::uint16_t*>(image.row(y))[x * image.channels() + c] / 257.0
                   : static_cast<double>(sample(image, x, y, c));
    };
    double sum = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) {
            for (int c = 0; c < 3; ++c) {
                sum += std::abs(value(one, x, y, c) - value(other, x, y, c));
            }
        }
    }
    return sum / (3.0 * one.width() * one.height());
}

void hide(Image& image, const std::string& text, int first, int last) {
    int bit = 0;
    const int each = last - first + 1;
    for (const char letter : text) {
        for (int i = 7; i >= 0; --i, ++bit) {
            const int pixel = bit / each;
            std::byte& place =
                image.row(pixel % image.height())[pixel / image.height() * image.channels() + first + bit % each];
            place = (place & std::byte{0xfe}) | static_cast<std::byte>(letter >> i & 1);
        }
    }
}

std::string bit_count(std::size_t bytes) {
    std::string text;
    for (int shift = 24; shift >= 0; shift -= 8) {
        text += static_cast<char>(8 * bytes >> shift & 0xff);
    }
    return text;
}

constexpr const char* kText =
    "naïve café 寺 🏯\nNegative prompt: blur\nSteps: 50, Sampler: Euler, CFG scale: 5, Seed: 1";

}  // namespace

/// Pictures that OpenImageIO does not read from memory, and texts that are hidden in samples.
class TestOtherDecoders : public QObject {
    Q_OBJECT

private:
    DecodedImage decoded(const std::vector<std::byte>& file) {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "picture";
        write_bytes(path, file);
        return m_codec.decode(path);
    }

    CodecClient m_codec{codec_program()};

private Q_SLOTS:
    void readsTheFirstFrameOfAGif() {
        const DecodedImage gif = m_codec.decode(picture("frames.gif"));
        QCOMPARE(gif.format, std::string("gif"));
        QCOMPARE(gif.metadata.pages, 2);
        QCOMPARE(gif.image->channels(), 4);
        for (int y = 0; y < 16; ++y) {
            QCOMPARE(sample(*gif.image, 3, y, 0), 255);
            QCOMPARE(sample(*gif.image, 3, y, 2), 0);
            QCOMPARE(sample(*gif.image, 3, y, 3), 255);
            QCOMPARE(sample(*gif.image, 20, y, 3), 0);
        }
        const auto recipe = find_recipe(gif.texts, gif.metadata);
        QVERIFY(recipe);
        QCOMPARE(recipe->settings["prompt"].get<std::string>(), std::string("naïve café 寺 🏯"));
    }

    void readsAnOpaqueGif() {
        const DecodedImage gif = m_codec.decode(picture("picture.gif"));
        QCOMPARE(gif.image->channels(), 3);
        QCOMPARE(gif.metadata.pages, 1);
        QCOMPARE(gif.image->width(), 16);
    }

    void convertsInksByTheirProfile() {
        const std::vector<std::byte> jpeg = read_bytes(picture("cmyk.jpg"));
        const DecodedImage inks = decoded(with_profile(jpeg, ink_profile()));
        QVERIFY(inks.metadata.cmyk);
        QCOMPARE(inks.image->channels(), 3);
        QVERIFY(inks.image->icc_profile.empty());
        // The file holds photo.png's colours taken from white, without black: the rule of thumb gives them back.
        QCOMPARE(inks.image->width(), 24);
        QVERIFY(std::abs(sample(*inks.image, 5, 5, 0) - (255 - 60)) < 6);
        QVERIFY(std::abs(sample(*inks.image, 5, 5, 1) - (255 - 97)) < 6);
        QVERIFY(std::abs(sample(*inks.image, 5, 5, 2) - (255 - 127)) < 6);
    }

    void readsHeicAndAvif_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("bits");
        QTest::addColumn<int>("channels");
        QTest::addRow("HEIC") << QByteArray("picture.heic") << 8 << 3;
        QTest::addRow("AVIF with alpha") << QByteArray("picture.avif") << 8 << 4;
        QTest::addRow("AVIF of 10 bits") << QByteArray("deep.avif") << 10 << 3;
    }
    void readsHeicAndAvif() {
        QFETCH(QByteArray, file);
        QFETCH(int, bits);
        QFETCH(int, channels);
        std::optional<DecodedImage> found;
        const auto error = error_of([&] { found = m_codec.decode(picture(file.constData())); });
        if (error) {
            QVERIFY2(error->parts().found.find("where the system has libheif") != std::string::npos, error->what());
            QSKIP("this system has no libheif");
        }
        QCOMPARE(QByteArray::fromStdString(found->format),
                 file.endsWith("heic") ? QByteArray("heic") : QByteArray("avif"));
        QCOMPARE(found->bits, bits);
        QCOMPARE(found->image->channels(), channels);
        QCOMPARE(found->image->type(), bits > 8 ? PixelType::U16 : PixelType::U8);
        const double distance = mean_distance(*found->image, *m_codec.decode(picture("photo.png")).image);
        QVERIFY2(distance < 6, qPrintable(QString::number(distance)));
        if (channels == 4) {
            QCOMPARE(sample(*found->image, 5, 30, 3), 255);
            QCOMPARE(sample(*found->image, 60, 30, 3), 128);
        }
    }

    void readsStealthText_data() {
        QTest::addColumn<QByteArray>("signature");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        QTest::addColumn<bool>("packs");
        QTest::addRow("alpha") << QByteArray("stealth_pnginfo") << 3 << 3 << false;
        QTest::addRow("alpha, packed") << QByteArray("stealth_pngcomp") << 3 << 3 << true;
        QTest::addRow("colours") << QByteArray("stealth_rgbinfo") << 0 << 2 << false;
        QTest::addRow("colours, packed") << QByteArray("stealth_rgbcomp") << 0 << 2 << true;
    }
    void readsStealthText() {
        QFETCH(QByteArray, signature);
        QFETCH(int, first);
        QFETCH(int, last);
        QFETCH(bool, packs);
        std::string text = kText;
        if (packs) {
            // qCompress gives zlib's framing behind four bytes; gzip's differs in head and end.
            const QByteArray zlib = qCompress(QByteArray::fromStdString(text)).mid(4);
            const QByteArray deflated = zlib.mid(2, zlib.size() - 6);
            std::string packed("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
            packed.append(deflated.constData(), static_cast<std::size_t>(deflated.size()));
            std::uint32_t sum = 0xffffffffU;
            for (const char letter : text) {
                sum ^= static_cast<unsigned char>(letter);
                for (int i = 0; i < 8; ++i) {
                    sum = sum >> 1 ^ ((sum & 1) != 0 ? 0xedb88320U : 0);
                }
            }
            for (const std::uint32_t number : {~sum, static_cast<std::uint32_t>(text.size())}) {
                for (unsigned shift = 0; shift < 32; shift += 8) {
                    packed += static_cast<char>(number >> shift & 0xff);
                }
            }
            text = packed;
        }
        Image image = noise(90, 70, 4, PixelType::U8);
        hide(image, signature.toStdString() + bit_count(text.size()) + text, first, last);
        const DecodedImage back = decoded(m_codec.encode(image, {}));
        const auto recipe = find_recipe(back.texts, back.metadata);
        QVERIFY(recipe);
        QCOMPARE(recipe->settings["prompt"].get<std::string>(), std::string("naïve café 寺 🏯"));
        QCOMPARE(recipe->settings["negative"].get<std::string>(), std::string("blur"));
    }

    void survivesStealthTextThatLies() {
        for (const std::uint32_t size : {0U, 8U, 0x7fffffffU, 0xfffffff8U, 4000U}) {
            Image image = noise(40, 40, 4, PixelType::U8);
            std::string text = "stealth_pngcomp";
            for (int shift = 24; shift >= 0; shift -= 8) {
                text += static_cast<char>(size >> shift & 0xff);
            }
            hide(image, text, 3, 3);
            QVERIFY(!decoded(m_codec.encode(image, {})).metadata.texts.contains("stealth"));
        }
    }

    void aGreyPictureBecomesColouredWhereAsked() {
        const Image source = ramp(32, 32, 2);
        const Image refined = ramp(32, 32, 4);
        QCOMPARE(m_codec.from_working(refined, source)->channels(), 2);
        const auto coloured = m_codec.from_working(refined, source, {}, true);
        QCOMPARE(coloured->channels(), 4);
        QCOMPARE(sample(*coloured, 9, 9, 2), sample(refined, 9, 9, 2));
        QCOMPARE(sample(*coloured, 9, 9, 3), sample(source, 9, 9, 1));
    }

    void aThumbnailIsMadeAnew() {
        // Pillow's and exiftool's reading of such a file is checked by tests/tools/check_written_files.py.
        const std::vector<std::byte> old =
            m_codec.encode(noise(40, 30, 3, PixelType::U8), {.format = ImageFormat::Jpeg});
        ByteWriter exif(ByteOrder::Little);
        exif.number(0x002a4949, 4);
        exif.number(8, 4);
        exif.number(1, 2);  // IFD0: Make
        exif.number(271, 2);
        exif.number(2, 2);
        exif.number(4, 4);
        exif.text(std::string_view("Abc\0", 4));
        exif.number(26, 4);
        exif.number(3, 2);  // IFD1: compression, offset, length
        for (const auto& [tag, type, value] :
             {std::array<std::uint64_t, 3>{259, 3, 6}, {513, 4, 68}, {514, 4, old.size()}}) {
            exif.number(tag, 2);
            exif.number(type, 2);
            exif.number(1, 4);
            exif.number(value, 4);
        }
        exif.number(0, 4);
        exif.append(old);
        EncodeOptions options{.format = ImageFormat::Jpeg};
        options.metadata.exif = exif.bytes;
        const Image image = ramp(640, 320, 3);
        const DecodedImage written = decoded(m_codec.encode(image, options));
        // The thumbnail is a JPEG inside the block.
        const std::string_view block{reinterpret_cast<const char*>(written.metadata.exif.data()),
                                     written.metadata.exif.size()};
        const auto start = block.find("\xff\xd8\xff");
        QVERIFY(start != std::string_view::npos);
        const auto bytes = std::span(written.metadata.exif).subspan(start);
        const DecodedImage thumbnail = decoded({bytes.begin(), bytes.end()});
        QCOMPARE(thumbnail.image->width(), 160);
        QCOMPARE(thumbnail.image->height(), 80);
        for (const auto& [x, y] : {std::pair{20, 20}, {140, 10}, {80, 70}}) {
            QVERIFY(std::abs(sample(*thumbnail.image, x, y, 1) - sample(image, 4 * x, 4 * y, 1)) < 6);
        }
    }
};

QTEST_GUILESS_MAIN(TestOtherDecoders)
#include "tst_other_decoders.moc"
