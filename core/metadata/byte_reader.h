// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace burnish {

enum class ByteOrder { Little, Big };

/// Reads numbers out of untrusted bytes; what lies outside them reads as 0.
class ByteReader final {
public:
    ByteReader(std::span<const std::byte> bytes, ByteOrder order) : bytes_(bytes), order_(order) {}

    std::uint64_t size() const noexcept { return bytes_.size(); }

    std::uint64_t number(std::uint64_t offset, unsigned width) const noexcept {
        if (offset > bytes_.size() || width > bytes_.size() - offset) {
            return 0;
        }
        std::uint64_t value = 0;
        for (unsigned i = 0; i < width; ++i) {
            const unsigned at = order_ == ByteOrder::Big ? i : width - 1 - i;
            value = value << 8 | std::to_integer<std::uint64_t>(bytes_[offset + at]);
        }
        return value;
    }

    /// As much of [offset, offset + size) as there is.
    std::span<const std::byte> part(std::uint64_t offset, std::uint64_t size) const noexcept {
        if (offset > bytes_.size()) {
            return {};
        }
        const std::uint64_t left = bytes_.size() - offset;
        return bytes_.subspan(offset, size < left ? size : left);
    }

    /// The same as characters.
    std::string_view text(std::uint64_t offset, std::uint64_t size) const noexcept {
        const auto found = part(offset, size);
        return {reinterpret_cast<const char*>(found.data()), found.size()};
    }

private:
    std::span<const std::byte> bytes_;
    ByteOrder order_;
};

/// Appends numbers and bytes.
class ByteWriter final {
public:
    explicit ByteWriter(ByteOrder order) : order_(order) {}

    void number(std::uint64_t value, unsigned width) {
        for (unsigned i = 0; i < width; ++i) {
            const unsigned shift = 8 * (order_ == ByteOrder::Big ? width - 1 - i : i);
            bytes.push_back(static_cast<std::byte>(value >> shift & 0xff));
        }
    }
    void append(std::span<const std::byte> more) { bytes.insert(bytes.end(), more.begin(), more.end()); }
    void text(std::string_view more) { append(std::as_bytes(std::span(more))); }

    std::vector<std::byte> bytes;

private:
    ByteOrder order_;
};

}  // namespace burnish
