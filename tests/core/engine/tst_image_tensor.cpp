// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/engine/image_tensor.h"
#include "tests/core/engine/support/engine_fixtures.h"

#include <ATen/ATen.h>

#include <QTest>

#include <limits>

using namespace burnish;

namespace {

std::shared_ptr<Image> one_pixel_rows(int width, PixelType type) {
    return std::make_shared<Image>(width, 1, 3, type);
}

}  // namespace

class TestImageTensor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// numpy.pad(mode="reflect") without the fixed length.
    void mirrorDoesNotRepeatTheEdge() {
        const std::vector<std::int64_t> expected{0, 1, 2, 1, 0, 1, 2, 1, 0, 1};
        for (std::size_t index = 0; index < expected.size(); ++index) {
            QCOMPARE(mirrored_index(static_cast<std::int64_t>(index), 3), expected[index]);
        }
        QCOMPARE(mirrored_index(7, 1), std::int64_t{0});
        QCOMPARE(mirrored_index(3, 2), std::int64_t{1});
    }

    /// Extended and cut back, every size comes out as it went in, and the extension holds the mirrored pixels.
    void extensionIsCutBack() {
        for (int width = 1; width <= 20; ++width) {
            for (int height = 1; height <= 20; ++height) {
                const auto image = test::wavy_image(width, height);
                const std::int64_t tensor_height = (height + 7) / 8 * 8;
                const std::int64_t tensor_width = (width + 7) / 8 * 8;
                const at::Tensor tensor = image_to_tensor(*image, tensor_height, tensor_width);
                for (std::int64_t y = 0; y < tensor_height; ++y) {
                    for (std::int64_t x = 0; x < tensor_width; ++x) {
                        const auto* row = reinterpret_cast<const std::uint8_t*>(
                            image->row(static_cast<int>(mirrored_index(y, height))));
                        const float expected =
                            2.0F * (static_cast<float>(row[3 * mirrored_index(x, width) + 1]) / 255.0F) - 1.0F;
                        QCOMPARE(tensor[0][1][y][x].item<float>(), expected);
                    }
                }
                const auto back = tensor_to_image(tensor, image.get());
                QVERIFY(at::equal(test::pixels_of(*back), test::pixels_of(*image)));
            }
            if (width == 4) {
                width = 13;  // 5 to 13 add nothing but time
            }
        }
    }

    void keepsTypeAlphaAndProfile_data() {
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("type");
        for (const int channels : {1, 2, 3, 4}) {
            for (const PixelType type : {PixelType::U8, PixelType::U16, PixelType::F32}) {
                QTest::addRow("%d channels, type %d", channels, static_cast<int>(type))
                    << channels << static_cast<int>(type);
            }
        }
    }

    void keepsTypeAlphaAndProfile() {
        QFETCH(int, channels);
        QFETCH(int, type);
        Image source = *test::wavy_image(9, 6, channels, static_cast<PixelType>(type));
        source.icc_profile = {std::byte{1}, std::byte{2}};
        const auto result = tensor_to_image(image_to_tensor(source, 8, 16), &source);
        QCOMPARE(result->width(), 9);
        QCOMPARE(result->height(), 6);
        QCOMPARE(result->type(), source.type());
        QCOMPARE(result->channels(), source.has_alpha() ? 4 : 3);
        QCOMPARE(result->icc_profile, source.icc_profile);
        // Both ways is the identity but for fp32's last digit.
        const at::Tensor before = test::pixels_of(source).to(at::kDouble);
        const at::Tensor after = test::pixels_of(*result).to(at::kDouble);
        const double tolerance = source.type() == PixelType::F32 ? 1e-6 : 0.0;
        for (std::int64_t plane = 0; plane < 3; ++plane) {
            const at::Tensor stored = before.select(2, channels >= 3 ? plane : 0);
            QVERIFY((after.select(2, plane) - stored).abs().max().item<double>() <= tolerance);
        }
        if (source.has_alpha()) {
            QVERIFY(at::equal(after.select(2, 3), before.select(2, channels - 1)));
        }
    }

    void everyEightBitLevelSurvives() {
        const auto image = one_pixel_rows(256, PixelType::U8);
        for (int level = 0; level < 256; ++level) {
            reinterpret_cast<std::uint8_t*>(image->row(0))[3 * level] = static_cast<std::uint8_t>(level);
        }
        QVERIFY(at::equal(test::pixels_of(*tensor_to_image(image_to_tensor(*image, 1, 256), image.get())),
                          test::pixels_of(*image)));
    }

    void everySixteenBitLevelSurvives() {
        const auto image = one_pixel_rows(65536, PixelType::U16);
        for (int level = 0; level < 65536; ++level) {
            reinterpret_cast<std::uint16_t*>(image->row(0))[3 * level] = static_cast<std::uint16_t>(level);
        }
        const auto result = tensor_to_image(image_to_tensor(*image, 1, 65536), image.get());
        QVERIFY(std::equal(image->bytes().begin(), image->bytes().end(), result->bytes().begin()));
    }

    void roundsHalfToEven() {
        // 0.5, 1.5 and 2.5 levels above black.
        const at::Tensor levels = at::tensor({0.5, 1.5, 2.5}, at::kDouble).div(255.0).mul(2.0).sub(1.0).to(at::kFloat);
        const auto image = tensor_to_image(levels.reshape({1, 1, 1, 3}).expand({1, 3, 1, 3}), nullptr);
        const at::Tensor unit = (levels * 0.5 + 0.5) * 255.0F;
        for (int x = 0; x < 3; ++x) {
            const auto value = reinterpret_cast<const std::uint8_t*>(image->row(0))[3 * x];
            QCOMPARE(static_cast<float>(value), std::nearbyint(unit[x].item<float>()));
        }
    }

    void clampsAndRefusesWhatIsNoNumber() {
        at::Tensor pixels = at::full({1, 3, 1, 2}, 3.0);
        QCOMPARE(reinterpret_cast<const std::uint8_t*>(tensor_to_image(pixels, nullptr)->row(0))[0], std::uint8_t{255});
        pixels[0][1][0][1] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY_EXCEPTION_THROWN(tensor_to_image(pixels, nullptr), Error);
    }
};

QTEST_GUILESS_MAIN(TestImageTensor)
#include "tst_image_tensor.moc"
