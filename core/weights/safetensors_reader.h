// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/common/file_bytes.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace burnish {

/// Element types of the format (https://github.com/huggingface/safetensors).
enum class TensorDtype {
    Bool,
    U8,
    I8,
    F8E5M2,
    F8E4M3,
    I16,
    U16,
    F16,
    BF16,
    I32,
    U32,
    F32,
    I64,
    U64,
    F64,
    C64,
    F8E8M0,
    F8E5M2Fnuz,
    F8E4M3Fnuz,
    F4,
    F6E2M3,
    F6E3M2
};

/// The name in the header ("F16").
std::string dtype_name(TensorDtype dtype);
std::uint64_t dtype_bits(TensorDtype dtype) noexcept;

struct TensorEntry {
    TensorDtype dtype = TensorDtype::F32;
    std::vector<std::uint64_t> shape;
    std::uint64_t offset = 0;  ///< from the start of the file
    std::uint64_t size = 0;    ///< bytes
};

/// A checked safetensors header: every rule of the format is enforced before anything is allocated for it.
struct SafetensorsHeader {
    std::map<std::string, TensorEntry> tensors;
    std::map<std::string, std::string> metadata;
};

/// Reads and checks the header. Throws Error{ModelNotFound} or Error{ModelCorrupt} naming the rule that is broken.
SafetensorsHeader read_safetensors_header(const std::filesystem::path& path);
/// The same on bytes: `prefix` holds the first bytes of a file of `file_size` bytes (at least the whole header). For
/// fuzzing.
SafetensorsHeader parse_safetensors_header(std::span<const std::byte> prefix, std::uint64_t file_size,
                                           const std::filesystem::path& name);

/// An open safetensors file: header and access to the bytes of each tensor, mapped where the file system is local.
class SafetensorsReader final {
public:
    explicit SafetensorsReader(const std::filesystem::path& path);

    const SafetensorsHeader& header() const noexcept { return header_; }
    const std::filesystem::path& path() const noexcept { return bytes_.path(); }
    /// Mapped files may be read by several threads at once, others by one at a time.
    bool is_mapped() const noexcept { return bytes_.is_mapped(); }
    /// The stored bytes; valid until the next call of `tensor_bytes` or `release`. Not aligned to the element size.
    std::span<const std::byte> tensor_bytes(const TensorEntry& entry);
    /// Lets the system fetch a tensor that will be read soon; returns at once.
    void read_ahead(const TensorEntry& entry) const noexcept;
    /// Gives the pages of a tensor back to the system.
    void release(const TensorEntry& entry) noexcept;

private:
    FileBytes bytes_;
    SafetensorsHeader header_;
};

/// One tensor to be written.
struct TensorToWrite {
    std::string name;
    TensorDtype dtype = TensorDtype::F32;
    std::vector<std::uint64_t> shape;
    std::span<const std::byte> bytes;
};

/// Writes a safetensors file as a whole or not at all (write_file_atomically). Throws Error{WriteFailed}.
void write_safetensors(const std::filesystem::path& path, std::span<const TensorToWrite> tensors,
                       const std::map<std::string, std::string>& metadata = {});

}  // namespace burnish
