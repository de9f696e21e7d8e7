// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace burnish {

/// Read-only access to a file's bytes. Mapped where the file system is local; read into memory range by range where it
/// is not, because a mapped file that shrinks on another machine would end the process (SIGBUS).
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
    /// Lets the system drop the pages of a range (whole pages inside it) that has been read.
    void release(std::uint64_t offset, std::uint64_t size) noexcept;

private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
    const std::byte* mapping_ = nullptr;
    std::vector<std::byte> buffer_;
};

/// Replaces `path` by `bytes` as a whole or not at all: temporary file in the same folder, checked write, fsync, rename,
/// fsync of the folder. Throws Error{WriteFailed}; the old file is then untouched.
void write_file_atomically(const std::filesystem::path& path, std::span<const std::byte> bytes);

/// Lower-case hexadecimal SHA-256 of a file. Throws Error{ImageNotFound} if it cannot be read.
std::string file_sha256(const std::filesystem::path& path);

}  // namespace burnish
