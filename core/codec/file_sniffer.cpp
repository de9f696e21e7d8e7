// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/file_sniffer.h"

#include "core/codec/codec_client.h"
#include "core/metadata/byte_reader.h"

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
    Signature{0, "GIF8"sv, ImageFormat::Gif, "gif"},
    Signature{0, "BM"sv, ImageFormat::Bmp, "bmp"},
    Signature{0, "8BPS"sv, ImageFormat::Psd, "psd"},
    Signature{0, "\x76\x2f\x31\x01"sv, ImageFormat::Exr, "openexr"},
    Signature{0, "\xff\x0a"sv, ImageFormat::JpegXl, "jpegxl"},
    Signature{0, "\0\0\0\x0cJXL "sv, ImageFormat::JpegXl, "jpegxl"},
    Signature{0, "\0\0\0\x0cjP  "sv, ImageFormat::Jpeg2000, "jpeg2000"},
    Signature{0, "\xff\x4f\xff\x51"sv, ImageFormat::Jpeg2000, "jpeg2000"},
    Signature{0, "#?RADIANCE"sv, ImageFormat::Hdr, "hdr"},
    Signature{0, "#?RGBE"sv, ImageFormat::Hdr, "hdr"},
    Signature{4, "ftypavi"sv, ImageFormat::Avif, "avif"},
    Signature{4, "ftyphe"sv, ImageFormat::Heic, "heic"},
    Signature{4, "ftypmif1"sv, ImageFormat::Heic, "heic"},
    Signature{4, "ftyp"sv, std::nullopt, "is a video"},
    Signature{0, "%PDF-"sv, std::nullopt, "is a PDF document"},
    Signature{0, "gimp xcf"sv, std::nullopt, "is a GIMP document"},
    Signature{0, "\0\0\x01\0"sv, std::nullopt, "is an icon file"},
    Signature{0, "FUJIFILMCCD-RAW"sv, std::nullopt, "is a camera's raw file"},
};

void read_gif_size(std::span<const std::byte> file, SniffedFile& sniffed) {
    const ByteReader bytes(file, ByteOrder::Little);
    sniffed.width = bytes.number(6, 2);
    sniffed.height = bytes.number(8, 2);
}

void read_png_size(std::span<const std::byte> file, SniffedFile& sniffed) {
    const ByteReader bytes(file, ByteOrder::Big);
    sniffed.width = bytes.number(16, 4);
    sniffed.height = bytes.number(20, 4);
}

/// Walks the segments up to the frame header (ITU T.81, B.1.1.4 and B.2.2).
void read_jpeg_size(std::span<const std::byte> file, SniffedFile& sniffed) {
    const ByteReader bytes(file, ByteOrder::Big);
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
            sniffed.channels = static_cast<int>(bytes.number(offset + 9, 1));
            return;
        }
        if (marker == 0xda) {
            return;
        }
        offset += 2 + bytes.number(offset + 2, 2);
    }
}

/// Of an entry whose values are bytes stored elsewhere in the file.
bool ends_outside(const ByteReader& bytes, std::uint64_t entry, bool is_big, std::uint64_t file_size) noexcept {
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
    const ByteReader bytes(file, file[0] == std::byte{'M'} ? ByteOrder::Big : ByteOrder::Little);
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

/// "P1" to "P6", "PF" and "Pf", then a blank or a comment.
bool is_portable_map(std::span<const std::byte> file) {
    const ByteReader bytes(file, ByteOrder::Big);
    const std::string_view start = bytes.text(0, 3);
    constexpr std::string_view kKinds = "123456Ff";
    constexpr std::string_view kBlanks = " \t\r\n#";
    return start.size() == 3 && start[0] == 'P' && kKinds.find(start[1]) != std::string_view::npos &&
           kBlanks.find(start[2]) != std::string_view::npos;
}

/// The format has no signature but the optional one at its end: every field of the header must make sense.
bool is_targa(std::span<const std::byte> file) {
    const ByteReader bytes(file, ByteOrder::Little);
    constexpr std::uint64_t kHeader = 18;
    const std::uint64_t map = bytes.number(1, 1);
    const std::uint64_t kind = bytes.number(2, 1);
    const std::uint64_t depth = bytes.number(16, 1);
    const bool is_mapped = kind == 1 || kind == 9;
    const bool is_known = is_mapped || kind == 2 || kind == 3 || kind == 10 || kind == 11;
    const bool has_depth = depth == 8 || depth == 15 || depth == 16 || depth == 24 || depth == 32;
    return file.size() > kHeader && map <= 1 && (!is_mapped || map == 1) && is_known && has_depth &&
           bytes.number(12, 2) > 0 && bytes.number(14, 2) > 0 && (bytes.number(17, 1) & 0xc0) == 0;
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
        case ImageFormat::Gif:
            read_gif_size(file, sniffed);
            break;
        case ImageFormat::Jpeg:
            read_jpeg_size(file, sniffed);
            break;
        case ImageFormat::Tiff:
            read_tiff_directory(file, sniffed);
            break;
        default:
            break;  // WebP is at most 16383 x 16383 by its nature; of the others the reader tells before it allocates
        }
        return sniffed;
    }
    if (is_portable_map(file) || is_targa(file)) {
        const bool is_map = is_portable_map(file);
        sniffed.format = static_cast<int>(is_map ? ImageFormat::Ppm : ImageFormat::Tga);
        sniffed.reader = is_map ? "pnm" : "targa";
        return sniffed;
    }
    sniffed.what = file.empty() ? "is an empty file" : "is not a picture";
    return sniffed;
}

}  // namespace burnish::codec
