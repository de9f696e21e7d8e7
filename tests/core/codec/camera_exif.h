// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metadata/byte_reader.h"

#include <array>
#include <map>
#include <string>

namespace burnish::testing {

/// Builds a little-endian TIFF directory whose longer values follow it.
class ExifDirectory final {
public:
    void text(unsigned tag, std::string_view value) {
        ByteWriter bytes(ByteOrder::Little);
        bytes.text(value);
        bytes.number(0, 1);
        entries_[tag] = {2, bytes.bytes.size(), bytes.bytes};
    }
    void number(unsigned tag, unsigned type, std::initializer_list<std::uint64_t> values) {
        ByteWriter bytes(ByteOrder::Little);
        for (const std::uint64_t value : values) {
            bytes.number(value, type == 3 ? 2 : 4);
        }
        entries_[tag] = {type, type == 5 ? values.size() / 2 : values.size(), bytes.bytes};
    }
    std::uint64_t size() const {
        std::uint64_t size = 6 + 12 * entries_.size();
        for (const auto& [tag, entry] : entries_) {
            size += entry.bytes.size() > 4 ? entry.bytes.size() + entry.bytes.size() % 2 : 0;
        }
        return size;
    }
    void write(ByteWriter& out) const {
        std::uint64_t behind = out.bytes.size() + 6 + 12 * entries_.size();
        ByteWriter values(ByteOrder::Little);
        out.number(entries_.size(), 2);
        for (const auto& [tag, entry] : entries_) {
            out.number(tag, 2);
            out.number(entry.type, 2);
            out.number(entry.count, 4);
            if (entry.bytes.size() <= 4) {
                out.append(entry.bytes);
                out.number(0, static_cast<unsigned>(4 - entry.bytes.size()));
            } else {
                out.number(behind + values.bytes.size(), 4);
                values.append(entry.bytes);
                values.number(0, values.bytes.size() % 2);
            }
        }
        out.number(0, 4);
        out.append(values.bytes);
    }

private:
    struct Entry {
        unsigned type = 0;
        std::uint64_t count = 0;
        std::vector<std::byte> bytes;
    };
    std::map<unsigned, Entry> entries_;
};

/// What a camera writes: who, when, how, where.
inline std::vector<std::byte> camera_exif(int orientation) {
    constexpr std::uint64_t kHead = 8;
    ExifDirectory first;
    first.text(271, "Acme");
    first.text(272, "Camera One");
    first.number(274, 3, {static_cast<std::uint64_t>(orientation)});
    first.text(306, "2026:11:27 02:03:04");
    first.text(315, "A. Painter");
    first.text(33432, "all rights");
    first.number(34665, 4, {0});
    first.number(34853, 4, {0});
    ExifDirectory exif;
    exif.number(33434, 5, {1, 250});
    exif.number(33437, 5, {28, 10});
    exif.number(34855, 3, {400});
    exif.text(36867, "2026:11:26 20:00:00");
    exif.number(37386, 5, {50, 1});
    exif.text(42036, "Lens 50mm f/2.8");
    ExifDirectory gps;
    gps.text(1, "N");
    gps.number(2, 5, {48, 1, 51, 1, 24, 1});
    gps.text(3, "E");
    gps.number(4, 5, {2, 1, 21, 1, 7, 1});
    first.number(34665, 4, {kHead + first.size()});
    first.number(34853, 4, {kHead + first.size() + exif.size()});
    ByteWriter block(ByteOrder::Little);
    block.number(0x002a4949, 4);
    block.number(kHead, 4);
    first.write(block);
    exif.write(block);
    gps.write(block);
    return block.bytes;
}

using Fields = std::map<std::string, std::string>;

inline void collect(const ByteReader& block, bool is_little, std::uint64_t at, const std::string& directory,
                    Fields& fields) {
    constexpr std::array<unsigned, 8> kSizes = {0, 1, 1, 2, 4, 8, 1, 1};
    for (std::uint64_t i = 0; i < block.number(at, 2); ++i) {
        const std::uint64_t entry = at + 2 + 12 * i;
        const std::uint64_t tag = block.number(entry, 2);
        const std::uint64_t type = block.number(entry + 2, 2);
        const std::uint64_t count = block.number(entry + 4, 4);
        const std::uint64_t size = type < 8 ? kSizes[type] * count : 0;
        const std::uint64_t value = size > 4 ? block.number(entry + 8, 4) : entry + 8;
        if (tag == 34665 || tag == 34853) {
            collect(block, is_little, block.number(entry + 8, 4), tag == 34665 ? "Exif " : "GPS ", fields);
            continue;
        }
        std::string text;
        if (type == 2) {
            text = block.text(value, count);
            text.resize(text.find_last_not_of('\0') + 1);
        } else {
            const unsigned width = type == 3 ? 2 : type == 4 || type == 5 ? 4 : 1;
            for (std::uint64_t k = 0; k < size / width; ++k) {
                text += std::to_string(block.number(value + k * width, width)) + " ";
            }
        }
        fields[directory + std::to_string(tag)] = text;
    }
}

inline Fields fields_of(const std::vector<std::byte>& exif) {
    Fields fields;
    const bool is_little = !exif.empty() && exif[0] == std::byte{'I'};
    const ByteReader block(exif, is_little ? ByteOrder::Little : ByteOrder::Big);
    collect(block, is_little, block.number(4, 4), "", fields);
    return fields;
}

}  // namespace burnish::testing
