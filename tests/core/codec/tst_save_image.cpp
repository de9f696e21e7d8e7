// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/codec/test_pictures.h"

#include <QtTest>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
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
        QVERIFY2(error->parts().found.find("the disk is full") != std::string::npos, error->what());
        QVERIFY2(error->parts().found.find("free some space") != std::string::npos, error->what());
        QVERIFY(!before.empty());
        QVERIFY(after == before);
        QCOMPARE(files, std::ptrdiff_t{1});
    }

    void saysThatTheFolderHasVanished() {
        const auto folder = m_folder / "vanishing";
        std::filesystem::create_directory(folder);
        check_output_path(folder / "picture.png");
        std::filesystem::remove_all(folder);
        const auto error = error_of([&] { save_image(m_codec, ramp(16, 16, 3), folder / "picture.png", {}); });
        QVERIFY(error.has_value());
        QCOMPARE(error->code(), ErrorCode::WriteFailed);
        QVERIFY2(error->parts().found.find("is not there") != std::string::npos, error->what());
        QVERIFY(!std::filesystem::exists(folder));
    }

    void leavesTheOldFileInAReadOnlyFolder() {
        const auto folder = m_folder / "read-only";
        std::filesystem::create_directory(folder);
        const auto path = folder / "picture.png";
        save_image(m_codec, ramp(16, 16, 3), path, {});
        const auto before = read_bytes(path);
        // The superuser may write everywhere; a read-only mount stops everybody.
        const bool is_mounted = geteuid() == 0;
        const auto remount = [&](unsigned long flags) {
            return mount(folder.c_str(), folder.c_str(), nullptr, flags, nullptr) == 0;
        };
        if (is_mounted && !(remount(MS_BIND) && remount(MS_BIND | MS_REMOUNT | MS_RDONLY))) {
            QSKIP("nothing can be mounted here");
        }
        QCOMPARE(chmod(folder.c_str(), is_mounted ? 0755 : 0555), is_mounted ? -1 : 0);
        const auto error = error_of([&] { save_image(m_codec, noise(16, 16, 3, PixelType::U8), path, {}); });
        const auto after = read_bytes(path);
        if (is_mounted) {
            QCOMPARE(umount(folder.c_str()), 0);
        }
        chmod(folder.c_str(), 0755);
        QVERIFY(error.has_value());
        QCOMPARE(error->code(), ErrorCode::WriteFailed);
        const bool says_what_to_do = error->parts().found.find("write to another") != std::string::npos;
        QVERIFY2(says_what_to_do, error->what());
        QVERIFY(after == before);
    }

    /// A program that is killed while it saves over a picture: the old one or the new one is there, and whole.
    void aKilledSaveLeavesAWholePicture() {
        const auto folder = m_folder / "killed";
        std::filesystem::create_directory(folder);
        const auto path = folder / "picture.png";
        const std::array<Image, 2> pictures = {ramp(180, 120, 3), noise(180, 120, 3, PixelType::U8)};
        save_image(m_codec, pictures[0], path, {});
        std::mt19937 generator(5);
        std::array<int, 2> found{};
        for (int round = 0; round < 200; ++round) {
            std::array<int, 2> ready{};
            QCOMPARE(pipe2(ready.data(), O_CLOEXEC), 0);
            const pid_t child = fork();
            QVERIFY(child >= 0);
            if (child == 0) {
                CodecClient codec(codec_program());
                (void)codec.decode(path);  // starts the helper, which takes longer than a save
                if (write(ready[1], "", 1) != 1) {
                    _exit(1);
                }
                for (std::size_t i = static_cast<std::size_t>(round);; ++i) {
                    save_image(codec, pictures[i % 2], path, {});
                }
            }
            close(ready[1]);
            char byte = 0;
            QCOMPARE(read(ready[0], &byte, 1), ssize_t{1});
            close(ready[0]);
            usleep(generator() % 40'000);
            kill(child, SIGKILL);
            int status = 0;
            QCOMPARE(waitpid(child, &status, 0), child);
            QVERIFY(WIFSIGNALED(status));
            const DecodedImage picture = m_codec.decode(path);
            const bool is_first = std::ranges::equal(picture.image->bytes(), pictures[0].bytes());
            QVERIFY(is_first || std::ranges::equal(picture.image->bytes(), pictures[1].bytes()));
            ++found[is_first ? 0 : 1];
        }
        qInfo("%d times the one picture, %d times the other", found[0], found[1]);
        QVERIFY(found[0] > 0 && found[1] > 0);
    }

private:
    QTemporaryDir m_temporary;
    std::filesystem::path m_folder{m_temporary.path().toStdString()};
    CodecClient m_codec{codec_program()};
};

QTEST_GUILESS_MAIN(TestSaveImage)
#include "tst_save_image.moc"
