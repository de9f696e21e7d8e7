// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/tiling.h"

#include <QTest>

using namespace burnish;

class TestTiling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void largePicturesHaveTilesByThemselves_data() {
        QTest::addColumn<int>("best");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("side");
        QTest::newRow("SDXL, its own size") << 1024 << 1024 << 1024 << 0;
        QTest::newRow("SDXL, one and a half") << 1024 << 1536 << 1536 << 0;
        QTest::newRow("SDXL, more") << 1024 << 1544 << 1536 << 1024;
        QTest::newRow("SDXL, a camera's") << 1024 << 6000 << 4000 << 1024;
        QTest::newRow("SDXL, a strip") << 1024 << 4096 << 512 << 0;
        QTest::newRow("pocket, its own size") << 512 << 512 << 512 << 0;
        QTest::newRow("pocket, more") << 512 << 1024 << 768 << 512;
        QTest::newRow("a tiny model is no reason for tiny tiles") << 32 << 700 << 700 << 0;
    }

    void largePicturesHaveTilesByThemselves() {
        QFETCH(int, best);
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, side);
        QCOMPARE(tile_side(std::nullopt, best, {.height = height, .width = width}), side);
    }

    void whatIsAskedForIsDone() {
        const SizeHW picture{.height = 3000, .width = 4000};
        QCOMPARE(tile_side(0, 1024, picture), 0);
        QCOMPARE(tile_side(768, 1024, picture), 768);
        QCOMPARE(tile_side(64, 1024, {.height = 64, .width = 65}), 64);
        QCOMPARE(tile_side(64, 1024, {.height = 64, .width = 64}), 0);
        QCOMPARE(tile_side(8192, 1024, picture), 0);
    }

    void countsTiles() {
        QCOMPARE(tiles_along(100, 0), 1);
        QCOMPARE(tiles_along(128, 128), 1);
        QCOMPARE(tiles_along(129, 128), 2);
        QCOMPARE(tiles_along(224, 128), 2);
        QCOMPARE(tiles_along(225, 128), 3);
        QCOMPARE(tile_count(0, {.height = 3000, .width = 4000}), 1);
        QCOMPARE(tile_count(1024, {.height = 1024, .width = 1025}), 2);
        QCOMPARE(tile_count(1024, {.height = 1793, .width = 1792}), 6);
    }
};

QTEST_GUILESS_MAIN(TestTiling)
#include "tst_tiling.moc"
