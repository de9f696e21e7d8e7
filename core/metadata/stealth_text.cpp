// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/stealth_text.h"

#include "core/common/inflate.h"

#include <string_view>

namespace burnish {

namespace {

constexpr std::size_t kLongestText = std::size_t{16} << 20;
constexpr std::size_t kSignature = 15;

/// The lowest bits of samples `first` to `last` of every pixel, column by column.
class HiddenBits final {
public:
    HiddenBits(const Image& image, int first, int last) : image_(image), first_(first), last_(last) {}

    std::uint64_t left() const noexcept { return all() - at_; }

    std::uint64_t number(int bits) noexcept {
        std::uint64_t value = 0;
        for (int i = 0; i < bits; ++i) {
            value = value << 1 | next();
        }
        return value;
    }

    std::string text(std::uint64_t bytes) {
        std::string text;
        text.reserve(bytes);
        for (std::uint64_t i = 0; i < bytes; ++i) {
            text += static_cast<char>(number(8));
        }
        return text;
    }

private:
    std::uint64_t each() const noexcept { return static_cast<std::uint64_t>(last_ - first_ + 1); }
    std::uint64_t all() const noexcept {
        return static_cast<std::uint64_t>(image_.width()) * static_cast<std::uint64_t>(image_.height()) * each();
    }
    std::uint64_t next() noexcept {
        const std::uint64_t pixel = at_ / each();
        const auto height = static_cast<std::uint64_t>(image_.height());
        const auto sample = static_cast<std::ptrdiff_t>(pixel / height * static_cast<std::uint64_t>(image_.channels()) +
                                                        static_cast<std::uint64_t>(first_) + at_ % each());
        ++at_;
        return std::to_integer<std::uint64_t>(image_.row(static_cast<int>(pixel % height))[sample]) & 1;
    }

    const Image& image_;
    int first_;
    int last_;
    std::uint64_t at_ = 0;
};

std::optional<std::string> read_from(HiddenBits bits, std::string_view plain, std::string_view packed) {
    constexpr std::uint64_t kHead = 8 * kSignature + 32;
    if (bits.left() < kHead) {
        return std::nullopt;
    }
    const std::string signature = bits.text(kSignature);
    if (signature != plain && signature != packed) {
        return std::nullopt;
    }
    const std::uint64_t size = bits.number(32);
    if (size == 0 || size % 8 != 0 || size > bits.left() || size / 8 > kLongestText) {
        return std::nullopt;
    }
    std::string text = bits.text(size / 8);
    return signature == packed ? inflated(text, DeflateWrapper::Gzip, kLongestText) : std::optional(std::move(text));
}

}  // namespace

std::optional<std::string> read_stealth_text(const Image& image) {
    if (image.type() != PixelType::U8 || image.channels() < 3) {
        return std::nullopt;
    }
    std::optional<std::string> text;
    if (image.has_alpha()) {
        text = read_from(HiddenBits(image, 3, 3), "stealth_pnginfo", "stealth_pngcomp");
    }
    return text ? text : read_from(HiddenBits(image, 0, 2), "stealth_rgbinfo", "stealth_rgbcomp");
}

}  // namespace burnish
