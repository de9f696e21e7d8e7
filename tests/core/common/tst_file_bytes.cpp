// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/file_bytes.h"

#include "core/common/error.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

using namespace burnish;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kMebibyte = 1 << 20;

std::byte patternAt(std::uint64_t position) {
    return static_cast<std::byte>(position * 31 + position / 251);
}

void writePattern(const fs::path& file, std::uint64_t size) {
    std::string text(size, '\0');
    for (std::uint64_t i = 0; i < size; ++i) {
        text[i] = static_cast<char>(patternAt(i));
    }
    std::ofstream(file, std::ios::binary) << text;
}

bool isPattern(std::span<const std::byte> bytes, std::uint64_t offset) {
    for (std::uint64_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] != patternAt(offset + i)) {
            return false;
        }
    }
    return true;
}

/// Resident pages of this process, in bytes.
std::uint64_t residentBytes() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t total = 0;
    std::uint64_t resident = 0;
    file >> total >> resident;
    return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

/// Takes a file out of the page cache, as far as its file system keeps it elsewhere.
void dropFromCache(const fs::path& file) {
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    fsync(descriptor);
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
    close(descriptor);
}

/// The part of a file, from `offset` on, that lies in the page cache.
double cachedPart(const fs::path& file, std::uint64_t offset, std::uint64_t size) {
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    void* mapping = mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, static_cast<off_t>(offset));
    close(descriptor);
    std::vector<unsigned char> pages(size / static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)));
    mincore(mapping, size, pages.data());
    munmap(mapping, size);
    const auto cached = std::count_if(pages.begin(), pages.end(), [](unsigned char page) { return (page & 1) != 0; });
    return static_cast<double>(cached) / static_cast<double>(pages.size());
}

template <typename Action>
ErrorCode codeOf(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::Internal;
}

}  // namespace

class TestFileBytes final : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:
    void readsRanges_data() {
        QTest::addColumn<int>("access");
        QTest::newRow("auto") << static_cast<int>(FileBytes::Access::Auto);
        QTest::newRow("mapped") << static_cast<int>(FileBytes::Access::Mapped);
        QTest::newRow("read") << static_cast<int>(FileBytes::Access::Read);
    }
    void readsRanges() {
        QFETCH(int, access);
        writePattern(path("ranges"), 3 * kMebibyte + 5);
        FileBytes file(path("ranges"), static_cast<FileBytes::Access>(access));
        QCOMPARE(file.size(), 3 * kMebibyte + 5);
        if (static_cast<FileBytes::Access>(access) != FileBytes::Access::Auto) {
            QCOMPARE(file.is_mapped(), static_cast<FileBytes::Access>(access) == FileBytes::Access::Mapped);
        }
        QVERIFY(isPattern(file.range(0, 7), 0));
        QVERIFY(isPattern(file.range(4097, kMebibyte), 4097));
        QCOMPARE(file.range(file.size(), 0).size(), std::size_t{0});
        file.release(4097, kMebibyte);
        QVERIFY(isPattern(file.range(4096, 2 * kMebibyte), 4096));
        QVERIFY(isPattern(file.range(3 * kMebibyte, 5), 3 * kMebibyte));
    }

    void refusesRangesBeyondTheEnd() {
        writePattern(path("short"), 100);
        FileBytes file(path("short"));
        QCOMPARE(codeOf([&] { file.range(0, 101); }), ErrorCode::ModelCorrupt);
        QCOMPARE(codeOf([&] { file.range(101, 0); }), ErrorCode::ModelCorrupt);
        QCOMPARE(codeOf([&] { file.range(1, ~std::uint64_t{0}); }), ErrorCode::ModelCorrupt);
    }

    void noticesThatTheFileShrank_data() { readsRanges_data(); }
    void noticesThatTheFileShrank() {
        QFETCH(int, access);
        writePattern(path("shrinks"), kMebibyte);
        FileBytes file(path("shrinks"), static_cast<FileBytes::Access>(access));
        fs::resize_file(path("shrinks"), 1000);
        QCOMPARE(codeOf([&] { file.range(500, kMebibyte - 500); }), ErrorCode::ModelCorrupt);
        QVERIFY(isPattern(file.range(0, 1000), 0));
    }

    void releaseGivesMemoryBack_data() {
        QTest::addColumn<int>("access");
        QTest::newRow("mapped") << static_cast<int>(FileBytes::Access::Mapped);
        QTest::newRow("read") << static_cast<int>(FileBytes::Access::Read);
    }
    void releaseGivesMemoryBack() {
        QFETCH(int, access);
#ifdef __SANITIZE_ADDRESS__
        if (static_cast<FileBytes::Access>(access) == FileBytes::Access::Read) {
            QSKIP("AddressSanitizer keeps freed memory");
        }
#endif
        constexpr std::uint64_t kSize = 64 * kMebibyte;
        writePattern(path("large"), kSize);
        FileBytes file(path("large"), static_cast<FileBytes::Access>(access));
        const std::uint64_t before = residentBytes();
        QVERIFY(isPattern(file.range(0, kSize), 0));
        const std::uint64_t touched = residentBytes();
        file.release(0, kSize);
        const std::uint64_t released = residentBytes();
        QVERIFY2(touched > before + kSize / 2, "the pages were never resident");
        QVERIFY2(released < before + kSize / 4, "the pages stayed resident");
    }

    void readAheadFetchesTheRange_data() {
        releaseGivesMemoryBack_data();
    }
    void readAheadFetchesTheRange() {
        QFETCH(int, access);
        constexpr std::uint64_t kSize = 16 * kMebibyte;
        writePattern(path("ahead"), 2 * kSize);
        const FileBytes file(path("ahead"), static_cast<FileBytes::Access>(access));
        dropFromCache(path("ahead"));
        if (cachedPart(path("ahead"), kSize, kSize) > 0) {
            QSKIP("this file system keeps its files in memory");
        }
        file.read_ahead(kSize, kSize);
        QTRY_VERIFY2_WITH_TIMEOUT(cachedPart(path("ahead"), kSize, kSize) == 1, "not all of it was fetched", 20'000);
        QVERIFY2(cachedPart(path("ahead"), 0, kSize) < 0.5, "what nobody asked for was fetched");
        file.read_ahead(2 * kSize, kSize);  // beyond the end: nothing to fetch, nothing wrong
    }

    void moves() {
        writePattern(path("moved"), 5000);
        FileBytes first(path("moved"), FileBytes::Access::Mapped);
        FileBytes second(std::move(first));
        first = FileBytes(path("moved"), FileBytes::Access::Read);
        std::swap(first, second);
        QVERIFY(isPattern(first.range(0, 5000), 0));
        QVERIFY(isPattern(second.range(0, 5000), 0));
    }

    void saysWhatIsNotAFile() {
        QCOMPARE(codeOf([&] { FileBytes file(path("nothing")); }), ErrorCode::ModelNotFound);
        QCOMPARE(codeOf([&] { FileBytes file(path("")); }), ErrorCode::ModelCorrupt);
        QCOMPARE(codeOf([&] { FileBytes file("/dev/null"); }), ErrorCode::ModelCorrupt);
    }

    void readsAnEmptyFile() {
        writePattern(path("empty"), 0);
        FileBytes file(path("empty"));
        QCOMPARE(file.range(0, 0).size(), std::size_t{0});
        QCOMPARE(read_text_file(path("empty"), 10), std::string());
    }

    void limitsTextFiles() {
        writePattern(path("text"), 11);
        QCOMPARE(read_text_file(path("text"), 11).size(), std::size_t{11});
        QCOMPARE(codeOf([&] { read_text_file(path("text"), 10); }), ErrorCode::ModelCorrupt);
    }

    void hashesFiles() {
        std::ofstream(path("abc")) << "abc";
        // FIPS 180-2, appendix B.1.
        QCOMPARE(file_sha256(path("abc")),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(codeOf([&] { file_sha256(path("nothing")); }), ErrorCode::ImageNotFound);
        QCOMPARE(codeOf([&] { file_sha256(path("")); }), ErrorCode::ImageNotFound);
    }
};

QTEST_GUILESS_MAIN(TestFileBytes)
#include "tst_file_bytes.moc"
