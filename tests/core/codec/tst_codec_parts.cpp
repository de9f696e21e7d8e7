// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/codec_client.h"
#include "core/codec/codec_protocol.h"
#include "core/codec/file_sniffer.h"
#include "core/codec/orientation.h"
#include "core/codec/pixel_conversion.h"
#include "core/codec/sandbox.h"

#include <QtTest>

#include <array>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace burnish;
using namespace burnish::codec;

namespace {

SniffedFile sniff(std::string_view text) {
    return sniff_file(std::as_bytes(std::span(text)));
}

Image from_samples(int width, int channels, std::initializer_list<int> values) {
    Image image(width, 1, channels, PixelType::U8);
    auto target = image.bytes().begin();
    for (const int value : values) {
        *target++ = static_cast<std::byte>(value);
    }
    return image;
}

std::vector<int> samples_of(const Image& image) {
    std::vector<int> values;
    for (const std::byte byte : image.bytes()) {
        values.push_back(std::to_integer<int>(byte));
    }
    return values;
}

}  // namespace

class TestCodecParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void turnsEachOrientation_data() {
        QTest::addColumn<int>("orientation");
        QTest::addColumn<QByteArray>("seen");
        // Stored: two rows of three, "abc" over "def". What is seen follows from EXIF's table of where row 0 and column
        // 0 lie.
        const std::array<const char*, 8> seen = {"abcdef", "cbafed", "fedcba", "defabc",
                                                 "adbecf", "daebfc", "fcebda", "cfbead"};
        for (int i = 0; i < 8; ++i) {
            QTest::addRow("%d", i + 1) << i + 1 << QByteArray(seen[static_cast<std::size_t>(i)]);
        }
        QTest::addRow("0 counts as 1") << 0 << QByteArray("abcdef");
        QTest::addRow("9 counts as 1") << 9 << QByteArray("abcdef");
    }
    void turnsEachOrientation() {
        QFETCH(int, orientation);
        QFETCH(QByteArray, seen);
        const std::string_view stored = "abcdef";
        std::array<std::byte, 6> target{};
        apply_orientation(std::as_bytes(std::span(stored)), target, 3, 2, 1, orientation);
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(target.data()), 6), seen);
    }

    void turnsPixelsOfSeveralBytes() {
        const std::string_view stored = "aAbBcCdDeEfF";
        std::array<std::byte, 12> target{};
        apply_orientation(std::as_bytes(std::span(stored)), target, 3, 2, 2, 6);
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(target.data()), 12), QByteArray("dDaAeEbBfFcC"));
    }

    void roundsSixteenBitsToEight() {
        Image image(4, 1, 1, PixelType::U16);
        const std::array<std::uint16_t, 4> values = {0, 128, 129, 65535};  // 257 / 2 = 128.5
        std::memcpy(image.bytes().data(), values.data(), sizeof values);
        QCOMPARE(samples_of(with_type(image, PixelType::U8)), (std::vector<int>{0, 0, 1, 255}));
    }

    void clampsFloats() {
        Image image(4, 1, 1, PixelType::F32);
        const std::array<float, 4> values = {-1.0F, 0.5F, 7.0F, std::numeric_limits<float>::quiet_NaN()};
        std::memcpy(image.bytes().data(), values.data(), sizeof values);
        QCOMPARE(samples_of(with_type(image, PixelType::U8)), (std::vector<int>{0, 128, 255, 0}));
    }

    void flattensOverWhite() {
        const Image image = from_samples(3, 4, {10, 20, 30, 255, 10, 20, 30, 0, 0, 100, 255, 51});
        QCOMPARE(samples_of(flattened_over_white(image)), (std::vector<int>{10, 20, 30, 255, 255, 255, 204, 224, 255}));
    }

    void spreadsGrey() {
        QCOMPARE(samples_of(as_rgb(from_samples(2, 2, {7, 9, 1, 2}))), (std::vector<int>{7, 7, 7, 9, 1, 1, 1, 2}));
    }

    void undoesPremultiplication() {
        Image image = from_samples(3, 2, {50, 100, 0, 0, 80, 255});
        unpremultiply(image);
        QCOMPARE(samples_of(image), (std::vector<int>{128, 100, 0, 0, 80, 255}));
    }

    void knowsFilesByTheirFirstBytes() {
        QCOMPARE(sniff("GIF89a").format, static_cast<int>(ImageFormat::Gif));
        QCOMPARE(sniff("P6\n2 2\n255\n").format, static_cast<int>(ImageFormat::Ppm));
        QCOMPARE(QString::fromStdString(sniff("%PDF-1.4").what), QStringLiteral("is a PDF document"));
        QCOMPARE(QString::fromStdString(sniff("hello, world").what), QStringLiteral("is not a picture"));
        QCOMPARE(QString::fromStdString(sniff("").what), QStringLiteral("is an empty file"));
        QCOMPARE(sniff("\xff\xd8\xff\xe0").format, static_cast<int>(ImageFormat::Jpeg));
        const std::string_view webp("RIFF\0\0\0\0WEBPVP8 ", 16);
        QCOMPARE(sniff(webp).format, static_cast<int>(ImageFormat::WebP));
    }

    void refusesRawFilesThatLookLikeTiff() {
        // One entry: NewSubfileType (254), LONG, 1: the first picture is a reduced one.
        const std::string_view preview("II*\0\x08\0\0\0\x01\0\xfe\0\x04\0\x01\0\0\0\x01\0\0\0\0\0\0\0", 26);
        QCOMPARE(QString::fromStdString(sniff(preview).what), QStringLiteral("is a camera's raw file"));
        const std::string_view whole("II*\0\x08\0\0\0\x01\0\x00\x01\x03\0\x01\0\0\0\x40\x01\0\0\0\0\0\0", 26);
        QCOMPARE(sniff(whole).format, static_cast<int>(ImageFormat::Tiff));
        QCOMPARE(sniff(whole).width, std::uint64_t{320});
    }

    void survivesTiffDirectoriesOutsideTheFile() {
        QCOMPARE(sniff(std::string_view("MM\0*\xff\xff\xff\xff", 8)).width, std::uint64_t{0});
        QCOMPARE(sniff(std::string_view("II+\0\x08\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff", 16)).width,
                 std::uint64_t{0});
    }

    void cutsTextBetweenCharacters() {
        QCOMPARE(QByteArray(cut_text("aé", 2).data(), static_cast<int>(cut_text("aé", 2).size())), QByteArray("a"));
        QCOMPARE(cut_text("aé", 3).size(), std::size_t{3});
        std::array<char, 4> field{};
        put_text(field, "寺寺");
        QCOMPARE(QByteArray::fromStdString(get_text(field)), QByteArray("寺"));
    }

    void layoutsOutsideAPictureAreRefused() {
        Layout layout{.width = 10, .height = 10, .channels = 3};
        QVERIFY(layout.is_valid(100));
        QVERIFY(!layout.is_valid(99));
        layout.channels = 5;
        QVERIFY(!layout.is_valid(100));
        layout.channels = 3;
        layout.width = -1;
        QVERIFY(!layout.is_valid(100));
        layout.width = 10;
        layout.recipe_size = 1;
        QVERIFY(!layout.is_valid(100));
    }

    void messagesOfAnotherSizeAreRefused() {
        std::array<int, 2> sockets{};
        QCOMPARE(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, sockets.data()), 0);
        QCOMPARE(send(sockets[0], "short", 5, 0), ssize_t{5});
        QVERIFY(!receive_request(sockets[1]));
        Request request;
        request.magic = 1;
        QVERIFY(send_message(sockets[0], request));
        QVERIFY(!receive_request(sockets[1]));
        request.magic = kMagic;
        QVERIFY(send_message(sockets[0], request));
        QVERIFY(receive_request(sockets[1]).has_value());
        close(sockets[0]);
        QVERIFY(!receive_request(sockets[1]));
        close(sockets[1]);
    }

    void sandboxTakesFilesAndNetworkAway() {
        const pid_t child = fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            const bool was_open = open("/dev/null", O_RDONLY) >= 0;
            const bool is_in = enter_sandbox();
            const bool no_socket = socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM;
            const bool no_file = open("/dev/null", O_RDONLY) < 0 && errno == EPERM;
            const bool no_program = execl("/bin/true", "true", nullptr) < 0 && errno == EPERM;
            _exit(was_open && is_in && no_socket && no_file && no_program ? 42 : 1);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 42);
    }
};

QTEST_GUILESS_MAIN(TestCodecParts)
#include "tst_codec_parts.moc"
