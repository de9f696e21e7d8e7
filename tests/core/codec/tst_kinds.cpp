// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/found_recipe.h"
#include "tests/core/codec/test_pictures.h"

#include <QtTest>

#include <cmath>

using namespace burnish;
using namespace burnish::testing;

Q_DECLARE_METATYPE(burnish::ImageFormat)
Q_DECLARE_METATYPE(burnish::PixelType)

namespace {

constexpr const char* kText =
    "naïve café 寺 🏯\nNegative prompt: blur\nSteps: 50, Sampler: Euler, CFG scale: 5, Seed: 1";
constexpr const char* kRecipe = R"({"schema":1,"settings":{"prompt":"naïve café 寺 🏯"}})";

void append(std::vector<std::byte>& bytes, std::uint64_t value, unsigned width) {
    for (unsigned i = 0; i < width; ++i) {
        bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
    }
}

/// A camera's block, little-endian: make, orientation 6, and a GPS directory with a latitude reference.
std::vector<std::byte> camera_exif() {
    std::vector<std::byte> bytes;
    append(bytes, 0x002a4949, 4);
    append(bytes, 8, 4);
    append(bytes, 3, 2);
    const auto entry = [&](std::uint64_t tag, std::uint64_t type, std::uint64_t count, std::uint64_t value) {
        append(bytes, tag, 2);
        append(bytes, type, 2);
        append(bytes, count, 4);
        append(bytes, value, 4);
    };
    entry(271, 2, 6, 50);    // Make, at 50
    entry(274, 3, 1, 6);     // Orientation
    entry(34853, 4, 1, 56);  // GPS, at 56
    append(bytes, 0, 4);
    for (const char c : {'A', 'c', 'm', 'e', 'X', '\0'}) {
        append(bytes, static_cast<unsigned char>(c), 1);
    }
    append(bytes, 1, 2);
    entry(1, 2, 2, 'N');
    append(bytes, 0, 4);
    return bytes;
}

bool contains(const std::vector<std::byte>& bytes, std::string_view text) {
    const std::string_view all{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    return all.find(text) != std::string_view::npos;
}

float float_at(const Image& image, std::size_t index) {
    float value = 0;
    std::memcpy(&value, image.bytes().data() + index * sizeof value, sizeof value);
    return value;
}

void set_float(Image& image, std::size_t index, float value) {
    std::memcpy(image.bytes().data() + index * sizeof value, &value, sizeof value);
}

}  // namespace

/// A picture in, the same kind of picture out.
class TestKinds : public QObject {
    Q_OBJECT

private:
    DecodedImage there_and_back(const Image& image, const EncodeOptions& options) {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "picture";
        write_bytes(path, m_codec.encode(image, options));
        return m_codec.decode(path);
    }

    CodecClient m_codec{codec_program()};

private Q_SLOTS:
    void everyKindComesBack_data() {
        QTest::addColumn<ImageFormat>("format");
        QTest::addColumn<PixelType>("type");
        QTest::addColumn<int>("channels");
        const auto row = [](const char* name, ImageFormat format, PixelType type, std::initializer_list<int> channels) {
            for (const int count : channels) {
                QTest::addRow("%s x%d", name, count) << format << type << count;
            }
        };
        row("jxl 8", ImageFormat::JpegXl, PixelType::U8, {1, 3, 4});
        row("jxl 16", ImageFormat::JpegXl, PixelType::U16, {1, 3, 4});
        row("bmp", ImageFormat::Bmp, PixelType::U8, {1, 3, 4});
        row("tga", ImageFormat::Tga, PixelType::U8, {1, 3, 4});
        row("ppm 8", ImageFormat::Ppm, PixelType::U8, {1, 3});
        row("ppm 16", ImageFormat::Ppm, PixelType::U16, {1, 3});
    }
    void everyKindComesBack() {
        QFETCH(ImageFormat, format);
        QFETCH(PixelType, type);
        QFETCH(int, channels);
        const Image image = noise(37, 23, channels, type);
        const DecodedImage back = there_and_back(image, {.format = format});
        QCOMPARE(back.format, std::string(image_format_id(format)));
        QCOMPARE(back.image->channels(), channels);
        QCOMPARE(back.image->type(), type);
        QVERIFY(std::ranges::equal(back.image->bytes(), image.bytes()));
    }

    void oneColourComesBack_data() { everyKindComesBack_data(); }
    void oneColourComesBack() {
        QFETCH(ImageFormat, format);
        QFETCH(PixelType, type);
        QFETCH(int, channels);
        Image image(200, 150, channels, type);  // a JPEG XL file of 114 bytes, fewer than the library's reader wants
        std::ranges::fill(image.bytes(), std::byte{0xff});
        const DecodedImage back = there_and_back(image, {.format = format});
        QVERIFY(std::ranges::equal(back.image->bytes(), image.bytes()));
    }

    void keepsLightInExr_data() {
        QTest::addColumn<bool>("half");
        QTest::addColumn<int>("channels");
        for (const int channels : {3, 4}) {
            QTest::addRow("float x%d", channels) << false << channels;
            QTest::addRow("half x%d", channels) << true << channels;
        }
    }
    void keepsLightInExr() {
        QFETCH(bool, half);
        QFETCH(int, channels);
        Image image = noise(31, 17, channels, PixelType::F32);
        set_float(image, 0, 40.0F);  // a lamp
        EncodeOptions options{.format = ImageFormat::Exr, .texts = {.parameters = kText, .recipe = kRecipe}};
        options.metadata.half = half;
        // The first trip brings the linear profile; from then on the values are light and stay.
        const DecodedImage light = there_and_back(image, options);
        QVERIFY(!light.image->icc_profile.empty());
        const DecodedImage back = there_and_back(*light.image, options);
        QCOMPARE(back.metadata.half, half);
        QVERIFY(back.image->icc_profile == light.image->icc_profile);
        QCOMPARE(back.texts.parameters, std::optional<std::string>(kText));
        QCOMPARE(back.texts.recipe, std::optional<std::string>(kRecipe));
        const float tolerance = half ? 2e-3F : 1e-5F;
        for (std::size_t i = 0; i < back.image->bytes().size() / sizeof(float); ++i) {
            const float expected = float_at(*light.image, i);
            QVERIFY(std::abs(float_at(*back.image, i) - expected) <= tolerance * std::max(1.0F, std::abs(expected)));
        }
    }

    void metadataComeBack_data() {
        QTest::addColumn<ImageFormat>("format");
        QTest::addColumn<bool>("strip");
        for (const bool strip : {false, true}) {
            QTest::addRow("png%s", strip ? " stripped" : "") << ImageFormat::Png << strip;
            QTest::addRow("jpeg%s", strip ? " stripped" : "") << ImageFormat::Jpeg << strip;
            QTest::addRow("webp%s", strip ? " stripped" : "") << ImageFormat::WebP << strip;
            QTest::addRow("tiff%s", strip ? " stripped" : "") << ImageFormat::Tiff << strip;
        }
    }
    void metadataComeBack() {
        QFETCH(ImageFormat, format);
        QFETCH(bool, strip);
        EncodeOptions options{.format = format,
                              .texts = {.parameters = kText, .recipe = kRecipe},
                              .is_generated = true,
                              .strip_private = strip};
        options.metadata.exif = camera_exif();
        options.metadata.dpi_x = options.metadata.dpi_y = 300;
        const std::string iptc("\x1c\x02\x78\x00\x05hello\x1c\x02\x5a\x00\x05Paris", 20);
        options.metadata.iptc.assign(reinterpret_cast<const std::byte*>(iptc.data()),
                                     reinterpret_cast<const std::byte*>(iptc.data() + iptc.size()));
        const DecodedImage back = there_and_back(ramp(40, 24, 3), options);
        QCOMPARE(back.image->width(), 40);  // the orientation was made true
        QCOMPARE(back.texts.parameters, options.texts.parameters);
        QCOMPARE(back.texts.recipe, options.texts.recipe);
        QVERIFY(contains(back.metadata.exif, "AcmeX") || back.metadata.texts.contains("Make"));
        if (format != ImageFormat::WebP) {  // has no place for either
            QVERIFY(std::abs(back.metadata.dpi_x - 300) < 0.5);
            QVERIFY(contains(back.metadata.iptc, "hello"));
            QCOMPARE(contains(back.metadata.iptc, "Paris"), !strip);
        }
        QVERIFY(back.metadata.xmp.find("compositeWithTrainedAlgorithmicMedia") != std::string::npos);
    }

    void aJpegKeepsItsQualityAndSampling_data() {
        QTest::addColumn<int>("quality");
        QTest::addColumn<QByteArray>("sampling");
        for (const int quality : {30, 75, 92}) {
            for (const char* sampling : {"4:4:4", "4:2:0", "4:2:2"}) {
                QTest::addRow("%d %s", quality, sampling) << quality << QByteArray(sampling);
            }
        }
    }
    void aJpegKeepsItsQualityAndSampling() {
        QFETCH(int, quality);
        QFETCH(QByteArray, sampling);
        EncodeOptions options{.format = ImageFormat::Jpeg};
        options.metadata.quality = quality;
        options.metadata.sampling = sampling.toStdString();
        const DecodedImage first = there_and_back(ramp(64, 48, 3), options);
        QCOMPARE(first.metadata.quality, quality);
        QCOMPARE(first.metadata.sampling, sampling.toStdString());
        const DecodedImage again =
            there_and_back(*first.image, {.format = ImageFormat::Jpeg, .metadata = first.metadata});
        QCOMPARE(again.metadata.quality, quality);
        QCOMPARE(again.metadata.sampling, sampling.toStdString());
    }

    void aLosslessWebPStaysLossless() {
        EncodeOptions options{.format = ImageFormat::WebP};
        options.metadata.lossless = true;
        const Image image = noise(32, 20, 3, PixelType::U8);
        const DecodedImage back = there_and_back(image, options);
        QVERIFY(back.metadata.lossless);
        QVERIFY(std::ranges::equal(back.image->bytes(), image.bytes()));
    }

    /// Light goes to working colours and back: brighter than white, and colours outside sRGB.
    void lightSurvivesTheWorkingColours() {
        Image image = noise(40, 30, 4, PixelType::F32);
        for (std::size_t i = 0; i < 4000; i += 40) {
            set_float(image, i, 12.5F);
            set_float(image, i + 1, -0.1F);
        }
        const auto light = there_and_back(image, {.format = ImageFormat::Exr}).image;
        const auto working = m_codec.to_working(light);
        QCOMPARE(working->type(), PixelType::F32);
        const auto back = m_codec.from_working(*working, *light);
        QVERIFY(back->icc_profile == light->icc_profile);
        for (std::size_t i = 0; i < back->bytes().size() / sizeof(float); ++i) {
            const float expected = float_at(*light, i);
            QVERIFY2(std::abs(float_at(*back, i) - expected) <= 2e-3F * std::max(1.0F, std::abs(expected)),
                     qPrintable(QStringLiteral("%1 for %2").arg(float_at(*back, i)).arg(expected)));
        }
    }

    void nothingBleedsFromUnderAlpha() {
        Image image(64, 64, 4, PixelType::U8);
        for (int y = 0; y < 64; ++y) {
            for (int x = 0; x < 64; ++x) {
                std::byte* pixel = image.row(y) + 4 * x;
                const bool visible = x < 32;
                pixel[visible ? 2 : 0] = std::byte{255};  // blue that is seen, red that is not
                pixel[3] = visible ? std::byte{255} : std::byte{0};
            }
        }
        const auto source = std::make_shared<const Image>(image);
        const auto working = m_codec.to_working(source);
        for (int x = 0; x < 64; ++x) {
            QCOMPARE(sample(*working, x, 20, 0), 0);
            QCOMPARE(sample(*working, x, 20, 2), 255);
        }
        Image refined = *working;
        for (std::byte& byte : refined.bytes()) {
            byte = std::byte{77};
        }
        const auto back = m_codec.from_working(refined, *source);
        QCOMPARE(sample(*back, 10, 10, 0), 77);
        QCOMPARE(sample(*back, 10, 10, 3), 255);
        QCOMPARE(sample(*back, 50, 10, 0), 255);  // its own colour under alpha 0
        QCOMPARE(sample(*back, 50, 10, 3), 0);
    }

    void greyStaysGrey() {
        const auto source = std::make_shared<const Image>(ramp(32, 32, 1));
        QCOMPARE(m_codec.to_working(source), source);
        const Image refined = ramp(32, 32, 3);
        const auto back = m_codec.from_working(refined, *source);
        QCOMPARE(back->channels(), 1);
        QVERIFY(sample(*back, 16, 16, 0) > sample(refined, 16, 16, 0));
        QVERIFY(sample(*back, 16, 16, 0) < sample(refined, 16, 16, 2));
    }

    void srgbIsNotConverted() {
        auto image = std::make_shared<Image>(ramp(16, 16, 3));
        image->icc_profile = m_codec.decode(picture("profile.png")).image->icc_profile;
        const auto working = m_codec.to_working(image);
        if (working->type() == PixelType::U8) {
            QVERIFY(std::ranges::equal(working->bytes(), image->bytes()));
        }
        const auto back = m_codec.from_working(*working, *image);
        QVERIFY(back->icc_profile == image->icc_profile);
        QVERIFY(largest_difference(*back, *image) == 0);
    }

    void readOnlyFormatsAreSaidSo() {
        QVERIFY(error_of([&] { (void)m_codec.encode(ramp(8, 8, 3), {.format = ImageFormat::Psd}); }).has_value());
        QVERIFY(error_of([&] { (void)image_format_for("a.psd"); }).has_value());
    }
};

QTEST_GUILESS_MAIN(TestKinds)
#include "tst_kinds.moc"
