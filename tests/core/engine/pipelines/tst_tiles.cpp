// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/tiling.h"
#include "core/common/error.h"
#include "core/engine/pipelines/masked_area.h"
#include "core/engine/pipelines/tile_grid.h"
#include "core/engine/torch_engine.h"
#include "tests/core/engine/support/engine_fixtures.h"

#include <ATen/ATen.h>

#include <QTest>

#include <set>

using namespace burnish;

namespace {

at::Tensor levels(const RefineResult& result) {
    return test::pixels_of(*result.image).to(at::kDouble);
}

/// Counts blocks, and asks for a stop before one of them.
class StopAt final : public BlockHook {
public:
    explicit StopAt(int block) : block_(block) {}
    void before(const Module&) override {
        if (++started == block_) {
            stop.request_stop();
        }
    }
    int started = 0;
    std::stop_source stop;

private:
    int block_;
};

/// A part of a picture, [H, W, C] of 8 bits.
std::shared_ptr<const Image> cut(const at::Tensor& pixels, const PictureArea& area) {
    return test::image_of(
        pixels.slice(0, area.top, area.top + area.height).slice(1, area.left, area.left + area.width).contiguous());
}

/// How much stronger the gradient across `lines` is than that around them, beside the same of a picture that has
/// nothing there: 1 where nothing shows. Pictures [H, W, C]; lines are the first pixels of what begins along `along`.
double seam(const at::Tensor& picture, const at::Tensor& without, const std::set<std::int64_t>& lines,
            std::int64_t along) {
    const auto ratio = [&](const at::Tensor& pixels) {
        const at::Tensor gradient = pixels.diff(1, along).abs().mean({1 - along, 2});
        double here = 0.0;
        double around = 0.0;
        for (const std::int64_t line : lines) {
            here += gradient[line - 1].item<double>();
            around += gradient.slice(0, line - 1 - 24, line - 1 - 4).mean().item<double>();
            around += gradient.slice(0, line - 1 + 5, line - 1 + 25).mean().item<double>();
        }
        return 2.0 * here / around;
    };
    return ratio(picture) / ratio(without);
}

/// Where the tiles of one direction begin and end, but for the picture's own edges.
std::set<std::int64_t> tile_lines(const TileGrid& grid, std::int64_t factor, std::int64_t along) {
    std::set<std::int64_t> lines;
    for (const Tile& tile : grid.tiles()) {
        const std::int64_t first = along == 0 ? tile.top : tile.left;
        lines.insert({first * factor, (first + (along == 0 ? tile.height : tile.width)) * factor});
    }
    lines.erase(0);
    lines.erase((along == 0 ? grid.height() : grid.width()) * factor);
    return lines;
}

}  // namespace

class TestTiles : public QObject {
    Q_OBJECT

private:
    TorchEngine engine_;

private Q_SLOTS:
    void oneTileIsTheWholePicture() {
        RefineRequest request = test::quick_request();
        request.source = test::wavy_image(96, 64);
        request.settings.tile = 0;
        const RefineResult whole = engine_.refine(request, {}, {});
        for (const std::optional<int> tile : {std::optional<int>(), std::optional(96), std::optional(512)}) {
            request.settings.tile = tile;
            const RefineResult result = engine_.refine(request, {}, {});
            QCOMPARE(result.compute.tile, 0);
            QVERIFY(at::equal(levels(result), levels(whole)));
        }
    }

    void tilesAreRecordedAndReported() {
        RefineRequest request = test::quick_request();
        request.source = test::wavy_image(200, 120);
        request.settings.tile = 64;
        request.settings.steps = 40;
        request.settings.strength = 1.0;
        std::set<int> counts;
        int most = 0;
        const RefineResult result = engine_.refine(request,
                                                   [&](const Progress& progress) {
                                                       if (progress.stage == Stage::Denoise && progress.parts > 0) {
                                                           counts.insert(progress.parts);
                                                           most = std::max(most, progress.part);
                                                       }
                                                   },
                                                   {});
        QCOMPARE(result.compute.tile, 64);
        QVERIFY(!result.settings.tile || *result.settings.tile == 64);
        QCOMPARE(result.steps_run, 40);
        QVERIFY(counts == std::set<int>{tile_count(64, {.height = 120, .width = 200})});
        QVERIFY(most > 0 && most < *counts.begin());
    }

    /// One field of noise: tiles drawn from the same latents differ from the whole by the edge of what they see, never
    /// by their noise.
    void tilesShareTheNoise() {
        RefineRequest request = test::quick_request();
        request.source = test::wavy_image(128, 128);
        request.settings.tile = 0;
        const at::Tensor whole = levels(engine_.refine(request, {}, {}));
        request.settings.tile = 64;
        const at::Tensor tiled = levels(engine_.refine(request, {}, {}));
        request.settings.seed += 1;
        const at::Tensor other = levels(engine_.refine(request, {}, {}));
        const double apart = (tiled - whole).abs().mean().item<double>();
        QVERIFY(apart > 0.0);
        QVERIFY2(apart < 0.35 * (other - tiled).abs().mean().item<double>(), qPrintable(QString::number(apart)));
    }

    void everySamplerAndMaskGoesInTiles_data() {
        QTest::addColumn<int>("sampler");
        for (const Sampler sampler : all_samplers()) {
            QTest::newRow(std::string(sampler_id(sampler)).c_str()) << int(sampler);
        }
    }

    void everySamplerAndMaskGoesInTiles() {
        QFETCH(int, sampler);
        RefineRequest request = test::quick_request();
        request.source = test::wavy_image(101, 75);
        auto mask = std::make_shared<Image>(101, 75, 1, PixelType::U8);
        for (int y = 0; y < 75; ++y) {
            std::fill_n(mask->row(y), 50, std::byte{255});
        }
        request.mask = mask;
        request.settings.tile = 64;
        request.settings.steps = 6;
        request.settings.strength = 0.5;
        request.settings.sampler = static_cast<Sampler>(sampler);
        request.settings.guidance_rescale = 0.5;
        request.settings.keep_detail = 0.5;
        const RefineResult result = engine_.refine(request, {}, {});
        QCOMPARE(result.compute.tile, 64);
        const at::Tensor source = test::pixels_of(*request.source).to(at::kDouble);
        QVERIFY(at::equal(levels(result).slice(1, 50), source.slice(1, 50)));
        QVERIFY((levels(result) - source).slice(1, 0, 50).abs().mean().item<double>() > 0.5);
    }

    /// The gradient across the edges of tiles is within a twentieth of that elsewhere, in a trained model's result.
    void edgesOfTilesDoNotShow_data() {
        QTest::addColumn<double>("strength");
        QTest::newRow("a little") << 0.1;
        QTest::newRow("much") << 0.5;
    }

    void edgesOfTilesDoNotShow() {
        QFETCH(double, strength);
        constexpr std::int64_t kFactor = 4;
        RefineRequest request = test::quick_request();
        request.settings.model = test::data_folder() / "../../resources/models/pocket";
        request.source = test::wavy_image(448, 384);
        request.settings.strength = strength;
        request.settings.steps = 6;
        request.compute.threads = 2;
        const at::Tensor source = test::pixels_of(*request.source);
        request.settings.tile = 0;
        const at::Tensor whole = levels(engine_.refine(request, {}, {}));
        request.settings.tile = 192;
        const at::Tensor tiled = levels(engine_.refine(request, {}, {}));
        const TileGrid grid(384 / kFactor, 448 / kFactor, 192 / kFactor, 8);
        for (const std::int64_t along : {0, 1}) {
            const double shown = seam(tiled, whole, tile_lines(grid, kFactor, along), along);
            qInfo("along %d: %.4f", int(along), shown);
            QVERIFY(std::abs(shown - 1.0) < 0.05);
        }

        // What is refined apart and put side by side does show.
        request.settings.tile = 0;
        at::Tensor pasted = at::zeros_like(whole);
        for (const auto& [top, left] : {std::pair(0, 0), {0, 224}, {192, 0}, {192, 224}}) {
            request.source = cut(source, {.left = left, .top = top, .width = 224, .height = 192});
            pasted.slice(0, top, top + 192).slice(1, left, left + 224).copy_(levels(engine_.refine(request, {}, {})));
        }
        QVERIFY(seam(pasted, whole, {192}, 0) > 1.2);
        QVERIFY(seam(pasted, whole, {224}, 1) > 1.2);
    }

    void stopActsInsideATile() {
        RefineRequest request = test::quick_request();
        request.source = test::wavy_image(128, 96);
        request.settings.tile = 64;
        // The prompts are encoded now, and not again.
        engine_.refine(request, {}, {});
        StopAt never(-1);
        engine_.set_block_hook(&never);
        engine_.refine(request, {}, {});
        for (int at = 3; at < never.started; at += never.started / 12) {
            StopAt hook(at);
            engine_.set_block_hook(&hook);
            QVERIFY_EXCEPTION_THROWN(engine_.refine(request, {}, hook.stop.get_token()), Cancelled);
            QCOMPARE(hook.started, at);
        }
        engine_.set_block_hook(nullptr);
        QCOMPARE(engine_.refine(request, {}, {}).compute.tile, 64);
    }

    void refusesImpossibleTiles() {
        for (const int tile : {-1, 1, 63, 8193}) {
            RefineRequest request = test::quick_request();
            request.settings.tile = tile;
            QVERIFY_EXCEPTION_THROWN(engine_.refine(request, {}, {}), Error);
        }
    }
};

QTEST_GUILESS_MAIN(TestTiles)
#include "tst_tiles.moc"
