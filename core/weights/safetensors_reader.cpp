// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/safetensors_reader.h"

#include "core/common/error.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace burnish {

namespace {

constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kMaxHeaderBytes = 100'000'000;
constexpr std::size_t kMaxTensors = 1'000'000;
constexpr std::size_t kMaxRank = 64;

struct DtypeEntry {
    TensorDtype dtype;
    const char* name;
    std::uint64_t bits;
};

constexpr std::array<DtypeEntry, 22> kDtypes = {{
    {TensorDtype::Bool, "BOOL", 8},
    {TensorDtype::U8, "U8", 8},
    {TensorDtype::I8, "I8", 8},
    {TensorDtype::F8E5M2, "F8_E5M2", 8},
    {TensorDtype::F8E4M3, "F8_E4M3", 8},
    {TensorDtype::I16, "I16", 16},
    {TensorDtype::U16, "U16", 16},
    {TensorDtype::F16, "F16", 16},
    {TensorDtype::BF16, "BF16", 16},
    {TensorDtype::I32, "I32", 32},
    {TensorDtype::U32, "U32", 32},
    {TensorDtype::F32, "F32", 32},
    {TensorDtype::I64, "I64", 64},
    {TensorDtype::U64, "U64", 64},
    {TensorDtype::F64, "F64", 64},
    {TensorDtype::C64, "C64", 64},
    {TensorDtype::F8E8M0, "F8_E8M0", 8},
    {TensorDtype::F8E5M2Fnuz, "F8_E5M2FNUZ", 8},
    {TensorDtype::F8E4M3Fnuz, "F8_E4M3FNUZ", 8},
    {TensorDtype::F4, "F4", 4},
    {TensorDtype::F6E2M3, "F6_E2M3", 6},
    {TensorDtype::F6E3M2, "F6_E3M2", 6},
}};

const DtypeEntry& dtype_entry(TensorDtype dtype) noexcept {
    return kDtypes[static_cast<std::size_t>(dtype)];
}

std::optional<TensorDtype> dtype_from_name(std::string_view name) noexcept {
    for (const DtypeEntry& entry : kDtypes) {
        if (name == entry.name) {
            return entry.dtype;
        }
    }
    return std::nullopt;
}

/// A name from an untrusted header, short enough for an error line. Cut between characters.
std::string shortened(const std::string& name) {
    constexpr std::size_t kMax = 120;
    if (name.size() <= kMax) {
        return name;
    }
    std::size_t end = kMax;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) {
        --end;
    }
    return name.substr(0, end) + "...";
}

/// Receives the header's JSON and accepts only its grammar: an object of objects whose values are strings (metadata) or
/// `dtype`, `shape` and `data_offsets`. Throws at the first event that does not fit, so nothing deep is ever built.
class HeaderSax final : public nlohmann::json_sax<nlohmann::json> {
public:
    HeaderSax(const std::filesystem::path& file, std::uint64_t data_start) : file_(file), data_start_(data_start) {}

    SafetensorsHeader header;

    bool null() override { reject("null"); }
    bool boolean(bool /*value*/) override { reject("a boolean"); }
    bool number_integer(number_integer_t value) override { reject(fmt::format("the number {}", value)); }
    bool number_float(number_float_t /*value*/, const string_t& text) override {
        reject(fmt::format("the number {}", shortened(text)));
    }
    bool binary(binary_t& /*value*/) override { reject("binary data"); }

    bool number_unsigned(number_unsigned_t value) override {
        if (place_ == Place::Shape) {
            if (entry_.shape.size() == kMaxRank) {
                reject(fmt::format("more than {} dimensions", kMaxRank));
            }
            entry_.shape.push_back(value);
        } else if (place_ == Place::Offsets && offset_count_ < offsets_.size()) {
            offsets_[offset_count_++] = value;
        } else {
            reject(fmt::format("the number {}", value));
        }
        return true;
    }

    bool string(string_t& value) override {
        if (place_ == Place::Metadata) {
            header.metadata[key_] = std::move(value);
            return true;
        }
        if (place_ != Place::Entry || key_ != "dtype") {
            reject("a text");
        }
        const std::optional<TensorDtype> dtype = dtype_from_name(value);
        if (!dtype) {
            reject(fmt::format("dtype \"{}\"", shortened(value)), "a dtype of the format");
        }
        entry_.dtype = *dtype;
        return true;
    }

    bool start_object(std::size_t /*size*/) override {
        if (place_ == Place::Start) {
            place_ = Place::Top;
        } else if (place_ == Place::Top) {
            place_ = tensor_ == "__metadata__" ? Place::Metadata : Place::Entry;
            keys_.clear();
            entry_ = {};
            offset_count_ = 0;
        } else {
            reject("an object");
        }
        return true;
    }

    bool key(string_t& name) override {
        if (place_ == Place::Top) {
            tensor_ = name;
            if (header.tensors.contains(name) || (name == "__metadata__" && has_metadata_)) {
                reject("the name twice");
            }
            return true;
        }
        if (place_ == Place::Entry && name != "dtype" && name != "shape" && name != "data_offsets") {
            reject(fmt::format("the key \"{}\"", shortened(name)), "dtype, shape and data_offsets");
        }
        if (!keys_.insert(name).second) {
            reject(fmt::format("the key \"{}\" twice", shortened(name)));
        }
        key_ = std::move(name);
        return true;
    }

    bool end_object() override {
        if (place_ == Place::Entry) {
            finish_entry();
        } else if (place_ == Place::Metadata) {
            has_metadata_ = true;
        }
        place_ = place_ == Place::Top ? Place::End : Place::Top;
        return true;
    }

    bool start_array(std::size_t /*size*/) override {
        if (place_ != Place::Entry || key_ == "dtype") {
            reject("an array");
        }
        place_ = key_ == "shape" ? Place::Shape : Place::Offsets;
        return true;
    }

    bool end_array() override {
        if (place_ == Place::Offsets && offset_count_ != offsets_.size()) {
            reject("data_offsets with one number or none", "two");
        }
        place_ = Place::Entry;
        return true;
    }

    bool parse_error(std::size_t position, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*error*/) override {
        tensor_.clear();
        reject(fmt::format("the header is not valid JSON at byte {}", position));
    }

private:
    enum class Place { Start, Top, Metadata, Entry, Shape, Offsets, End };

    [[noreturn]] void reject(std::string found, std::string expected = {}) const {
        throw Error({.code = ErrorCode::ModelCorrupt,
                     .path = file_,
                     .subject = shortened(tensor_),
                     .found = std::move(found),
                     .expected = expected.empty() ? "a safetensors header" : std::move(expected)});
    }

    void finish_entry() {
        if (keys_.size() != 3) {
            reject("an entry without dtype, shape or data_offsets");
        }
        if (header.tensors.size() == kMaxTensors) {
            reject(fmt::format("more than {} tensors", kMaxTensors));
        }
        const auto [begin, end] = offsets_;
        if (begin > end) {
            reject(fmt::format("data_offsets [{}, {}]", begin, end), "the begin before the end");
        }
        std::uint64_t bits = dtype_entry(entry_.dtype).bits;
        for (const std::uint64_t size : entry_.shape) {
            if (size != 0 && bits > std::numeric_limits<std::uint64_t>::max() / size) {
                reject("a shape whose size overflows 64 bits");
            }
            bits *= size;
        }
        if (bits % 8 != 0 || bits / 8 != end - begin) {
            reject(fmt::format("{} bytes", end - begin), fmt::format("{} bits for the dtype and shape", bits));
        }
        if (end > std::numeric_limits<std::uint64_t>::max() - data_start_) {
            reject("data_offsets that overflow 64 bits");
        }
        entry_.offset = data_start_ + begin;
        entry_.size = end - begin;
        header.tensors.emplace(tensor_, std::move(entry_));
    }

    const std::filesystem::path& file_;
    std::uint64_t data_start_;
    Place place_ = Place::Start;
    std::string tensor_;          ///< the key of the top level that is being read
    std::string key_;             ///< the key inside it
    std::set<std::string> keys_;  ///< of the object that is being read
    TensorEntry entry_;
    std::array<std::uint64_t, 2> offsets_ = {0, 0};
    std::size_t offset_count_ = 0;
    bool has_metadata_ = false;
};

[[noreturn]] void reject_file(const std::filesystem::path& name, std::string found, std::string expected) {
    throw Error(
        {.code = ErrorCode::ModelCorrupt, .path = name, .found = std::move(found), .expected = std::move(expected)});
}

/// The data must be covered from its first to its last byte, without overlap and without a hole.
void check_coverage(const SafetensorsHeader& header, std::uint64_t data_start, std::uint64_t file_size,
                    const std::filesystem::path& name) {
    std::vector<std::pair<const std::string*, const TensorEntry*>> order;
    order.reserve(header.tensors.size());
    for (const auto& [tensor, entry] : header.tensors) {
        order.emplace_back(&tensor, &entry);
    }
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return std::pair(a.second->offset, a.second->size) < std::pair(b.second->offset, b.second->size);
    });
    std::uint64_t position = data_start;
    for (const auto& [tensor, entry] : order) {
        if (entry->offset != position) {
            throw Error({.code = ErrorCode::ModelCorrupt,
                         .path = name,
                         .subject = shortened(*tensor),
                         .found = entry->offset < position ? "overlaps the tensor before it" : "a hole before it",
                         .expected = fmt::format("data_offsets from {}", position - data_start)});
        }
        position += entry->size;
    }
    if (position != file_size) {
        reject_file(name, fmt::format("a file of {} bytes", file_size),
                    fmt::format("{} bytes as the header says", position));
    }
}

/// The header's length from the first eight bytes, checked against the file.
std::uint64_t checked_header_length(std::span<const std::byte> prefix, std::uint64_t file_size,
                                    const std::filesystem::path& name) {
    if (file_size < kLengthBytes || prefix.size() < kLengthBytes) {
        reject_file(name, fmt::format("a file of {} bytes", file_size), "a safetensors file (8 bytes and a header)");
    }
    std::uint64_t length = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i) {
        length |= static_cast<std::uint64_t>(prefix[i]) << (8 * i);
    }
    if (length > kMaxHeaderBytes) {
        reject_file(name, fmt::format("a header of {} bytes", length),
                    fmt::format("at most {} (not a safetensors file?)", kMaxHeaderBytes));
    }
    if (length > file_size - kLengthBytes) {
        reject_file(name, fmt::format("a header of {} bytes in a file of {}", length, file_size),
                    "a whole header (the file is cut off)");
    }
    return length;
}

SafetensorsHeader read_header(FileBytes& bytes) {
    const std::uint64_t first = std::min(bytes.size(), kLengthBytes);
    const std::uint64_t length = checked_header_length(bytes.range(0, first), bytes.size(), bytes.path());
    SafetensorsHeader header =
        parse_safetensors_header(bytes.range(0, kLengthBytes + length), bytes.size(), bytes.path());
    bytes.release(0, kLengthBytes + length);
    return header;
}

}  // namespace

std::string dtype_name(TensorDtype dtype) {
    return dtype_entry(dtype).name;
}

std::uint64_t dtype_bits(TensorDtype dtype) noexcept {
    return dtype_entry(dtype).bits;
}

SafetensorsHeader parse_safetensors_header(std::span<const std::byte> prefix, std::uint64_t file_size,
                                           const std::filesystem::path& name) {
    const std::uint64_t length = checked_header_length(prefix, file_size, name);
    if (length > prefix.size() - kLengthBytes) {
        reject_file(name, fmt::format("{} bytes", prefix.size()), fmt::format("{} bytes of header", length));
    }
    const auto* text = reinterpret_cast<const char*>(prefix.data() + kLengthBytes);
    if (length == 0 || text[0] != '{') {
        reject_file(name, "a header that does not begin with {", "a safetensors header");
    }
    // The JSON parser takes a zero byte for the end of its input and would not see what follows.
    if (std::memchr(text, 0, length) != nullptr) {
        reject_file(name, "a zero byte in the header", "a safetensors header");
    }
    HeaderSax sax(name, kLengthBytes + length);
    nlohmann::json::sax_parse(text, text + length, &sax);
    check_coverage(sax.header, kLengthBytes + length, file_size, name);
    return std::move(sax.header);
}

SafetensorsHeader read_safetensors_header(const std::filesystem::path& path) {
    FileBytes bytes(path, FileBytes::Access::Read);
    return read_header(bytes);
}

SafetensorsReader::SafetensorsReader(const std::filesystem::path& path) : bytes_(path), header_(read_header(bytes_)) {}

std::span<const std::byte> SafetensorsReader::tensor_bytes(const TensorEntry& entry) {
    return bytes_.range(entry.offset, entry.size);
}

void SafetensorsReader::read_ahead(const TensorEntry& entry) const noexcept {
    bytes_.read_ahead(entry.offset, entry.size);
}

void SafetensorsReader::release(const TensorEntry& entry) noexcept {
    bytes_.release(entry.offset, entry.size);
}

}  // namespace burnish
