// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace burnish {

/// Read-only access to a file's bytes. Mapped where the file system is local; read into memory range by range where it
/// is not, because a mapped file that shrinks on another machine would end the process (SIGBUS). The constructor throws
/// Error{ModelNotFound} if there is no such file, Error{ModelCorrupt} if it is not a regular file or cannot be read.
class FileBytes final {
public:
    enum class Access { Auto, Mapped, Read };

    explicit FileBytes(const std::filesystem::path& path, Access access = Access::Auto);
    ~FileBytes();
    FileBytes(FileBytes&&) noexcept;
    FileBytes& operator=(FileBytes&&) noexcept;

    const std::filesystem::path& path() const noexcept { return path_; }
    std::uint64_t size() const noexcept { return size_; }
    bool is_mapped() const noexcept { return mapping_ != nullptr; }
    /// Bytes [offset, offset + size): a view of the mapping, or a buffer that lives until the next call. Throws
    /// Error{ModelCorrupt} if the file is shorter by now.
    std::span<const std::byte> range(std::uint64_t offset, std::uint64_t size);
    /// Lets the system fetch a range that will be asked for soon; returns at once.
    void read_ahead(std::uint64_t offset, std::uint64_t size) const noexcept;
    /// Lets the system drop the pages of a range (whole pages inside it) that has been read.
    void release(std::uint64_t offset, std::uint64_t size) noexcept;

private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
    const std::byte* mapping_ = nullptr;
    std::unique_ptr<std::byte[]> buffer_;
    std::uint64_t buffer_size_ = 0;
};

/// Replaces `path` by `bytes` as a whole or not at all: temporary file in the same folder, checked write, fsync,
/// rename, fsync of the folder. Throws Error{WriteFailed}; the old file is then untouched. An existing file's
/// permissions are kept; a symbolic link stays and what it points to is replaced.
void write_file_atomically(const std::filesystem::path& path, std::span<const std::byte> bytes);
/// The same for a file that is the pieces one after the other.
void write_file_atomically(const std::filesystem::path& path, std::span<const std::span<const std::byte>> pieces);

/// A small text file as a whole. Throws what FileBytes throws, and Error{ModelCorrupt} if it is longer than `max_size`.
std::string read_text_file(const std::filesystem::path& path, std::uint64_t max_size);

/// Lower-case hexadecimal SHA-256 of a file. Throws Error{ImageNotFound} if it cannot be read.
std::string file_sha256(const std::filesystem::path& path);

}  // namespace burnish
