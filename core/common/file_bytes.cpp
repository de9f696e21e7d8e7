// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/file_bytes.h"

#include "core/common/error.h"
#include "core/common/sha256.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace burnish {

namespace {

/// Magic numbers of file systems that only this machine writes to (linux/magic.h and the systems' own headers). FAT and
/// NTFS are left out: they are what sticks that get pulled carry.
constexpr std::array<std::uint32_t, 13> kLocalFileSystems = {
    0x0000EF53,  // ext2, ext3, ext4
    0x58465342,  // XFS
    0x9123683E,  // Btrfs
    0xF2F52010,  // F2FS
    0xCA451A4E,  // bcachefs
    0x2FC12FC1,  // ZFS
    0x3153464A,  // JFS
    0x52654973,  // ReiserFS
    0x794C7630,  // overlayfs
    0x01021994,  // tmpfs
    0x858458F6,  // ramfs
    0x73717368,  // squashfs
    0xE0F5E1E2,  // EROFS
};

bool is_local(int descriptor) {
    struct statfs system {};
    if (fstatfs(descriptor, &system) != 0) {
        return false;
    }
    const auto type = static_cast<std::uint32_t>(system.f_type);
    return std::find(kLocalFileSystems.begin(), kLocalFileSystems.end(), type) != kLocalFileSystems.end();
}

std::string reason(int error) {
    return std::generic_category().message(error);
}

/// Reads until `size` bytes are there or the file ends; returns the count, negative with errno on failure.
std::int64_t read_fully(int descriptor, std::byte* target, std::uint64_t size, std::uint64_t offset) {
    std::uint64_t done = 0;
    while (done < size) {
        const ssize_t got = pread(descriptor, target + done, size - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return -1;
        }
        if (got == 0) {
            break;
        }
        done += static_cast<std::uint64_t>(got);
    }
    return static_cast<std::int64_t>(done);
}

/// The whole pages inside [offset, offset + size).
struct PageRange {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

PageRange whole_pages_inside(std::uint64_t offset, std::uint64_t size) {
    const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    return {.begin = (offset + page - 1) / page * page, .end = (offset + size) / page * page};
}

void ask_for_readahead(const std::byte* mapping, std::uint64_t offset, std::uint64_t size) {
    const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
    const std::uint64_t begin = offset / page * page;
    madvise(const_cast<std::byte*>(mapping) + begin, offset + size - begin, MADV_WILLNEED);
}

}  // namespace

FileBytes::FileBytes(const std::filesystem::path& path, Access access) : path_(path) {
    descriptor_ = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        throw Error({.code = missing ? ErrorCode::ModelNotFound : ErrorCode::ModelCorrupt,
                     .path = path,
                     .found = missing ? "no such file" : fmt::format("cannot be opened ({})", reason(errno))});
    }
    struct stat status {};
    if (fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(std::exchange(descriptor_, -1));
        throw Error({.code = ErrorCode::ModelCorrupt,
                     .path = path,
                     .found = S_ISDIR(status.st_mode) ? "a folder" : "not a regular file",
                     .expected = "a file"});
    }
    size_ = static_cast<std::uint64_t>(status.st_size);
    const bool map = access == Access::Mapped || (access == Access::Auto && is_local(descriptor_));
    if (map && size_ > 0) {
        void* mapping = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor_, 0);
        if (mapping != MAP_FAILED) {
            mapping_ = static_cast<const std::byte*>(mapping);
            madvise(mapping, size_, MADV_SEQUENTIAL);
        }
    }
}

FileBytes::~FileBytes() {
    if (mapping_ != nullptr) {
        munmap(const_cast<std::byte*>(mapping_), size_);
    }
    if (descriptor_ >= 0) {
        close(descriptor_);
    }
}

FileBytes::FileBytes(FileBytes&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)),
      size_(std::exchange(other.size_, 0)), mapping_(std::exchange(other.mapping_, nullptr)),
      buffer_(std::move(other.buffer_)), buffer_size_(std::exchange(other.buffer_size_, 0)) {}

FileBytes& FileBytes::operator=(FileBytes&& other) noexcept {
    FileBytes taken(std::move(other));
    std::swap(path_, taken.path_);
    std::swap(descriptor_, taken.descriptor_);
    std::swap(size_, taken.size_);
    std::swap(mapping_, taken.mapping_);
    std::swap(buffer_, taken.buffer_);
    std::swap(buffer_size_, taken.buffer_size_);
    return *this;
}

std::span<const std::byte> FileBytes::range(std::uint64_t offset, std::uint64_t size) {
    // A mapped file that has shrunk must be noticed before its pages are touched.
    struct stat status {};
    const std::uint64_t now = fstat(descriptor_, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
    const std::uint64_t there = mapping_ != nullptr ? std::min(now, size_) : now;
    if (offset > there || size > there - offset) {
        throw Error({.code = ErrorCode::ModelCorrupt,
                     .path = path_,
                     .found = fmt::format("the file holds {} bytes", there),
                     .expected = fmt::format("{} bytes from byte {}", size, offset)});
    }
    if (size == 0) {
        return {};
    }
    if (mapping_ != nullptr) {
        ask_for_readahead(mapping_, offset, size);
        return {mapping_ + offset, size};
    }
    if (buffer_size_ < size) {
        buffer_.reset();
        buffer_ = std::make_unique_for_overwrite<std::byte[]>(size);
        buffer_size_ = size;
    }
    const std::int64_t got = read_fully(descriptor_, buffer_.get(), size, offset);
    if (got < 0 || static_cast<std::uint64_t>(got) != size) {
        throw Error(
            {.code = ErrorCode::ModelCorrupt,
             .path = path_,
             .found = got < 0 ? fmt::format("cannot be read ({})", reason(errno))
                              : fmt::format("the file ended after {} bytes", offset + static_cast<std::uint64_t>(got)),
             .expected = fmt::format("{} bytes from byte {}", size, offset)});
    }
    return {buffer_.get(), size};
}

void FileBytes::read_ahead(std::uint64_t offset, std::uint64_t size) const noexcept {
    // Linux fetches no more at one call than the device's read-ahead or largest transfer, and drops the rest silently.
    constexpr std::uint64_t kPiece = 128 << 10;
    for (std::uint64_t done = 0; done < size; done += kPiece) {
        posix_fadvise(descriptor_, static_cast<off_t>(offset + done), static_cast<off_t>(std::min(kPiece, size - done)),
                      POSIX_FADV_WILLNEED);
    }
}

void FileBytes::release(std::uint64_t offset, std::uint64_t size) noexcept {
    if (mapping_ == nullptr) {
        buffer_.reset();
        buffer_size_ = 0;
        return;
    }
    if (offset > size_ || size > size_ - offset) {
        return;
    }
    const PageRange pages = whole_pages_inside(offset, size);
    if (pages.begin < pages.end) {
        madvise(const_cast<std::byte*>(mapping_) + pages.begin, pages.end - pages.begin, MADV_DONTNEED);
    }
}

std::string read_text_file(const std::filesystem::path& path, std::uint64_t max_size) {
    FileBytes file(path, FileBytes::Access::Read);
    if (file.size() > max_size) {
        throw Error({.code = ErrorCode::ModelCorrupt,
                     .path = path,
                     .found = fmt::format("{} bytes", file.size()),
                     .expected = fmt::format("at most {} bytes", max_size)});
    }
    const std::span<const std::byte> bytes = file.range(0, file.size());
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string file_sha256(const std::filesystem::path& path) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        throw Error({.code = ErrorCode::ImageNotFound, .path = path, .found = reason(errno)});
    }
    Sha256 digest;
    std::vector<std::byte> chunk(1 << 20);
    std::uint64_t offset = 0;
    std::int64_t got = 0;
    while ((got = read_fully(descriptor, chunk.data(), chunk.size(), offset)) > 0) {
        digest.update({chunk.data(), static_cast<std::size_t>(got)});
        offset += static_cast<std::uint64_t>(got);
    }
    const int error = errno;
    close(descriptor);
    if (got < 0) {
        throw Error({.code = ErrorCode::ImageNotFound, .path = path, .found = reason(error)});
    }
    return digest.finish();
}

}  // namespace burnish
