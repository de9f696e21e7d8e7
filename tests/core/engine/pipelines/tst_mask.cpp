// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/engine/pipelines/masked_area.h"
#include "core/engine/torch_engine.h"
#include "tests/core/engine/support/engine_fixtures.h"

#include <ATen/ATen.h>

#include <QTest>

using namespace burnish;

namespace {

/// Black with a white rectangle.
std::shared_ptr<Image> mask_with(int width, int height, const PictureArea& white) {
    auto mask = std::make_shared<Image>(width, height, 1, PixelType::U8);
    for (int y = white.top; y < white.top + white.height; ++y) {
        std::fill_n(mask->row(y) + white.left, white.width, std::byte{255});
    }
    return mask;
}

/// Samples that differ between two pictures, [H, W], true where any channel does.
at::Tensor changed(const Image& one, const Image& other) {
    return test::pixels_of(one).to(at::kDouble).ne(test::pixels_of(other).to(at::kDouble)).any(2);
}

}  // namespace

class TestMask : public QObject {
    Q_OBJECT

private:
    TorchEngine engine_;

private Q_SLOTS:
    void latentsTakeTheTopLeftOfEachCell() {
        const auto image = mask_with(24, 16, {.left = 8, .top = 0, .width = 9, .height = 8});
        const PictureMask mask = PictureMask::from_image(*image, 16, 24, 8, 0);
        QVERIFY(at::equal(mask.latents.flatten(), at::tensor({0.0F, 1.0F, 1.0F, 0.0F, 0.0F, 0.0F})));
        QCOMPARE(mask.pixels.sum().item<float>(), 72.0F);
    }

    /// Beyond the feather nothing changes and nothing is held back; between, it falls evenly.
    void featherHasAnEnd() {
        const auto image = mask_with(64, 64, {.left = 24, .top = 16, .width = 40, .height = 40});
        const at::Tensor pixels = PictureMask::from_image(*image, 64, 64, 8, 4).pixels[0][0];
        const at::Tensor row = pixels[36];
        QCOMPARE(row[24 - 5].item<float>(), 0.0F);
        QVERIFY(row[24 - 4].item<float>() > 0.0F);
        QVERIFY(row[24 + 3].item<float>() < 1.0F);
        QVERIFY(std::abs(row[24 + 4].item<float>() - 1.0F) < 1e-6F);
        QVERIFY((row.slice(0, 20, 29).diff() > 0).all().item<bool>());
        // and at the edge of the picture it does not fall
        QVERIFY(std::abs(row[63].item<float>() - 1.0F) < 1e-6F);
    }

    void refusesBlack() {
        const auto image = mask_with(16, 16, {});
        QVERIFY_EXCEPTION_THROWN(PictureMask::from_image(*image, 16, 16, 8, 0), Error);
        QVERIFY_EXCEPTION_THROWN(area_of_mask(*image, 3), Error);
    }

    void areaHasItsContext() {
        const auto image = mask_with(100, 60, {.left = 30, .top = 5, .width = 10, .height = 20});
        QCOMPARE(area_of_mask(*image, 0), (PictureArea{.left = 30, .top = 5, .width = 10, .height = 20}));
        QCOMPARE(area_of_mask(*image, 8), (PictureArea{.left = 22, .top = 0, .width = 26, .height = 33}));
        QCOMPARE(area_of_mask(*image, 500), (PictureArea{.left = 0, .top = 0, .width = 100, .height = 60}));
        const WorkingSize size = working_size({.width = 26, .height = 33}, 1024, 8);
        QVERIFY(size.width % 8 == 0 && size.height % 8 == 0);
        QVERIFY(std::abs(size.width * size.height - 1024 * 1024) < 1024 * 40);
        const WorkingSize large = working_size({.width = 3000, .height = 2001}, 1024, 8);
        QCOMPARE(large.width, 3000);
        QCOMPARE(large.height, 2000);
    }

    void outsideStaysBitForBit_data() {
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("feather");
        QTest::addColumn<int>("crop");
        for (const int crop : {-1, 6}) {
            for (const int feather : {0, 5}) {
                QTest::addRow("8 bits, feather %d, crop %d", feather, crop)
                    << 3 << int(PixelType::U8) << feather << crop;
            }
        }
        QTest::newRow("16 bits and alpha") << 4 << int(PixelType::U16) << 3 << -1;
        QTest::newRow("16 bits, crop") << 3 << int(PixelType::U16) << 3 << 4;
        QTest::newRow("float") << 3 << int(PixelType::F32) << 3 << 4;
    }

    void outsideStaysBitForBit() {
        QFETCH(int, channels);
        QFETCH(int, type);
        QFETCH(int, feather);
        QFETCH(int, crop);
        RefineRequest request = test::quick_request();
        // Not a multiple of the autoencoder's factor, so that the extension is masked too.
        request.source = test::wavy_image(61, 45, channels, static_cast<PixelType>(type));
        const PictureArea white{.left = 18, .top = 11, .width = 20, .height = 17};
        request.mask = mask_with(61, 45, white);
        request.settings.mask_feather = feather;
        if (crop >= 0) {
            request.settings.mask_crop = crop;
        }
        const RefineResult result = engine_.refine(request, {}, {});
        QCOMPARE(result.image->channels(), channels);
        QCOMPARE(int(result.image->type()), type);
        const at::Tensor difference = changed(*request.source, *result.image);
        at::Tensor may = at::zeros({45, 61}, at::kBool);
        may.slice(0, white.top - feather, white.top + white.height + feather)
            .slice(1, white.left - feather, white.left + white.width + feather)
            .fill_(true);
        QVERIFY(!(difference & ~may).any().item<bool>());
        const at::Tensor inside = difference.slice(0, white.top + feather, white.top + white.height - feather)
                                      .slice(1, white.left + feather, white.left + white.width - feather);
        QVERIFY(inside.to(at::kFloat).mean().item<double>() > 0.9);
    }

    /// A white mask at full strength begins with noise alone: a picture from text, but for the draw of the posterior.
    void whiteMaskChangesEverything() {
        RefineRequest request = test::quick_request();
        request.mask = mask_with(40, 32, {.width = 40, .height = 32});
        request.settings.strength = 1.0;
        const RefineResult result = engine_.refine(request, {}, {});
        QVERIFY(changed(*request.source, *result.image).to(at::kFloat).mean().item<double>() > 0.95);
    }

    void refusesAnotherSize() {
        RefineRequest request = test::quick_request();
        request.mask = mask_with(40, 31, {.width = 4, .height = 4});
        QVERIFY_EXCEPTION_THROWN(engine_.refine(request, {}, {}), Error);
    }
};

QTEST_GUILESS_MAIN(TestMask)
#include "tst_mask.moc"
