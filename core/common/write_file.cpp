// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/common/file_bytes.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace burnish {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& path, std::string found, std::string expected = {}) {
    throw Error(
        {.code = ErrorCode::WriteFailed, .path = path, .found = std::move(found), .expected = std::move(expected)});
}

/// A new file beside the one to be replaced; removed again unless it was renamed into place.
class TemporaryFile final {
public:
    explicit TemporaryFile(const fs::path& folder) {
        // Created with O_EXCL and 0666 rather than by mkstemp (0600), so that the user's umask and default ACL apply.
        for (int attempt = 0; attempt < 100 && descriptor_ < 0; ++attempt) {
            std::uint64_t number = 0;
            if (getrandom(&number, sizeof number, 0) != static_cast<ssize_t>(sizeof number)) {
                number = static_cast<std::uint64_t>(getpid()) << 8 | static_cast<std::uint64_t>(attempt);
            }
            path_ = folder / fmt::format(".burnish-{:016x}.tmp", number);
            descriptor_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
            if (descriptor_ < 0 && errno != EEXIST) {
                return;
            }
        }
    }
    ~TemporaryFile() {
        const bool exists = descriptor_ >= 0 || is_closed_;
        if (descriptor_ >= 0) {
            close(descriptor_);
        }
        if (exists && !is_renamed_) {
            unlink(path_.c_str());
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    int descriptor() const noexcept { return descriptor_; }
    /// False with errno on failure: NFS reports a full disk here at the latest.
    bool close_checked() noexcept {
        is_closed_ = true;
        return close(std::exchange(descriptor_, -1)) == 0;
    }
    bool rename_to(const fs::path& target) noexcept {
        is_renamed_ = rename(path_.c_str(), target.c_str()) == 0;
        return is_renamed_;
    }

private:
    fs::path path_;
    int descriptor_ = -1;
    bool is_closed_ = false;
    bool is_renamed_ = false;
};

/// What `path` stands for once links are followed, also where the last one dangles.
fs::path follow_links(const fs::path& path) {
    constexpr int kMaxLinks = 40;
    fs::path target = path;
    std::error_code error;
    for (int i = 0; i < kMaxLinks && fs::is_symlink(target, error); ++i) {
        const fs::path link = fs::read_symlink(target, error);
        if (error) {
            fail(path, error.message());
        }
        target = link.is_absolute() ? link : target.parent_path() / link;
    }
    if (fs::is_symlink(target, error)) {
        fail(path, "a loop of symbolic links");
    }
    return target;
}

/// What went wrong and what to do about it; in every case the file that was there before is whole.
[[noreturn]] void fail_writing(const fs::path& path, const fs::path& folder, std::uint64_t needed, int error) {
    switch (error) {
    case ENOSPC:
    case EDQUOT: {
        struct statvfs system {};
        const std::uint64_t available =
            statvfs(folder.c_str(), &system) == 0 ? static_cast<std::uint64_t>(system.f_bavail) * system.f_frsize : 0;
        fail(path, fmt::format("the disk is full: {} bytes are needed, {} are free; free some space or write to "
                               "another disk",
                               needed, available));
    }
    case ENOENT:
    case ENOTDIR:
        fail(path, fmt::format("the folder '{}' is not there; make it again or write to another one", folder.string()));
    case EACCES:
    case EPERM:
        fail(path, fmt::format("nothing may be written into the folder '{}'; change its permissions or write to "
                               "another one",
                               folder.string()));
    case EROFS:
        fail(path, "the disk is read-only; write to another one");
    case EFBIG:
        fail(path, fmt::format("a file of {} bytes is too large for this disk; write to another one", needed));
    default:
        fail(path, fmt::format("{}; write to another disk", std::generic_category().message(error)));
    }
}

bool write_fully(int descriptor, std::span<const std::byte> bytes) {
    // One call writes at most 2 GiB on Linux; short counts are legal everywhere.
    while (!bytes.empty()) {
        const ssize_t written = write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            errno = written == 0 ? ENOSPC : errno;
            return false;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

/// The rename itself must survive a power cut. Some file systems cannot sync a folder; that is no failure of the write.
void sync_folder(const fs::path& folder) noexcept {
    const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
}

/// Mode of the file to be replaced, or -1 if there is none. Refuses what must not be replaced by a file.
int mode_of_existing(const fs::path& path, const fs::path& target) {
    struct stat status {};
    if (stat(target.c_str(), &status) != 0) {
        return -1;
    }
    if (!S_ISREG(status.st_mode)) {
        fail(path, S_ISDIR(status.st_mode) ? "a folder" : "not a regular file", "a file name");
    }
    if (access(target.c_str(), W_OK) != 0) {
        fail(path, "the file is read-only; change its permissions or write to another name");
    }
    return static_cast<int>(status.st_mode & 07777);
}

}  // namespace

void write_file_atomically(const fs::path& path, std::span<const std::span<const std::byte>> pieces) {
    const fs::path target = follow_links(path);
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    const int mode = mode_of_existing(path, target);
    std::uint64_t size = 0;
    for (const auto& piece : pieces) {
        size += piece.size();
    }
    TemporaryFile file(folder);
    if (file.descriptor() < 0) {
        fail_writing(path, folder, size, errno);
    }
    if (mode >= 0 && fchmod(file.descriptor(), static_cast<mode_t>(mode)) != 0 && errno != EPERM) {
        fail_writing(path, folder, size, errno);
    }
    for (const auto& piece : pieces) {
        if (!write_fully(file.descriptor(), piece)) {
            fail_writing(path, folder, size, errno);
        }
    }
    if (fsync(file.descriptor()) != 0 || !file.close_checked() || !file.rename_to(target)) {
        fail_writing(path, folder, size, errno);
    }
    sync_folder(folder);
}

void write_file_atomically(const fs::path& path, std::span<const std::byte> bytes) {
    const std::array<std::span<const std::byte>, 1> pieces = {bytes};
    write_file_atomically(path, pieces);
}

}  // namespace burnish
