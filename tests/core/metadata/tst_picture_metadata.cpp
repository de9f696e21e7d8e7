// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/picture_metadata.h"

#include "core/common/error.h"

#include <QtTest>

using namespace burnish;

/// The message in which the picture helper sends what a file says beside its pixels. The helper reads strangers' files,
/// so what it sends is not trusted.
class TestPictureMetadata : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas() {
        PictureMetadata metadata;
        metadata.texts = {{"parameters", "a cat"}, {"", std::string("\xff\0", 2)}};
        metadata.exif = {std::byte{1}, std::byte{0}};
        metadata.xmp = "<x/>";
        metadata.dpi_x = 300;
        metadata.lossless = true;
        metadata.pages = 2;
        QVERIFY(metadata_from_bytes(metadata_to_bytes(metadata)) == metadata);
        QVERIFY(metadata_from_bytes(metadata_to_bytes({})) == PictureMetadata());
    }

    void refusesWhatMakesNoSense_data() {
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a number") << QByteArray("\x05", 1);
        QTest::newRow("an empty object") << QByteArray("\xa0", 1);
        QTest::newRow("a list of 2^64 - 2 elements") << QByteArray("\x9b\xff\xff\xff\xff\xff\xff\xff\xfe", 9);
        QTest::newRow("an object of 2^62 members") << QByteArray("\xbb\x40\0\0\0\0\0\0\0", 9);
        QTest::newRow("a list in it of 2^62") << QByteArray("\xa1\x61"
                                                            "a"
                                                            "\x9b\x40\0\0\0\0\0\0\0",
                                                            12);
        QTest::newRow("a million lists in lists") << QByteArray(1'000'000, '\x81');
        QTest::newRow("a million lists that are not closed") << QByteArray(1'000'000, '\x9f');
        const std::vector<std::byte> whole = metadata_to_bytes({});
        const QByteArray message(reinterpret_cast<const char*>(whole.data()), qsizetype(whole.size()));
        QTest::newRow("cut short") << message.chopped(1);
        QTest::newRow("with a rest") << message + 'x';
    }

    void refusesWhatMakesNoSense() {
        QFETCH(QByteArray, message);
        try {
            (void)metadata_from_bytes(std::as_bytes(std::span(message.constData(), std::size_t(message.size()))));
            QFAIL("not refused");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::ImageUnreadable);
        }
    }
};

QTEST_GUILESS_MAIN(TestPictureMetadata)
#include "tst_picture_metadata.moc"
