// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/metadata/byte_reader.h"
#include "core/metadata/file_blocks.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace burnish {

namespace {

// TIFF 6.0, section 2; Exif 2.32, 4.6.3.
constexpr std::uint64_t kXmp = 700;
constexpr std::uint64_t kIptc = 33723;
constexpr std::uint64_t kExifDirectory = 34665;
constexpr std::uint64_t kGpsDirectory = 34853;
constexpr std::uint64_t kInteroperability = 40965;
constexpr std::uint64_t kXResolution = 282;
constexpr std::uint64_t kYResolution = 283;
constexpr std::uint64_t kResolutionUnit = 296;
/// What a camera says in the first directory, beside the picture's own tags.
constexpr std::array<std::uint64_t, 9> kCameraTags = {270, 271, 272, 305, 306, 315, 316, 33432, 40092};
constexpr std::uint64_t kMostEntries = 512;
constexpr std::uint64_t kLongestValue = std::uint64_t{16} << 20;

constexpr std::array<std::uint64_t, 14> kTypeSizes = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

struct Entry {
    std::uint64_t type = 0;
    std::uint64_t count = 0;
    std::uint64_t field = 0;  ///< position of the four bytes that hold the value or say where it is

    std::uint64_t size() const { return type < kTypeSizes.size() ? kTypeSizes[type] * count : 0; }
};

using Directory = std::map<std::uint64_t, Entry>;

std::optional<ByteOrder> order_of(std::span<const std::byte> tiff) {
    const ByteReader file(tiff, ByteOrder::Little);
    const std::string_view mark = file.text(0, 4);
    if (mark == std::string_view("II*\0", 4)) {
        return ByteOrder::Little;
    }
    return mark == std::string_view("MM\0*", 4) ? std::optional(ByteOrder::Big) : std::nullopt;
}

Directory directory_at(const ByteReader& file, std::uint64_t offset) {
    Directory directory;
    const std::uint64_t count = std::min(file.number(offset, 2), kMostEntries);
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t at = offset + 2 + 12 * i;
        if (at + 12 > file.size()) {
            break;
        }
        directory.emplace(file.number(at, 2),
                          Entry{.type = file.number(at + 2, 2), .count = file.number(at + 4, 4), .field = at + 8});
    }
    return directory;
}

/// The bytes of a value; empty if they do not lie in the file.
std::span<const std::byte> value_of(const ByteReader& file, const Entry& entry) {
    const std::uint64_t size = entry.size();
    if (size == 0 || size > kLongestValue) {
        return {};
    }
    const auto bytes = file.part(size <= 4 ? entry.field : file.number(entry.field, 4), size);
    return bytes.size() == size ? bytes : std::span<const std::byte>();
}

double rational_of(const ByteReader& file, const Directory& directory, std::uint64_t tag) {
    const auto found = directory.find(tag);
    if (found == directory.end() || found->second.type != 5) {
        return 0.0;
    }
    const std::uint64_t at = file.number(found->second.field, 4);
    const auto below = static_cast<double>(file.number(at + 4, 4));
    return below > 0 ? static_cast<double>(file.number(at, 4)) / below : 0.0;
}

/// A directory that is being written behind a file's end.
class DirectoryWriter final {
public:
    DirectoryWriter(ByteWriter& file, ByteOrder order) : file_(file), order_(order) {}

    void add(std::uint64_t tag, std::uint64_t type, std::uint64_t count, std::span<const std::byte> value) {
        ByteWriter field(order_);
        if (value.size() <= 4) {
            field.append(value);
            field.number(0, static_cast<unsigned>(4 - value.size()));
        } else {
            field.number(append_value(value), 4);
        }
        entries_[tag] = {type, count, field.bytes};
    }
    void add_offset(std::uint64_t tag, std::uint64_t offset) {
        ByteWriter field(order_);
        field.number(offset, 4);
        entries_[tag] = {4, 1, field.bytes};
    }
    bool has(std::uint64_t tag) const { return entries_.contains(tag); }

    /// Returns where the directory begins.
    std::uint64_t finish() {
        file_.number(0, file_.bytes.size() % 2);
        const std::uint64_t at = file_.bytes.size();
        file_.number(entries_.size(), 2);
        for (const auto& [tag, entry] : entries_) {
            file_.number(tag, 2);
            file_.number(entry.type, 2);
            file_.number(entry.count, 4);
            file_.append(entry.field);
        }
        file_.number(0, 4);
        return at;
    }

private:
    struct Written {
        std::uint64_t type = 0;
        std::uint64_t count = 0;
        std::vector<std::byte> field;
    };

    std::uint64_t append_value(std::span<const std::byte> value) {
        file_.number(0, file_.bytes.size() % 2);
        const std::uint64_t at = file_.bytes.size();
        file_.append(value);
        return at;
    }

    ByteWriter& file_;
    ByteOrder order_;
    std::map<std::uint64_t, Written> entries_;
};

/// Copies a directory of an Exif block and what belongs to it; returns where it begins.
std::uint64_t copy_directory(const ByteReader& block, std::uint64_t offset, ByteWriter& file, ByteOrder order,
                             int depth) {
    DirectoryWriter writer(file, order);
    for (const auto& [tag, entry] : directory_at(block, offset)) {
        if (tag == kInteroperability && depth < 2) {
            const std::uint64_t inner = copy_directory(block, block.number(entry.field, 4), file, order, depth + 1);
            writer.add_offset(tag, inner);
        } else if (const auto value = value_of(block, entry); !value.empty()) {
            writer.add(tag, entry.type, entry.count, value);
        }
    }
    return writer.finish();
}

void add_exif(std::span<const std::byte> exif, ByteOrder order, ByteWriter& file, DirectoryWriter& first) {
    if (order_of(exif) != order) {
        return;
    }
    const ByteReader block(exif, order);
    const Directory directory = directory_at(block, block.number(4, 4));
    for (const auto& [tag, entry] : directory) {
        const auto value = value_of(block, entry);
        const bool is_camera = std::ranges::find(kCameraTags, tag) != kCameraTags.end();
        if (tag == kExifDirectory || tag == kGpsDirectory) {
            const std::uint64_t inner = copy_directory(block, block.number(entry.field, 4), file, order, 0);
            first.add_offset(tag, inner);
        } else if (is_camera && !value.empty()) {
            first.add(tag, entry.type, entry.count, value);
        }
    }
}

/// What a camera says in a TIFF, gathered into a block of its own; empty where it says nothing.
std::vector<std::byte> exif_of(const ByteReader& file, const Directory& directory, ByteOrder order) {
    ByteWriter block(order);
    block.number(order == ByteOrder::Little ? 0x4949 : 0x4d4d, 2);
    block.number(42, 2);
    block.number(0, 4);
    DirectoryWriter first(block, order);
    bool says_something = false;
    for (const auto& [tag, entry] : directory) {
        const auto value = value_of(file, entry);
        const bool is_camera = std::ranges::find(kCameraTags, tag) != kCameraTags.end();
        if (tag == kExifDirectory || tag == kGpsDirectory) {
            first.add_offset(tag, copy_directory(file, file.number(entry.field, 4), block, order, 0));
            says_something = true;
        } else if (is_camera && !value.empty()) {
            first.add(tag, entry.type, entry.count, value);
            says_something = true;
        }
    }
    if (!says_something) {
        return {};
    }
    ByteWriter start(order);
    start.number(first.finish(), 4);
    std::ranges::copy(start.bytes, block.bytes.begin() + 4);
    return block.bytes;
}

}  // namespace

PictureMetadata read_tiff_blocks(std::span<const std::byte> tiff) {
    PictureMetadata metadata;
    const auto order = order_of(tiff);
    if (!order) {
        return metadata;
    }
    const ByteReader file(tiff, *order);
    const Directory directory = directory_at(file, file.number(4, 4));
    if (const auto xmp = directory.find(kXmp); xmp != directory.end()) {
        const auto bytes = value_of(file, xmp->second);
        metadata.xmp.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    if (const auto iptc = directory.find(kIptc); iptc != directory.end()) {
        const auto bytes = value_of(file, iptc->second);
        metadata.iptc.assign(bytes.begin(), bytes.end());
    }
    metadata.exif = exif_of(file, directory, *order);
    const auto unit = directory.find(kResolutionUnit);
    const std::uint64_t kind = unit == directory.end() ? 2 : file.number(unit->second.field, 2);
    const double factor = kind == 3 ? 2.54 : kind == 2 ? 1.0 : 0.0;
    metadata.dpi_x = plausible_dpi(factor * rational_of(file, directory, kXResolution));
    metadata.dpi_y = plausible_dpi(factor * rational_of(file, directory, kYResolution));
    return metadata;
}

std::vector<std::byte> with_tiff_blocks(std::span<const std::byte> tiff, const PictureMetadata& metadata) {
    const auto order = order_of(tiff);
    if (!order) {
        throw Error({.code = ErrorCode::WriteFailed, .found = "the encoder did not make a TIFF file"});
    }
    const ByteReader file(tiff, *order);
    ByteWriter out(*order);
    out.append(tiff);
    DirectoryWriter first(out, *order);
    for (const auto& [tag, entry] : directory_at(file, file.number(4, 4))) {
        if (tag == kXmp || tag == kIptc || tag == kExifDirectory || tag == kGpsDirectory) {
            continue;
        }
        const auto value = value_of(file, entry);
        if (entry.size() > 4 && entry.size() <= kLongestValue && value.empty()) {
            throw Error({.code = ErrorCode::WriteFailed, .found = "the encoder made a TIFF file that ends too early"});
        }
        first.add(tag, entry.type, entry.count, value);
    }
    add_exif(metadata.exif, *order, out, first);
    if (!metadata.xmp.empty()) {
        first.add(kXmp, 1, metadata.xmp.size(), std::as_bytes(std::span(metadata.xmp)));
    }
    if (!metadata.iptc.empty()) {
        first.add(kIptc, 7, metadata.iptc.size(), metadata.iptc);
    }
    ByteWriter start(*order);
    start.number(first.finish(), 4);
    std::ranges::copy(start.bytes, out.bytes.begin() + 4);
    return out.bytes;
}

}  // namespace burnish
