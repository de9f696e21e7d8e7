// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/common/image_conversion.h"

#include "tests/support/pictures.h"

#include <QColorSpace>
#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>

using namespace burnish;
using namespace burnish::ui;
using burnish::test::patternImage;

namespace {

void attachProfile(Image& image, const QColorSpace& space) {
    const QByteArray profile = space.iccProfile();
    const auto* bytes = reinterpret_cast<const std::byte*>(profile.constData());
    image.icc_profile.assign(bytes, bytes + profile.size());
}

std::shared_ptr<Image> solid(std::initializer_list<int> samples) {
    auto image = std::make_shared<Image>(4, 4, int(samples.size()), PixelType::U8);
    std::size_t i = 0;
    for (std::byte& value : image->bytes())
        value = static_cast<std::byte>(*(samples.begin() + i++ % samples.size()));
    return image;
}

}  // namespace

class TestImageConversion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTripKeepsEverySample_data() {
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("width");
        for (const int width : {1, 5, 8})
            for (const int channels : {3, 4})
                for (const PixelType type : {PixelType::U8, PixelType::U16})
                    QTest::addRow("%d x %d channels, type %d", width, channels, int(type))
                        << channels << int(type) << width;
    }
    void roundTripKeepsEverySample() {
        QFETCH(int, channels);
        QFETCH(int, type);
        QFETCH(int, width);
        const auto image = patternImage(width, 7, channels, static_cast<PixelType>(type));
        const auto back = fromQImage(toQImage(image));
        QVERIFY(back);
        QCOMPARE(back->width(), width);
        QCOMPARE(back->channels(), channels);
        QCOMPARE(int(back->type()), type);
        QVERIFY(std::memcmp(back->bytes().data(), image->bytes().data(), image->bytes().size()) == 0);
    }

    void greyKeepsEverySample() {
        const auto grey = patternImage(7, 5, 1, PixelType::U8);
        const QImage picture = toQImage(grey);
        const auto greyAlpha = patternImage(7, 5, 2, PixelType::U8);
        const QImage withAlpha = toQImage(greyAlpha);
        for (int y = 0; y < 5; ++y) {
            for (int x = 0; x < 7; ++x) {
                const int value = std::to_integer<int>(grey->row(y)[x]);
                QCOMPARE(picture.pixelColor(x, y).rgba(), qRgba(value, value, value, 255));
                const int level = std::to_integer<int>(greyAlpha->row(y)[2 * x]);
                const int opacity = std::to_integer<int>(greyAlpha->row(y)[2 * x + 1]);
                QCOMPARE(withAlpha.pixelColor(x, y).rgba(), qRgba(level, level, level, opacity));
            }
        }
    }

    void floatIsClamped() {
        auto image = std::make_shared<Image>(4, 1, 3, PixelType::F32);
        const float samples[12] = {-1.0f, 0.5f, 2.0f, std::nanf(""), std::numeric_limits<float>::infinity(), 1.0f};
        std::memcpy(image->bytes().data(), samples, sizeof samples);
        const auto back = fromQImage(toQImage(image));
        QCOMPARE(back->type(), PixelType::U16);
        quint16 values[6];
        std::memcpy(values, back->bytes().data(), sizeof values);
        const quint16 expected[6] = {0, 32768, 65535, 0, 65535, 65535};
        for (int i = 0; i < 6; ++i)
            QCOMPARE(values[i], expected[i]);
    }

    void memoryIsSharedAndKeptAlive() {
        auto image = patternImage(8, 8, 4);
        const std::byte first = image->bytes()[0];
        const std::weak_ptr<Image> watch = image;
        const void* address = image->bytes().data();
        QImage picture = toQImage(image);
        QCOMPARE(static_cast<const void*>(picture.constBits()), address);
        image.reset();
        QVERIFY(!watch.expired());
        QCOMPARE(picture.constBits()[0], std::to_integer<uchar>(first));
        picture = QImage();
        QVERIFY(watch.expired());
    }

    void writingIntoTheQImageLeavesOurs() {
        const auto image = patternImage(8, 8, 4);
        const std::byte before = image->bytes()[0];
        QImage picture = toQImage(image);
        picture.fill(Qt::black);
        QCOMPARE(image->bytes()[0], before);
    }

    void displayIsWhatThePainterWants() {
        QCOMPARE(toDisplayImage(patternImage(5, 5, 3)).format(), QImage::Format_RGB32);
        QCOMPARE(toDisplayImage(patternImage(5, 5, 1)).format(), QImage::Format_RGB32);
        QCOMPARE(toDisplayImage(patternImage(5, 5, 4, PixelType::U16)).format(), QImage::Format_ARGB32_Premultiplied);
        QVERIFY(toDisplayImage(nullptr).isNull());
        QVERIFY(toQImage(nullptr).isNull());
        QVERIFY(!fromQImage(QImage()));
    }

    void untaggedIsShownAsItIs() { QCOMPARE(toDisplayImage(solid({200, 100, 50})).pixel(1, 1), qRgb(200, 100, 50)); }

    void profileIsConvertedForDisplay() {
        const auto image = solid({0, 255, 0});
        attachProfile(*image, QColorSpace(QColorSpace::DisplayP3));
        const auto mild = solid({150, 120, 100});
        attachProfile(*mild, QColorSpace(QColorSpace::AdobeRgb));
        // P3's green lies outside sRGB: it stays at the corner; Adobe RGB's muted tone becomes redder.
        QCOMPARE(toDisplayImage(image).pixel(0, 0), qRgb(0, 255, 0));
        const QRgb shown = toDisplayImage(mild).pixel(0, 0);
        QVERIFY2(qRed(shown) > 155, qPrintable(QString::number(qRed(shown))));
        // Sixteen bits go the same way.
        auto deep = std::make_shared<Image>(4, 4, 3, PixelType::U16);
        for (std::size_t i = 0; i < deep->bytes().size() / 2; ++i) {
            const auto value = static_cast<quint16>(std::to_integer<int>(mild->bytes()[i % 3]) * 257);
            std::memcpy(deep->bytes().data() + 2 * i, &value, 2);
        }
        deep->icc_profile = mild->icc_profile;
        const QRgb deepShown = toDisplayImage(deep).pixel(0, 0);
        QVERIFY(std::abs(qRed(deepShown) - qRed(shown)) <= 1);
        QVERIFY(std::abs(qGreen(deepShown) - qGreen(shown)) <= 1);
    }

    void unreadableProfileIsTakenForSrgb() {
        const auto image = solid({200, 100, 50});
        image->icc_profile.assign(64, std::byte{7});
        QCOMPARE(toDisplayImage(image).pixel(1, 1), qRgb(200, 100, 50));
    }

    void profileSurvivesTheClipboard() {
        const auto image = patternImage(8, 8, 3);
        attachProfile(*image, QColorSpace(QColorSpace::AdobeRgb));
        const auto back = fromQImage(toQImage(image));
        QVERIFY(!back->icc_profile.empty());
        const QByteArray profile(reinterpret_cast<const char*>(back->icc_profile.data()),
                                 qsizetype(back->icc_profile.size()));
        QCOMPARE(QColorSpace::fromIccProfile(profile), QColorSpace(QColorSpace::AdobeRgb));
    }

    void premultipliedClipboardBecomesStraight() {
        QImage picture(2, 1, QImage::Format_ARGB32);
        picture.fill(qRgba(255, 0, 0, 128));
        const auto image = fromQImage(picture.convertToFormat(QImage::Format_ARGB32_Premultiplied));
        QCOMPARE(std::to_integer<int>(image->bytes()[0]), 255);
        QCOMPARE(std::to_integer<int>(image->bytes()[3]), 128);
    }

    void thumbnailIsNeverEnlarged() {
        QCOMPARE(toThumbnail(QImage(10, 20, QImage::Format_RGB32), 160).size(), QSize(10, 20));
        QCOMPARE(toThumbnail(QImage(1000, 500, QImage::Format_RGB32), 160).size(), QSize(160, 80));
    }
};

QTEST_GUILESS_MAIN(TestImageConversion)
#include "tst_image_conversion.moc"
