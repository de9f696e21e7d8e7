// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/exif_block.h"

#include "core/codec/codec_protocol.h"

#include <libexif/exif-data.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

namespace burnish::codec {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kHead = "Exif\0\0"sv;
constexpr std::string_view kUnicode = "UNICODE\0"sv;
constexpr std::string_view kAscii = "ASCII\0\0\0"sv;
/// UTF-8 bytes of a comment, tried one after the other; twice as long in UTF-16.
constexpr std::array<std::size_t, 4> kLongestComments = {28'000, 14'000, 4'000, 0};
constexpr auto kOwnerName = static_cast<ExifTag>(0xa430);
constexpr auto kBodySerial = static_cast<ExifTag>(0xa431);
constexpr auto kLensSerial = static_cast<ExifTag>(0xa435);

struct Unref {
    void operator()(ExifData* data) const { exif_data_unref(data); }
};
using Data = std::unique_ptr<ExifData, Unref>;

Data empty_block() {
    Data data(exif_data_new());
    exif_data_unset_option(data.get(), EXIF_DATA_OPTION_IGNORE_UNKNOWN_TAGS);
    exif_data_unset_option(data.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
    return data;
}

Data loaded(std::span<const std::byte> exif) {
    Data data = empty_block();
    if (exif.empty()) {
        return data;
    }
    std::vector<unsigned char> whole(kHead.begin(), kHead.end());
    const auto* bytes = reinterpret_cast<const unsigned char*>(exif.data());
    whole.insert(whole.end(), bytes, bytes + exif.size());
    exif_data_load_data(data.get(), whole.data(), static_cast<unsigned>(whole.size()));
    return data;
}

std::string_view bytes_of(const ExifEntry* entry) {
    return entry != nullptr && entry->data != nullptr
               ? std::string_view(reinterpret_cast<const char*>(entry->data), entry->size)
               : std::string_view();
}

void remove(ExifContent* content, ExifTag tag) {
    while (ExifEntry* entry = exif_content_get_entry(content, tag)) {
        exif_content_remove_entry(content, entry);
    }
}

void set_bytes(ExifContent* content, ExifTag tag, ExifFormat format, std::string_view bytes) {
    remove(content, tag);
    ExifEntry* entry = exif_entry_new();
    entry->tag = tag;
    entry->format = format;
    entry->components = bytes.size() / exif_format_get_size(format);
    entry->size = static_cast<unsigned>(bytes.size());
    entry->data = static_cast<unsigned char*>(std::malloc(bytes.size()));
    if (entry->data != nullptr) {
        std::memcpy(entry->data, bytes.data(), bytes.size());
        exif_content_add_entry(content, entry);
    }
    exif_entry_unref(entry);
}

void set_short(ExifData* data, ExifContent* content, ExifTag tag, int value) {
    std::array<unsigned char, 2> bytes{};
    exif_set_short(bytes.data(), exif_data_get_byte_order(data), static_cast<ExifShort>(value));
    set_bytes(content, tag, EXIF_FORMAT_SHORT, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void set_long(ExifData* data, ExifContent* content, ExifTag tag, int value) {
    std::array<unsigned char, 4> bytes{};
    exif_set_long(bytes.data(), exif_data_get_byte_order(data), static_cast<ExifLong>(value));
    set_bytes(content, tag, EXIF_FORMAT_LONG, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

void remove_all(ExifContent* content) {
    while (content->count > 0) {
        const unsigned before = content->count;
        exif_content_remove_entry(content, content->entries[0]);
        if (content->count == before) {
            return;
        }
    }
}

/// Without the old thumbnail; with `jpeg` in its place, if there is any.
void replace_thumbnail(ExifData* data, std::span<const std::byte> jpeg) {
    constexpr int kJpegCompression = 6;
    constexpr int kInch = 2;
    ExifContent* content = data->ifd[EXIF_IFD_1];
    const bool had_one = data->size > 0;
    remove_all(content);
    std::free(data->data);
    data->data = nullptr;
    data->size = 0;
    if (!had_one || jpeg.empty()) {
        return;
    }
    data->data = static_cast<unsigned char*>(std::malloc(jpeg.size()));
    if (data->data == nullptr) {
        return;
    }
    std::memcpy(data->data, jpeg.data(), jpeg.size());
    data->size = static_cast<unsigned>(jpeg.size());
    // Exif 2.32, 4.6.9: what a compressed thumbnail must say; the library adds where it stands.
    set_short(data, content, EXIF_TAG_COMPRESSION, kJpegCompression);
    std::array<unsigned char, 8> dots{};
    exif_set_rational(dots.data(), exif_data_get_byte_order(data), {.numerator = 72, .denominator = 1});
    const std::string_view bytes{reinterpret_cast<const char*>(dots.data()), dots.size()};
    set_bytes(content, EXIF_TAG_X_RESOLUTION, EXIF_FORMAT_RATIONAL, bytes);
    set_bytes(content, EXIF_TAG_Y_RESOLUTION, EXIF_FORMAT_RATIONAL, bytes);
    set_short(data, content, EXIF_TAG_RESOLUTION_UNIT, kInch);
}

void remove_private(ExifData* data) {
    remove_all(data->ifd[EXIF_IFD_GPS]);
    for (ExifContent* content : data->ifd) {
        for (const ExifTag tag : {EXIF_TAG_GPS_INFO_IFD_POINTER, EXIF_TAG_ARTIST, EXIF_TAG_XP_AUTHOR, kOwnerName,
                                  kBodySerial, kLensSerial, EXIF_TAG_MAKER_NOTE}) {
            // In the first directory the pointer is written by the library where there is a place to point to.
            remove(content, tag);
        }
    }
}

void append_utf8(std::string& text, std::uint32_t point) {
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xc0 | point >> 6);
        text += static_cast<char>(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        text += static_cast<char>(0xe0 | point >> 12);
        text += static_cast<char>(0x80 | (point >> 6 & 0x3f));
        text += static_cast<char>(0x80 | (point & 0x3f));
    } else {
        text += static_cast<char>(0xf0 | point >> 18);
        text += static_cast<char>(0x80 | (point >> 12 & 0x3f));
        text += static_cast<char>(0x80 | (point >> 6 & 0x3f));
        text += static_cast<char>(0x80 | (point & 0x3f));
    }
}

/// Big-endian unless there are more zeros in the second places: writers disagree, and no mark says so.
std::string from_utf16(std::string_view bytes) {
    std::size_t first = 0;
    std::size_t second = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        first += bytes[i] == 0 ? 1 : 0;
        second += bytes[i + 1] == 0 ? 1 : 0;
    }
    bool little = second > first;
    if (bytes.starts_with("\xff\xfe"sv) || bytes.starts_with("\xfe\xff"sv)) {
        little = bytes.front() == '\xff';
        bytes.remove_prefix(2);
    }
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]);
        const auto b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<std::uint32_t>(little ? b << 8 | a : a << 8 | b);
    };
    std::string text;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        std::uint32_t point = unit(i);
        if (point == 0) {
            break;
        }
        const bool has_pair =
            point >= 0xd800 && point < 0xdc00 && i + 3 < bytes.size() && unit(i + 2) >= 0xdc00 && unit(i + 2) < 0xe000;
        if (has_pair) {
            point = 0x10000 + ((point - 0xd800) << 10) + (unit(i + 2) - 0xdc00);
            i += 2;
        } else if (point >= 0xd800 && point < 0xe000) {
            point = 0xfffd;
        }
        append_utf8(text, point);
    }
    return text;
}

/// UTF-8, taken as it is, to UTF-16, big-endian; what is not UTF-8 becomes U+FFFD.
std::string to_utf16(std::string_view text) {
    std::string bytes;
    const auto append = [&bytes](std::uint32_t unit) {
        bytes += static_cast<char>(unit >> 8);
        bytes += static_cast<char>(unit & 0xff);
    };
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
        std::uint32_t point = length == 1 ? lead : lead & (0xffU >> (length + 1));
        bool is_good = length > 0 && i + length <= text.size();
        for (std::size_t k = 1; is_good && k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            is_good = next >> 6 == 2;
            point = point << 6 | (next & 0x3f);
        }
        i += is_good ? length : 1;
        if (!is_good || point > 0x10ffff) {
            point = 0xfffd;
        }
        if (point >= 0x10000) {
            append(0xd800 + ((point - 0x10000) >> 10));
            append(0xdc00 + ((point - 0x10000) & 0x3ff));
        } else {
            append(point);
        }
    }
    return bytes;
}

std::string plain_text(std::string_view bytes) {
    return std::string(bytes.substr(0, bytes.find('\0')));
}

std::string comment_of(std::string_view bytes) {
    if (bytes.starts_with(kUnicode)) {
        return from_utf16(bytes.substr(kUnicode.size()));
    }
    const bool has_code = bytes.starts_with(kAscii) || bytes.starts_with("\0\0\0\0\0\0\0\0"sv);
    return plain_text(bytes.substr(has_code ? kAscii.size() : 0));
}

/// Upright, of the size and with the thumbnail of the picture that is written.
void fit_to_picture(ExifData* data, const ExifWishes& wishes) {
    replace_thumbnail(data, wishes.thumbnail);
    ExifContent* first = data->ifd[EXIF_IFD_0];
    ExifContent* exif = data->ifd[EXIF_IFD_EXIF];
    const auto has = [](ExifContent* content, ExifTag tag) { return exif_content_get_entry(content, tag) != nullptr; };
    if (has(first, EXIF_TAG_ORIENTATION)) {
        set_short(data, first, EXIF_TAG_ORIENTATION, 1);
    }
    for (const ExifTag tag : {EXIF_TAG_IMAGE_WIDTH, EXIF_TAG_IMAGE_LENGTH}) {
        remove(first, tag);
    }
    if (has(exif, EXIF_TAG_PIXEL_X_DIMENSION)) {
        set_long(data, exif, EXIF_TAG_PIXEL_X_DIMENSION, wishes.width);
        set_long(data, exif, EXIF_TAG_PIXEL_Y_DIMENSION, wishes.height);
    }
}

void make_true(ExifData* data, const ExifWishes& wishes, std::size_t longest_comment) {
    ExifContent* first = data->ifd[EXIF_IFD_0];
    ExifContent* exif = data->ifd[EXIF_IFD_EXIF];
    if (!wishes.is_same_picture) {
        fit_to_picture(data, wishes);
    }
    if (wishes.strip_private) {
        remove_private(data);
    }
    if (!wishes.comment.empty() && longest_comment > 0) {
        const std::string text = to_utf16(cut_text(wishes.comment, longest_comment));
        set_bytes(exif, EXIF_TAG_USER_COMMENT, EXIF_FORMAT_UNDEFINED, std::string(kUnicode) + text);
    }
    if (!wishes.description.empty() && longest_comment > 0) {
        std::string text(cut_text(wishes.description, longest_comment));
        text += '\0';
        set_bytes(first, EXIF_TAG_IMAGE_DESCRIPTION, EXIF_FORMAT_ASCII, text);
    }
}

std::vector<std::byte> block_with(std::span<const std::byte> exif, const ExifWishes& wishes,
                                  std::size_t longest_comment) {
    const Data data = loaded(exif);
    if (exif.empty() || wishes.little_endian) {
        exif_data_set_byte_order(data.get(), wishes.little_endian ? EXIF_BYTE_ORDER_INTEL : EXIF_BYTE_ORDER_MOTOROLA);
    }
    make_true(data.get(), wishes, longest_comment);
    const bool says_something =
        data->size > 0 || std::ranges::any_of(data->ifd, [](const ExifContent* content) { return content->count > 0; });
    if (!says_something) {
        return {};
    }
    unsigned char* bytes = nullptr;
    unsigned size = 0;
    exif_data_save_data(data.get(), &bytes, &size);
    const std::unique_ptr<unsigned char, decltype(&std::free)> owner(bytes, &std::free);
    if (bytes == nullptr || size <= kHead.size()) {
        return {};
    }
    const auto all = std::as_bytes(std::span(bytes, size)).subspan(kHead.size());
    return {all.begin(), all.end()};
}

}  // namespace

std::vector<std::byte> true_exif(std::span<const std::byte> exif, const ExifWishes& wishes) {
    for (const std::size_t longest_comment : kLongestComments) {
        std::vector<std::byte> block = block_with(exif, wishes, longest_comment);
        if (wishes.longest == 0 || block.size() <= wishes.longest) {
            return block;
        }
    }
    return {};
}

bool exif_has_thumbnail(std::span<const std::byte> exif) {
    return !exif.empty() && loaded(exif)->size > 0;
}

std::map<std::string, std::string> exif_texts(std::span<const std::byte> exif) {
    std::map<std::string, std::string> texts;
    const Data data = loaded(exif);
    constexpr std::array<std::pair<ExifTag, const char*>, 4> kPlain = {
        {{EXIF_TAG_IMAGE_DESCRIPTION, "ImageDescription"},
         {EXIF_TAG_MAKE, "Make"},
         {EXIF_TAG_MODEL, "Model"},
         {EXIF_TAG_SOFTWARE, "Software"}}};
    for (const ExifIfd ifd : {EXIF_IFD_EXIF, EXIF_IFD_0}) {
        ExifContent* content = data->ifd[ifd];
        for (const auto& [tag, name] : kPlain) {
            if (std::string text = plain_text(bytes_of(exif_content_get_entry(content, tag))); !text.empty()) {
                texts.emplace(name, std::move(text));
            }
        }
        if (std::string text = comment_of(bytes_of(exif_content_get_entry(content, EXIF_TAG_USER_COMMENT)));
            !text.empty()) {
            texts.emplace("UserComment", std::move(text));
        }
        const std::string_view note = bytes_of(exif_content_get_entry(content, EXIF_TAG_MAKER_NOTE));
        const bool is_text = !note.empty() && note.size() < 64 &&
                             std::ranges::all_of(note, [](char c) { return (c >= ' ' && c <= '~') || c == '\0'; });
        if (is_text) {
            texts.emplace("MakerNote", plain_text(note));
        }
    }
    return texts;
}

int exif_orientation(std::span<const std::byte> exif) {
    const Data data = loaded(exif);
    const ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    if (entry == nullptr || entry->format != EXIF_FORMAT_SHORT || entry->size < 2) {
        return 1;
    }
    const int orientation = exif_get_short(entry->data, exif_data_get_byte_order(data.get()));
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

}  // namespace burnish::codec
