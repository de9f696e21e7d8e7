// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/file_blocks.h"
#include "tests/app/cli_fixture.h"
#include "tests/core/codec/camera_exif.h"
#include "tests/core/codec/test_pictures.h"

#include <QColor>
#include <QImageReader>
#include <QtTest>

#include <lcms2.h>

using namespace burnish;
using namespace burnish::testing;

namespace {

constexpr int kWidth = 64;
constexpr int kHeight = 40;
constexpr const char* kPrompt = "naïve café 寺 🏯";

/// One kind of picture.
struct Kind {
    std::string name;
    std::string extension;
    ImageFormat format = ImageFormat::Png;
    PixelType type = PixelType::U8;
    int channels = 3;
    bool has_profile = false;
    int orientation = 1;
    PictureMetadata wishes = {};  ///< quality, sampling, lossless, half
};

std::vector<std::byte> saved(cmsHPROFILE profile) {
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    std::vector<std::byte> bytes(size);
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    return bytes;
}

/// Display P3, or a grey of gamma 2.2.
std::vector<std::byte> profile_for(int channels) {
    cmsToneCurve* curve = cmsBuildGamma(nullptr, 2.2);
    const cmsCIExyY white{.x = 0.3127, .y = 0.3290, .Y = 1.0};
    const cmsCIExyYTRIPLE primaries{.Red = {.x = 0.680, .y = 0.320, .Y = 1.0},
                                    .Green = {.x = 0.265, .y = 0.690, .Y = 1.0},
                                    .Blue = {.x = 0.150, .y = 0.060, .Y = 1.0}};
    std::array<cmsToneCurve*, 3> curves = {curve, curve, curve};
    std::vector<std::byte> bytes = saved(channels < 3 ? cmsCreateGrayProfile(cmsD50_xyY(), curve)
                                                      : cmsCreateRGBProfile(&white, &primaries, curves.data()));
    cmsFreeToneCurve(curve);
    return bytes;
}

/// The value in the first directory of a little-endian TIFF.
void set_orientation(std::vector<std::byte>& tiff, int orientation) {
    const ByteReader file(tiff, ByteOrder::Little);
    const std::uint64_t directory = file.number(4, 4);
    for (std::uint64_t i = 0; i < file.number(directory, 2); ++i) {
        const std::uint64_t entry = directory + 2 + 12 * i;
        if (file.number(entry, 2) == 274) {
            tiff[entry + 8] = static_cast<std::byte>(orientation);
            return;
        }
    }
    throw std::runtime_error("a TIFF without an orientation");
}

std::vector<std::byte> alpha_of(const Image& image) {
    const std::size_t sample = bytes_per_sample(image.type());
    const std::size_t step = sample * static_cast<std::size_t>(image.channels());
    std::vector<std::byte> alpha;
    for (std::size_t at = step; at <= image.bytes().size(); at += step) {
        alpha.insert(alpha.end(), image.bytes().begin() + static_cast<std::ptrdiff_t>(at - sample),
                     image.bytes().begin() + static_cast<std::ptrdiff_t>(at));
    }
    return alpha;
}

/// The scan of a JPEG: from its start to the end.
std::string scan_of(const std::vector<std::byte>& file) {
    const std::string_view text{reinterpret_cast<const char*>(file.data()), file.size()};
    const auto start = text.find("\xff\xda");
    return std::string(text.substr(std::min(start, text.size())));
}

std::vector<Kind> kinds() {
    std::vector<Kind> all;
    const auto depth = [](PixelType type) {
        return type == PixelType::U8 ? " 8" : type == PixelType::U16 ? " 16" : " float";
    };
    const auto add = [&](Kind kind) {
        kind.name = kind.extension + depth(kind.type) + (kind.wishes.half ? " half" : "") + " x" +
                    std::to_string(kind.channels) + (kind.has_profile ? " profile" : "") +
                    (kind.wishes.lossless ? " lossless" : "") + kind.wishes.sampling +
                    (kind.orientation > 1 ? " turned " + std::to_string(kind.orientation) : "");
        all.push_back(kind);
    };
    for (const bool profile : {false, true}) {
        for (const int channels : {1, 2, 3, 4}) {
            for (const PixelType type : {PixelType::U8, PixelType::U16, PixelType::F32}) {
                if (type != PixelType::F32) {
                    add({.extension = "png", .type = type, .channels = channels, .has_profile = profile});
                }
                add({.extension = "tif",
                     .format = ImageFormat::Tiff,
                     .type = type,
                     .channels = channels,
                     .has_profile = profile});
            }
        }
        for (const int channels : {1, 3}) {
            add({.extension = "jpg", .format = ImageFormat::Jpeg, .channels = channels, .has_profile = profile});
        }
        for (const int channels : {3, 4}) {
            for (const bool lossless : {false, true}) {
                add({.extension = "webp",
                     .format = ImageFormat::WebP,
                     .channels = channels,
                     .has_profile = profile,
                     .wishes = {.lossless = lossless}});
            }
        }
    }
    add({.extension = "jpg", .format = ImageFormat::Jpeg, .wishes = {.quality = 71, .sampling = "4:2:0"}});
    for (int orientation = 2; orientation <= 8; ++orientation) {
        for (const auto& [extension, format] :
             std::initializer_list<std::pair<const char*, ImageFormat>>{{"png", ImageFormat::Png},
                                                                        {"jpg", ImageFormat::Jpeg},
                                                                        {"webp", ImageFormat::WebP},
                                                                        {"tif", ImageFormat::Tiff}}) {
            add({.extension = extension, .format = format, .has_profile = true, .orientation = orientation});
        }
    }
    for (const int channels : {1, 3, 4}) {
        for (const bool half : {false, true}) {
            add({.extension = "exr",
                 .format = ImageFormat::Exr,
                 .type = PixelType::F32,
                 .channels = channels,
                 .wishes = {.half = half}});
        }
        add({.extension = "jxl", .format = ImageFormat::JpegXl, .channels = channels});
        add({.extension = "jxl", .format = ImageFormat::JpegXl, .type = PixelType::U16, .channels = channels});
        add({.extension = "bmp", .format = ImageFormat::Bmp, .channels = channels});
        add({.extension = "tga", .format = ImageFormat::Tga, .channels = channels});
        if (channels < 4) {
            add({.extension = "ppm", .format = ImageFormat::Ppm, .channels = channels});
            add({.extension = "ppm", .format = ImageFormat::Ppm, .type = PixelType::U16, .channels = channels});
        }
    }
    add({.extension = "hdr", .format = ImageFormat::Hdr, .type = PixelType::F32});
    return all;
}

}  // namespace

/// Every kind of picture through the command line at strength 0 and 0.3: what comes out is of the same kind.
class TestPictureTable : public QObject {
    Q_OBJECT

private:
    std::vector<std::byte> source_of(const Kind& kind) {
        Image image = noise(kWidth, kHeight, kind.channels, kind.type);
        if (kind.has_profile) {
            image.icc_profile = profile_for(kind.channels);
        }
        std::vector<std::byte> file = m_codec.encode(image, {.format = kind.format, .metadata = kind.wishes});
        PictureMetadata camera;
        camera.exif = camera_exif(kind.orientation);
        camera.dpi_x = camera.dpi_y = 300;
        switch (kind.format) {
        case ImageFormat::Png:
            return with_png_blocks(file, camera);
        case ImageFormat::Jpeg:
            return with_jpeg_blocks(file, camera);
        case ImageFormat::WebP:
            return with_webp_blocks(file, camera, kWidth, kHeight, kind.channels == 4);
        case ImageFormat::Tiff:
            file = with_tiff_blocks(file, camera);
            set_orientation(file, kind.orientation);
            return file;
        default:
            return file;
        }
    }

    std::filesystem::path path(const char* name, const Kind& kind) const {
        return folder(name).toStdString() + "/" + file_name(kind);
    }
    static std::string file_name(const Kind& kind) {
        std::string name = kind.name;
        std::ranges::replace(name, ' ', '_');
        std::ranges::replace(name, ':', '.');
        return name + "." + kind.extension;
    }

    QString folder(const char* name) const { return m_cli.path(QString::fromLatin1(name)); }

    void refine(const char* target, const std::vector<const char*>& options) {
        QStringList arguments{QStringLiteral("refine")};
        for (const Kind& kind : m_kinds) {
            arguments << QString::fromStdString(path("in", kind));
        }
        arguments << QStringLiteral("-o") << folder(target) + QLatin1Char('/') << QStringLiteral("--model")
                  << QStringLiteral(BURNISH_TEST_DATA "/models/refiner_tiny");
        for (const char* option : options) {
            arguments << QString::fromUtf8(option);
        }
        const auto run = m_cli.run(arguments);
        QVERIFY2(run.status == 0, run.err.constData());
    }

    void rows() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_kinds.size(); ++i) {
            QTest::newRow(m_kinds[i].name.c_str()) << static_cast<int>(i);
        }
    }

    void compare_fields(const DecodedImage& before, const DecodedImage& after) {
        // Made true, or ours: orientation, size, description, comment.
        static const std::vector<std::string> kMadeTrue = {"274",        "270",        "256",       "257",
                                                           "Exif 37510", "Exif 40962", "Exif 40963"};
        const Fields now = fields_of(after.metadata.exif);
        for (const auto& [field, value] : fields_of(before.metadata.exif)) {
            if (std::ranges::find(kMadeTrue, field) != kMadeTrue.end()) {
                continue;
            }
            const auto found = now.find(field);
            QVERIFY2(found != now.end(), ("lost: " + field).c_str());
            QCOMPARE(QByteArray::fromStdString(found->second), QByteArray::fromStdString(value));
        }
        if (now.contains("274")) {
            QCOMPARE(QByteArray::fromStdString(now.at("274")), QByteArray("1 "));
        }
        QCOMPARE(after.metadata.dpi_x, before.metadata.dpi_x);
    }

    const std::vector<Kind> m_kinds = kinds();
    test::CliFixture m_cli;
    CodecClient m_codec{codec_program()};

private Q_SLOTS:
    void initTestCase() {
        std::filesystem::create_directory(folder("in").toStdString());
        for (const Kind& kind : m_kinds) {
            write_bytes(path("in", kind), source_of(kind));
        }
        refine("zero", {"--strength", "0"});
        refine("bare", {"--strength", "0", "--strip-private"});
        refine("some", {"--strength", "0.3", "--steps", "4", "--seed", "1", "--keep-detail", "1", "--prompt", kPrompt});
    }

    /// The table would prove nothing if its pictures did not say what it compares.
    void sourcesSayWhatIsCompared() {
        for (const Kind& kind : m_kinds) {
            const DecodedImage source = m_codec.decode(path("in", kind));
            const bool has_blocks = kind.format == ImageFormat::Png || kind.format == ImageFormat::Jpeg ||
                                    kind.format == ImageFormat::WebP || kind.format == ImageFormat::Tiff;
            QCOMPARE(source.image->width(), kind.orientation > 4 ? kHeight : kWidth);
            QCOMPARE(source.image->channels(), kind.channels);
            QCOMPARE(source.image->type(), kind.type);
            if (has_blocks) {
                QVERIFY2(fields_of(source.metadata.exif).size() >= 14, kind.name.c_str());
                QCOMPARE(source.image->icc_profile.empty(), !kind.has_profile);
            }
        }
    }

    void strengthZeroIsTheSource_data() { rows(); }
    void strengthZeroIsTheSource() {
        QFETCH(int, index);
        const Kind& kind = m_kinds[static_cast<std::size_t>(index)];
        QVERIFY(read_bytes(path("zero", kind)) == read_bytes(path("in", kind)));
    }

    void strengthZeroInAnotherFormatKeepsThePixels_data() { rows(); }
    void strengthZeroInAnotherFormatKeepsThePixels() {
        QFETCH(int, index);
        const DecodedImage source = m_codec.decode(path("in", m_kinds[static_cast<std::size_t>(index)]));
        const std::filesystem::path other = folder("other.tif").toStdString();
        save_image(m_codec, *source.image, other, {.format = ImageFormat::Tiff, .metadata = source.metadata});
        const DecodedImage after = m_codec.decode(other);
        QCOMPARE(after.image->channels(), source.image->channels());
        QCOMPARE(after.image->type(), source.image->type());
        QVERIFY(after.image->icc_profile == source.image->icc_profile);
        if (source.image->type() != PixelType::F32 || !source.image->has_alpha()) {  // float alpha: see the README
            QVERIFY(std::ranges::equal(after.image->bytes(), source.image->bytes()));
        }
        QVERIFY(!source.image->has_alpha() || alpha_of(*after.image) == alpha_of(*source.image));
    }

    void strippingKeepsTheCodedPicture_data() { rows(); }
    void strippingKeepsTheCodedPicture() {
        QFETCH(int, index);
        const Kind& kind = m_kinds[static_cast<std::size_t>(index)];
        const DecodedImage before = m_codec.decode(path("in", kind));
        const DecodedImage after = m_codec.decode(path("bare", kind));
        if (kind.format != ImageFormat::Exr && kind.format != ImageFormat::Hdr) {
            QVERIFY(std::ranges::equal(after.image->bytes(), before.image->bytes()));
        }
        QVERIFY(after.image->icc_profile == before.image->icc_profile);
        for (const auto& [field, value] : fields_of(after.metadata.exif)) {
            QVERIFY2(!field.starts_with("GPS") && field != "315", field.c_str());
        }
        const std::vector<std::byte> file = read_bytes(path("bare", kind));
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(file.data()), static_cast<int>(file.size()))
                     .contains("A. Painter"),
                 false);
        if (kind.format == ImageFormat::Jpeg) {
            QVERIFY(scan_of(file) == scan_of(read_bytes(path("in", kind))));
        }
    }

    void aRefineGivesTheSameKind_data() { rows(); }
    void aRefineGivesTheSameKind() {
        QFETCH(int, index);
        const Kind& kind = m_kinds[static_cast<std::size_t>(index)];
        const DecodedImage before = m_codec.decode(path("in", kind));
        const DecodedImage after = m_codec.decode(path("some", kind));
        QCOMPARE(after.format, before.format);
        QCOMPARE(after.image->width(), before.image->width());
        QCOMPARE(after.image->height(), before.image->height());
        QCOMPARE(after.image->channels(), before.image->channels());
        QCOMPARE(after.image->type(), before.image->type());
        QCOMPARE(after.bits, before.bits);
        QCOMPARE(after.metadata.half, before.metadata.half);
        QCOMPARE(after.metadata.quality, before.metadata.quality);
        QCOMPARE(after.metadata.sampling, before.metadata.sampling);
        QCOMPARE(after.metadata.lossless, before.metadata.lossless);
        QVERIFY(after.image->icc_profile == before.image->icc_profile);
        QVERIFY(!before.image->has_alpha() || alpha_of(*after.image) == alpha_of(*before.image));
        QVERIFY(!std::ranges::equal(after.image->bytes(), before.image->bytes()));
        compare_fields(before, after);
    }

    /// Qt's own readers see the same size and, of 8-bit colours, the same pixels.
    void qtReadsWhatIsWritten_data() { rows(); }
    void qtReadsWhatIsWritten() {
        QFETCH(int, index);
        const Kind& kind = m_kinds[static_cast<std::size_t>(index)];
        const bool is_known = QImageReader::supportedImageFormats().contains(QByteArray::fromStdString(kind.extension));
        const bool is_grey_targa = kind.format == ImageFormat::Tga && kind.channels == 1;
        if (!is_known || kind.type == PixelType::F32 || is_grey_targa) {
            QSKIP("Qt has no reader for this kind here");
        }
        QImageReader reader(QString::fromStdString(path("some", kind)));
        const QImage seen = reader.read();
        const DecodedImage written = m_codec.decode(path("some", kind));
        const Image& image = *written.image;
        QCOMPARE(seen.width(), image.width());
        QCOMPARE(seen.height(), image.height());
        if (kind.format == ImageFormat::Png) {
            QVERIFY(seen.text(QStringLiteral("parameters")).startsWith(QString::fromUtf8(kPrompt)));
        }
        const bool compares = image.type() == PixelType::U8 && image.channels() >= 3 &&
                              (kind.format == ImageFormat::Png || kind.format == ImageFormat::Jpeg);
        if (!compares) {
            return;
        }
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor colour = seen.pixelColor(x, y);
                const int tolerance = kind.format == ImageFormat::Jpeg ? 1 : 0;  // two libjpegs
                QVERIFY(std::abs(colour.red() - sample(image, x, y, 0)) <= tolerance);
                QVERIFY(std::abs(colour.blue() - sample(image, x, y, 2)) <= tolerance);
                QVERIFY(image.channels() < 4 || colour.alpha() == sample(image, x, y, 3));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestPictureTable)
#include "tst_picture_table.moc"
