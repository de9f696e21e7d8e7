// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/file_sniffer.h"

#include "core/codec/codec_client.h"

#include <array>
#include <optional>
#include <string_view>

namespace burnish::codec {

namespace {

using namespace std::string_view_literals;

struct Signature {
    std::size_t offset;
    std::string_view magic;
    std::optional<ImageFormat> format;
    std::string_view name;  ///< OpenImageIO's name of a format that is read, else what the file is
};

// First match wins, so the longer signature of a family stands first.
constexpr std::array kSignatures = {
    Signature{0, "\x89PNG\r\n\x1a\n"sv, ImageFormat::Png, "png"},
    Signature{0, "\xff\xd8\xff"sv, ImageFormat::Jpeg, "jpeg"},
    Signature{8, "WEBP"sv, ImageFormat::WebP, "webp"},
    Signature{8, "CR\x02"sv, std::nullopt, "is a camera's raw file"},
    Signature{0, "II*\0"sv, ImageFormat::Tiff, "tiff"},
    Signature{0, "MM\0*"sv, ImageFormat::Tiff, "tiff"},
    Signature{0, "II+\0"sv, ImageFormat::Tiff, "tiff"},
    Signature{0, "MM\0+"sv, ImageFormat::Tiff, "tiff"},
    Signature{0, "GIF8"sv, std::nullopt, "is a GIF picture"},
    Signature{0, "BM"sv, std::nullopt, "is a BMP picture"},
    Signature{0, "8BPS"sv, std::nullopt, "is a Photoshop document"},
    Signature{0, "\x76\x2f\x31\x01"sv, std::nullopt, "is an OpenEXR picture"},
    Signature{0, "\xff\x0a"sv, std::nullopt, "is a JPEG XL picture"},
    Signature{0, "\0\0\0\x0cJXL "sv, std::nullopt, "is a JPEG XL picture"},
    Signature{0, "\0\0\0\x0cjP  "sv, std::nullopt, "is a JPEG 2000 picture"},
    Signature{4, "ftypavi"sv, std::nullopt, "is an AVIF picture"},
    Signature{4, "ftyphe"sv, std::nullopt, "is a HEIC picture"},
    Signature{4, "ftypmif1"sv, std::nullopt, "is a HEIC picture"},
    Signature{4, "ftyp"sv, std::nullopt, "is a video"},
    Signature{0, "%PDF-"sv, std::nullopt, "is a PDF document"},
    Signature{0, "gimp xcf"sv, std::nullopt, "is a GIMP document"},
    Signature{0, "\0\0\x01\0"sv, std::nullopt, "is an icon file"},
    Signature{0, "FUJIFILMCCD-RAW"sv, std::nullopt, "is a camera's raw file"},
};

/// Reads numbers of either byte order; what lies outside the file reads as 0.
class Bytes final {
public:
    Bytes(std::span<const std::byte> file, bool big_endian) : file_(file), big_endian_(big_endian) {}

    std::uint64_t number(std::uint64_t offset, unsigned size) const noexcept {
        if (offset > file_.size() || size > file_.size() - offset) {
            return 0;
        }
        std::uint64_t value = 0;
        for (unsigned i = 0; i < size; ++i) {
            const unsigned at = big_endian_ ? i : size - 1 - i;
            value = value << 8 | std::to_integer<std::uint64_t>(file_[offset + at]);
        }
        return value;
    }

private:
    std::span<const std::byte> file_;
    bool big_endian_;
};

void read_png_size(std::span<const std::byte> file, SniffedFile& sniffed) {
    const Bytes bytes(file, true);
    sniffed.width = bytes.number(16, 4);
    sniffed.height = bytes.number(20, 4);
}

/// Walks the segments up to the frame header (ITU T.81, B.1.1.4 and B.2.2).
void read_jpeg_size(std::span<const std::byte> file, SniffedFile& sniffed) {
    const Bytes bytes(file, true);
    std::uint64_t offset = 2;
    while (offset + 4 <= file.size() && bytes.number(offset, 1) == 0xff) {
        const std::uint64_t marker = bytes.number(offset + 1, 1);
        if (marker == 0xff) {
            ++offset;
            continue;
        }
        const bool is_frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (is_frame) {
            sniffed.height = bytes.number(offset + 5, 2);
            sniffed.width = bytes.number(offset + 7, 2);
            return;
        }
        if (marker == 0xda) {
            return;
        }
        offset += 2 + bytes.number(offset + 2, 2);
    }
}

/// Of an entry whose values are bytes stored elsewhere in the file.
bool ends_outside(const Bytes& bytes, std::uint64_t entry, bool is_big, std::uint64_t file_size) noexcept {
    const std::uint64_t count = bytes.number(entry + 4, is_big ? 8 : 4);
    const std::uint64_t offset = bytes.number(entry + (is_big ? 12 : 8), is_big ? 8 : 4);
    return offset > file_size || count > file_size - offset;
}

/// The first directory of a TIFF (TIFF 6.0, section 2; BigTIFF with 8-byte fields): its size, and whether it is a
/// camera's.
void read_tiff_directory(std::span<const std::byte> file, SniffedFile& sniffed) {
    constexpr std::uint64_t kNewSubfileType = 254;
    constexpr std::uint64_t kImageWidth = 256;
    constexpr std::uint64_t kImageLength = 257;
    constexpr std::uint64_t kProfile = 34675;
    constexpr std::uint64_t kDngVersion = 50706;
    const Bytes bytes(file, file[0] == std::byte{'M'});
    const bool is_big = bytes.number(2, 2) == 43;
    const std::uint64_t directory = is_big ? bytes.number(8, 8) : bytes.number(4, 4);
    const std::uint64_t count = is_big ? bytes.number(directory, 8) : bytes.number(directory, 2);
    const std::uint64_t entry_size = is_big ? 20 : 12;
    const std::uint64_t first = directory + (is_big ? 8 : 2);
    for (std::uint64_t i = 0; i < count && first + (i + 1) * entry_size <= file.size(); ++i) {
        const std::uint64_t entry = first + i * entry_size;
        const std::uint64_t tag = bytes.number(entry, 2);
        const unsigned size = bytes.number(entry + 2, 2) == 3 ? 2 : 4;  // SHORT or LONG
        const std::uint64_t value = bytes.number(entry + (is_big ? 12 : 8), size);
        if (tag == kImageWidth) {
            sniffed.width = value;
        } else if (tag == kImageLength) {
            sniffed.height = value;
        } else if (tag == kProfile && ends_outside(bytes, entry, is_big, file.size())) {
            sniffed.damage = "its colour profile ends after the file does";
        } else if (tag == kDngVersion || (tag == kNewSubfileType && (value & 1) != 0)) {
            // The picture that such a file shows first is a small preview: reading it would pass that off as the
            // photograph.
            sniffed.format = -1;
            sniffed.what = "is a camera's raw file";
            return;
        }
    }
}

}  // namespace

SniffedFile sniff_file(std::span<const std::byte> file) {
    SniffedFile sniffed;
    const std::string_view text{reinterpret_cast<const char*>(file.data()), file.size()};
    for (const Signature& signature : kSignatures) {
        if (text.size() < signature.offset + signature.magic.size() ||
            text.substr(signature.offset, signature.magic.size()) != signature.magic) {
            continue;
        }
        if (!signature.format) {
            sniffed.what = signature.name;
            return sniffed;
        }
        sniffed.format = static_cast<int>(*signature.format);
        sniffed.reader = signature.name;
        switch (*signature.format) {
        case ImageFormat::Png:
            read_png_size(file, sniffed);
            break;
        case ImageFormat::Jpeg:
            read_jpeg_size(file, sniffed);
            break;
        case ImageFormat::Tiff:
            read_tiff_directory(file, sniffed);
            break;
        case ImageFormat::WebP:
            break;  // at most 16383 x 16383 by its nature
        }
        return sniffed;
    }
    sniffed.what = file.empty() ? "is an empty file" : "is not a picture";
    return sniffed;
}

}  // namespace burnish::codec
