// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/photoshop_resources.h"

#include "core/metadata/byte_reader.h"

namespace burnish {

namespace {

constexpr std::uint64_t kIptcResource = 0x0404;

}  // namespace

// Each is "8BIM", id, padded name, length, padded content.
std::vector<std::byte> iptc_of_resources(std::span<const std::byte> resources) {
    const ByteReader bytes(resources, ByteOrder::Big);
    std::uint64_t at = 0;
    while (bytes.text(at, 4) == "8BIM") {
        const std::uint64_t id = bytes.number(at + 4, 2);
        const std::uint64_t name = bytes.number(at + 6, 1) + 1;
        const std::uint64_t length_at = at + 6 + name + name % 2;
        const std::uint64_t length = bytes.number(length_at, 4);
        const auto content = bytes.part(length_at + 4, length);
        if (content.size() != length) {
            break;
        }
        if (id == kIptcResource) {
            return {content.begin(), content.end()};
        }
        at = length_at + 4 + length + length % 2;
    }
    return {};
}

std::vector<std::byte> photoshop_resources(std::span<const std::byte> iptc) {
    ByteWriter out(ByteOrder::Big);
    if (!iptc.empty()) {
        out.text("8BIM");
        out.number(kIptcResource, 2);
        out.number(0, 2);
        out.number(iptc.size(), 4);
        out.append(iptc);
        out.number(0, iptc.size() % 2);
    }
    return out.bytes;
}

}  // namespace burnish
