// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/image/image.h"

#include "core/common/error.h"

#include <QTest>

#include <limits>

using namespace burnish;

class TestImage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsRowsOfInterleavedSamples() {
        Image image(3, 2, 4, PixelType::U16);
        QCOMPARE(image.row_bytes(), std::size_t{24});
        QCOMPARE(image.bytes().size(), std::size_t{48});
        QCOMPARE(image.row(1) - image.row(0), std::ptrdiff_t{24});
        QVERIFY(image.has_alpha());
        QVERIFY(!Image(1, 1, 3, PixelType::F32).has_alpha());
        QVERIFY(Image().empty());
        for (const std::byte byte : image.bytes()) {
            QCOMPARE(byte, std::byte{0});
        }
    }

    void refusesSizesThatCannotBe_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("channels");
        constexpr int kMax = std::numeric_limits<int>::max();
        QTest::newRow("no width") << 0 << 1 << 3;
        QTest::newRow("negative height") << 1 << -1 << 3;
        QTest::newRow("no channel") << 1 << 1 << 0;
        QTest::newRow("five channels") << 1 << 1 << 5;
        QTest::newRow("overflow") << kMax << kMax << 4;
    }
    void refusesSizesThatCannotBe() {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, channels);
        QVERIFY_EXCEPTION_THROWN(Image(width, height, channels, PixelType::F32), Error);
    }

    void hashTellsSizeLayoutAndSamplesApart() {
        Image image(2, 3, 3, PixelType::U8);
        const std::string hash = pixel_sha256(image);
        QCOMPARE(hash.size(), std::size_t{64});
        Image same(2, 3, 3, PixelType::U8);
        same.icc_profile.resize(10);
        QCOMPARE(pixel_sha256(same), hash);
        QVERIFY(pixel_sha256(Image(3, 2, 3, PixelType::U8)) != hash);
        QVERIFY(pixel_sha256(Image(1, 3, 3, PixelType::U16)) != hash);
        same.bytes()[17] = std::byte{1};
        QVERIFY(pixel_sha256(same) != hash);
    }
};

QTEST_GUILESS_MAIN(TestImage)
#include "tst_image.moc"
