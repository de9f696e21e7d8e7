// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/watermark/watermark.h"

#include "core/codec/codec_client.h"
#include "core/watermark/dwt_dct.h"

#include <QtTest>

#include <bit>
#include <cmath>
#include <random>

using namespace burnish;

namespace {

using ImagePtr = std::shared_ptr<const Image>;

struct Difference {
    int largest = 0;
    double psnr = 0;
};

Difference difference(const Image& a, const Image& b) {
    Difference result;
    double error = 0;
    for (std::size_t index = 0; index < a.bytes().size(); ++index) {
        const int change = std::to_integer<int>(a.bytes()[index]) - std::to_integer<int>(b.bytes()[index]);
        result.largest = std::max(result.largest, std::abs(change));
        error += change * change;
    }
    error /= static_cast<double>(a.bytes().size());
    result.psnr = error > 0 ? 10 * std::log10(255 * 255 / error) : 99;
    return result;
}

ImagePtr marked_copy(const ImagePtr& image, Watermark method) {
    return std::make_shared<const Image>(with_watermark(*image, method).value());
}

ImagePtr filled(int width, int height, const std::function<std::array<int, 3>(int, int)>& color) {
    auto image = std::make_shared<Image>(width, height, 3, PixelType::U8);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto levels = color(x, y);
            for (std::size_t sample = 0; sample < 3; ++sample) {
                image->row(y)[3 * std::size_t(x) + sample] = std::byte(std::clamp(levels[sample], 0, 255));
            }
        }
    }
    return image;
}

}  // namespace

class TestWatermark : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QFile file(QStringLiteral(BURNISH_TEST_DATA "/watermark/watermark.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_golden = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(m_golden.size(), 10);
        for (const QString& name : m_golden.keys()) {
            const QString path = QStringLiteral(BURNISH_TEST_DATA "/watermark/%1.jpg").arg(name);
            m_photographs[name] = m_codec.decode(path.toStdString()).image;
            qint64 sum = 0;
            for (const std::byte sample : m_photographs[name]->bytes()) {
                sum += std::to_integer<int>(sample);
            }
            QCOMPARE(sum, qint64(m_golden[name][QLatin1String("pixel_sum")].toDouble()));
        }
    }

    void readsWhatTheLibraryReads() {
        for (const auto& [name, photograph] : m_photographs) {
            QCOMPARE(QString::fromStdString(read_watermark(*photograph)->hex()),
                     m_golden[name][QLatin1String("plain_bits")].toString());
        }
    }

    /// Within one level, 99.9 % of the samples equal, and the same bits: float ties fall differently on another CPU.
    void writesWhatTheLibraryWrites() {
        std::size_t samples = 0;
        std::size_t equal = 0;
        for (const auto& [name, photograph] : m_photographs) {
            const ImagePtr marked = marked_copy(photograph, Watermark::Reference);
            QCOMPARE(QString::fromStdString(read_watermark(*marked)->hex()),
                     m_golden[name][QLatin1String("reference_bits")].toString());
            const int step = m_golden[name][QLatin1String("row_step")].toInt();
            const QByteArray rows =
                unpacked(m_golden[name][QLatin1String("rows_changed_by")].toString().toLatin1(), *photograph, step);
            const auto* expected = reinterpret_cast<const qint16*>(rows.constData());
            for (int y = 0; y < photograph->height(); y += step) {
                for (std::size_t x = 0; x < photograph->row_bytes(); ++x, ++expected) {
                    const int change =
                        std::to_integer<int>(marked->row(y)[x]) - std::to_integer<int>(photograph->row(y)[x]);
                    QVERIFY2(std::abs(change - *expected) <= 1, qPrintable(name));
                    ++samples;
                    equal += change == *expected ? 1 : 0;
                }
            }
        }
        qInfo("reference: %zu of %zu samples equal to the library's", equal, samples);
        QVERIFY(static_cast<double>(equal) >= 0.999 * static_cast<double>(samples));
    }

    void writesAMarkThatTheDecoderReads() {
        for (const auto& [name, photograph] : m_photographs) {
            const ImagePtr marked = marked_copy(photograph, Watermark::Verified);
            const WatermarkReading reading = *read_watermark(*marked);
            const Difference change = difference(*photograph, *marked);
            qInfo("%-18s %d of 48 bits, largest change %d, %.1f dB", qPrintable(name), reading.matching, change.largest,
                  change.psnr);
            QVERIFY(reading.matching >= 46);
            QCOMPARE(reading.verdict(), WatermarkVerdict::Present);
            QVERIFY(change.largest <= 8);
            QVERIFY(change.psnr >= 42);
            keep(name, *marked);
        }
    }

    void survivesLosslessFiles() {
        const ImagePtr marked = marked_copy(m_photographs.begin()->second, Watermark::Verified);
        QTemporaryDir folder;
        for (const char* name : {"a.png", "a.tif"}) {
            const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / name;
            save_image(m_codec, *marked, path, {.format = image_format_for(path)});
            QCOMPARE(read_watermark(*m_codec.decode(path).image)->matching, read_watermark(*marked)->matching);
        }
    }

    /// Pictures at the ends of the range, where moves are cut off: whatever can be had, and never beyond the limits.
    void keepsItsLimitsOnFlatPictures_data() {
        QTest::addColumn<int>("red");
        QTest::addColumn<int>("green");
        QTest::addColumn<int>("blue");
        QTest::addColumn<int>("least");
        QTest::newRow("grey") << 128 << 128 << 128 << 46;
        QTest::newRow("black") << 0 << 0 << 0 << 27;
        QTest::newRow("white") << 255 << 255 << 255 << 27;
        QTest::newRow("yellow") << 255 << 255 << 0 << 20;
        QTest::newRow("blue") << 0 << 0 << 255 << 20;
        QTest::newRow("skin") << 224 << 172 << 105 << 46;
    }

    void keepsItsLimitsOnFlatPictures() {
        QFETCH(int, red);
        QFETCH(int, green);
        QFETCH(int, blue);
        QFETCH(int, least);
        const ImagePtr flat = filled(400, 300, [&](int, int) { return std::array{red, green, blue}; });
        const ImagePtr marked = marked_copy(flat, Watermark::Verified);
        const Difference change = difference(*flat, *marked);
        const int matching = read_watermark(*marked)->matching;
        qInfo("%s: %d of 48 bits, largest change %d, %.1f dB", QTest::currentDataTag(), matching, change.largest,
              change.psnr);
        QVERIFY(matching >= least);
        QVERIFY(change.largest <= 8);
        QVERIFY(change.psnr >= 42);
    }

    void marksDeepAndTransparentPictures_data() {
        QTest::addColumn<int>("type");
        QTest::newRow("16 bits") << int(PixelType::U16);
        QTest::newRow("float") << int(PixelType::F32);
    }

    /// The high byte of each sample is what readers see; what lies below it and the alpha stay as they are.
    void marksDeepAndTransparentPictures() {
        QFETCH(int, type);
        const Image& photograph = *m_photographs.begin()->second;
        auto deep = std::make_shared<Image>(photograph.width(), photograph.height(), 4, PixelType(type));
        std::mt19937 random(7);
        for (int y = 0; y < deep->height(); ++y) {
            for (int x = 0; x < deep->width(); ++x) {
                for (int channel = 0; channel < 4; ++channel) {
                    const int level =
                        channel < 3 ? std::to_integer<int>(photograph.row(y)[3 * x + channel]) : int(random() % 256);
                    const int sample = level * 256 + int(random() % 256);
                    if (deep->type() == PixelType::U16) {
                        reinterpret_cast<quint16*>(deep->row(y))[4 * x + channel] = quint16(sample);
                    } else {
                        reinterpret_cast<float*>(deep->row(y))[4 * x + channel] = float(sample) / 65535.0F;
                    }
                }
            }
        }
        deep->icc_profile = {std::byte{1}, std::byte{2}};
        const ImagePtr marked = marked_copy(deep, Watermark::Verified);
        QVERIFY(read_watermark(*marked)->matching >= 46);
        QCOMPARE(marked->icc_profile.size(), std::size_t(2));
        for (int y = 0; y < deep->height(); ++y) {
            for (int x = 0; x < 4 * deep->width(); ++x) {
                if (deep->type() == PixelType::U16) {
                    const int before = reinterpret_cast<const quint16*>(deep->row(y))[x];
                    const int after = reinterpret_cast<const quint16*>(marked->row(y))[x];
                    QCOMPARE(after % 256, before % 256);
                    QVERIFY(std::abs(after - before) <= (x % 4 == 3 ? 0 : 8 * 256));
                } else if (x % 4 == 3) {
                    QCOMPARE(reinterpret_cast<const float*>(marked->row(y))[x],
                             reinterpret_cast<const float*>(deep->row(y))[x]);
                }
            }
        }
    }

    void leavesSmallAndGreyPicturesAlone() {
        const ImagePtr small = filled(256, 255, [](int x, int y) { return std::array{x, y, 0}; });
        QVERIFY(!can_hold_watermark(*small));
        QVERIFY(!read_watermark(*small));
        QVERIFY(!with_watermark(*small, Watermark::Verified));
        const auto thin = std::make_shared<const Image>(40000, 7, 3, PixelType::U8);
        QVERIFY(!can_hold_watermark(*thin));
        const auto grey = std::make_shared<const Image>(300, 300, 1, PixelType::U8);
        QVERIFY(!with_watermark(*grey, Watermark::Verified));
        QVERIFY(read_watermark(*grey).has_value());
        const auto& photograph = m_photographs.begin()->second;
        QVERIFY(!with_watermark(*photograph, Watermark::None));
    }

    void marksOddSizes() {
        for (const auto& [width, height] : {std::pair{257, 259}, std::pair{1030, 66}, std::pair{262, 270}}) {
            std::mt19937 random(3);
            const ImagePtr noisy = filled(width, height, [&](int x, int y) {
                return std::array{x % 256, y % 256, int(random() % 256)};
            });
            QVERIFY(read_watermark(*marked_copy(noisy, Watermark::Verified))->matching >= 46);
            QVERIFY(read_watermark(*marked_copy(noisy, Watermark::Reference)).has_value());
        }
    }

    void tellsWhatTheBitsMean_data() {
        QTest::addColumn<int>("matching");
        QTest::addColumn<QString>("name");
        QTest::newRow("27") << 27 << "absent";
        QTest::newRow("28") << 28 << "unclear";
        QTest::newRow("34") << 34 << "likely";
        QTest::newRow("36") << 36 << "present";
    }

    void tellsWhatTheBitsMean() {
        QFETCH(int, matching);
        QFETCH(QString, name);
        QCOMPARE(QString::fromStdString(watermark_verdict_name(WatermarkReading{.matching = matching}.verdict())),
                 name);
    }

private:
    static QByteArray unpacked(const QByteArray& base64, const Image& image, int step) {
        const auto rows = static_cast<quint32>((image.height() + step - 1) / step);
        const quint32 size = qToBigEndian(quint32(rows * image.row_bytes() * 2));
        const QByteArray length(reinterpret_cast<const char*>(&size), 4);
        return qUncompress(length + QByteArray::fromBase64(base64));
    }

    /// For tests/tools/golden_watermark.py check, which reads the files with the library itself.
    void keep(const QString& name, const Image& image) {
        const QByteArray folder = qgetenv("BURNISH_WATERMARK_OUT");
        if (!folder.isEmpty()) {
            const std::filesystem::path path =
                std::filesystem::path(folder.toStdString()) / (name.toStdString() + ".png");
            save_image(m_codec, image, path, {.format = ImageFormat::Png});
        }
    }

    QJsonObject m_golden;
    std::map<QString, ImagePtr> m_photographs;
    CodecClient m_codec{std::filesystem::path(qgetenv("BURNISH_CODEC").toStdString())};
};

QTEST_GUILESS_MAIN(TestWatermark)
#include "tst_watermark.moc"
