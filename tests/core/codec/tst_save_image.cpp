// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/codec/test_pictures.h"

#include <QtTest>

#include <cerrno>
#include <cstring>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace burnish;
using namespace burnish::testing;

class TestSaveImage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsFormatsByExtension() {
        QCOMPARE(image_format_for("a.PNG"), ImageFormat::Png);
        QCOMPARE(image_format_for("a.b.JpEg"), ImageFormat::Jpeg);
        QCOMPARE(image_format_for("a.jpg"), ImageFormat::Jpeg);
        QCOMPARE(image_format_for("a.webp"), ImageFormat::WebP);
        QCOMPARE(image_format_for("a.tif"), ImageFormat::Tiff);
        QCOMPARE(image_format_for("a.tiff"), ImageFormat::Tiff);
        for (const char* name : {"a.gif", "a", "png", ".png"}) {
            const auto error = error_of([&] { (void)image_format_for(name); });
            QVERIFY2(error.has_value(), name);
            QCOMPARE(error->code(), ErrorCode::InvalidArgument);
            QCOMPARE(QByteArray::fromStdString(error->parts().expected),
                     QByteArray("one of .png, .jpg, .jpeg, .webp, .tif, .tiff, .exr, .jxl, .bmp, .tga, .ppm, .pgm, "
                                ".pnm, .hdr"));
        }
    }

    void checksTheFolderBeforehand() {
        check_output_path(m_folder / "new.png");
        QVERIFY(!std::filesystem::exists(m_folder / "new.png"));
        const auto missing = error_of([&] { check_output_path(m_folder / "nowhere" / "a.png"); });
        QVERIFY(missing.has_value());
        QCOMPARE(missing->code(), ErrorCode::WriteFailed);
        std::filesystem::create_directory(m_folder / "folder.png");
        const auto folder = error_of([&] { check_output_path(m_folder / "folder.png"); });
        QVERIFY(folder.has_value());
        QCOMPARE(folder->code(), ErrorCode::WriteFailed);
    }

    void noticesAFolderThatCannotBeWritten() {
        if (geteuid() == 0) {
            QSKIP("the superuser may write everywhere");
        }
        const auto locked = m_folder / "locked";
        std::filesystem::create_directory(locked);
        QCOMPARE(chmod(locked.c_str(), 0555), 0);
        const auto error = error_of([&] { check_output_path(locked / "a.png"); });
        chmod(locked.c_str(), 0755);
        QVERIFY(error.has_value());
        QCOMPARE(error->code(), ErrorCode::WriteFailed);
    }

    void replacesAFile() {
        const auto path = m_folder / "picture.png";
        write_bytes(path, std::as_bytes(std::span("old")));
        const Image image = noise(20, 10, 3, PixelType::U8);
        save_image(m_codec, image, path, {});
        QVERIFY(std::ranges::equal(m_codec.decode(path).image->bytes(), image.bytes()));
    }

    void leavesTheOldFileWhenItCannotEncode() {
        const auto path = m_folder / "kept.webp";
        write_bytes(path, std::as_bytes(std::span("old")));
        const auto error = error_of(
            [&] { save_image(m_codec, Image(20'000, 1, 3, PixelType::U8), path, {.format = ImageFormat::WebP}); });
        QVERIFY(error.has_value());
        QCOMPARE(error->code(), ErrorCode::WriteFailed);
        QCOMPARE(error->parts().path, path);
        QCOMPARE(read_bytes(path).size(), sizeof "old");
    }

    void leavesTheOldFileOnAFullDisk() {
        const auto disk = m_folder / "disk";
        std::filesystem::create_directory(disk);
        if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=64k") != 0) {
            QSKIP(qPrintable(QStringLiteral("no small file system can be mounted here: %1")
                                 .arg(QString::fromLocal8Bit(std::strerror(errno)))));
        }
        const auto path = disk / "picture.png";
        save_image(m_codec, ramp(16, 16, 3), path, {});
        const auto before = read_bytes(path);
        const auto error = error_of([&] { save_image(m_codec, noise(300, 300, 3, PixelType::U8), path, {}); });
        const auto after = read_bytes(path);
        const auto files =
            std::distance(std::filesystem::directory_iterator(disk), std::filesystem::directory_iterator{});
        QCOMPARE(umount(disk.c_str()), 0);
        QVERIFY(error.has_value());
        QCOMPARE(error->code(), ErrorCode::WriteFailed);
        QVERIFY2(error->parts().found.find("full") != std::string::npos, error->what());
        QVERIFY(!before.empty());
        QVERIFY(after == before);
        QCOMPARE(files, std::ptrdiff_t{1});
    }

private:
    QTemporaryDir m_temporary;
    std::filesystem::path m_folder{m_temporary.path().toStdString()};
    CodecClient m_codec{codec_program()};
};

QTEST_GUILESS_MAIN(TestSaveImage)
#include "tst_save_image.moc"
