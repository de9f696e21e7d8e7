// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/tile_grid.h"

#include <ATen/ATen.h>

#include <QTest>

using namespace burnish;

class TestTileGrid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Every latent is covered, the weights sum to one, and each is positive.
    void weightsAreAPartitionOfUnity_data() {
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("side");
        QTest::newRow("one tile") << 64 << 50 << 64;
        QTest::newRow("one row") << 40 << 300 << 128;
        QTest::newRow("one more than a tile") << 129 << 128 << 128;
        QTest::newRow("nearly two tiles") << 224 << 225 << 128;
        QTest::newRow("three overlap") << 230 << 226 << 128;
        QTest::newRow("eight megapixels, SDXL") << 306 << 408 << 128;
        QTest::newRow("tiny tiles") << 37 << 23 << 8;
        QTest::newRow("the smallest") << 19 << 17 << 2;
    }

    void weightsAreAPartitionOfUnity() {
        QFETCH(int, height);
        QFETCH(int, width);
        QFETCH(int, side);
        const TileGrid grid(height, width, side, 8);
        at::Tensor sum = at::zeros({1, 1, height, width}, at::kDouble);
        for (std::size_t index = 0; index < grid.tiles().size(); ++index) {
            const Tile& tile = grid.tiles()[index];
            QVERIFY(tile.top >= 0 && tile.top + tile.height <= height);
            QVERIFY(tile.left >= 0 && tile.left + tile.width <= width);
            QVERIFY(tile.height == std::min(height, side) && tile.width == std::min(width, side));
            const at::Tensor weight = grid.weight(index);
            QVERIFY((weight > 0).all().item<bool>());
            sum.narrow(2, tile.top, tile.height).narrow(3, tile.left, tile.width).add_(weight);
        }
        QVERIFY((sum - 1).abs().max().item<double>() < 1e-6);
    }

    void tilesOverlapByAQuarter() {
        const TileGrid grid(306, 408, 128, 8);
        QCOMPARE(grid.tiles().size(), std::size_t{12});
        for (std::size_t index = 1; index < 4; ++index) {
            const std::int64_t step = grid.tiles()[index].left - grid.tiles()[index - 1].left;
            QVERIFY(step >= 64 && step <= 128 - 32 + 7);
        }
        // In step with the network's halvings, but for the last, which ends with the picture.
        QCOMPARE(grid.tiles()[1].left % 8, std::int64_t{0});
        QCOMPARE(grid.tiles()[3].left, std::int64_t{280});
    }

    /// Nothing jumps where a tile begins or ends: one latent further the weight has changed by little.
    void weightsRiseSmoothly() {
        const TileGrid grid(64, 512, 128, 8);
        for (std::size_t index = 0; index < grid.tiles().size(); ++index) {
            const at::Tensor row = grid.weight(index)[0][0][0];
            const bool is_first = index == 0;
            const bool is_last = index + 1 == grid.tiles().size();
            QVERIFY(is_first || row[0].item<float>() < 0.01F);
            QVERIFY(is_last || row[-1].item<float>() < 0.01F);
            QVERIFY(row.diff().abs().max().item<float>() < 0.06F);
        }
    }
};

QTEST_GUILESS_MAIN(TestTileGrid)
#include "tst_tile_grid.moc"
