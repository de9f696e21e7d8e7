// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/image_writer.h"

#include "core/codec/exif_block.h"
#include "core/codec/image_reader.h"
#include "core/codec/image_thumbnail.h"
#include "core/codec/pixel_conversion.h"
#include "core/codec/true_metadata.h"
#include "core/codec/working_picture.h"
#include "core/common/error.h"
#include "core/metadata/file_blocks.h"

#include <OpenImageIO/tiffutils.h>

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>

namespace burnish::codec {

namespace {

struct Format {
    const char* writer;  ///< OpenImageIO's name
    const char* name;    ///< in sentences
    int longest_side;
    bool is_lossless;
};

// In the order of ImageFormat. libjpeg's own limit is 65500; beyond it OpenImageIO's writer would end the process.
constexpr std::array<Format, kWrittenFormats> kFormats = {{
    {"png", "PNG", 1'000'000, true},
    {"jpeg", "JPEG", 65'500, false},
    {"webp", "WebP", 16'383, false},
    {"tiff", "TIFF", 1 << 30, true},
    {"openexr", "OpenEXR", 1 << 30, false},  // alpha is multiplied in, and half floats round
    {"jpegxl", "JPEG XL", 1 << 30, true},
    {"bmp", "BMP", 1 << 30, true},
    {"targa", "TGA", 65'535, true},
    {"pnm", "PPM", 1 << 30, true},
    {"hdr", "Radiance HDR", 1 << 30, false},
}};

/// A JPEG segment holds 65533 bytes, and a longer text ends the process from inside libjpeg.
constexpr std::size_t kLongestDescription = 60'000;
constexpr int kFullChromaQuality = 90;
constexpr int kAllPngFilters = 0xf8;
constexpr std::uint64_t kLargestClassicTiff = std::uint64_t{4'000} << 20;

[[noreturn]] void fail(std::string found, std::string expected = {}) {
    throw Error({.code = ErrorCode::WriteFailed, .found = std::move(found), .expected = std::move(expected)});
}

/// No grey with alpha: these formats have no such kind.
Image without_grey_alpha(Image image) {
    return image.channels() == 2 ? as_rgb(image) : std::move(image);
}

Image fitted(Image image, ImageFormat format) {
    const auto integers = [](Image any) {
        return any.type() == PixelType::F32 ? with_type(any, PixelType::U16) : std::move(any);
    };
    switch (format) {
    case ImageFormat::Png:
        return integers(std::move(image));
    case ImageFormat::Jpeg:
        return with_type(flattened_over_white(image), PixelType::U8);
    case ImageFormat::WebP:
        return with_type(as_rgb(image), PixelType::U8);
    case ImageFormat::Tiff:
        return image;
    case ImageFormat::Exr:
        image = as_light(image);
        premultiply(image);
        return image;
    case ImageFormat::JpegXl:
        return integers(without_grey_alpha(as_srgb(std::move(image))));
    case ImageFormat::Bmp:
    case ImageFormat::Tga:
        return with_type(without_grey_alpha(as_srgb(std::move(image))), PixelType::U8);
    case ImageFormat::Ppm:
        return integers(flattened_over_white(as_srgb(std::move(image))));
    case ImageFormat::Hdr:
        return as_rgb(as_light(flattened_over_white(image)));
    case ImageFormat::Jpeg2000:
    case ImageFormat::Gif:
    case ImageFormat::Psd:
    case ImageFormat::Heic:
    case ImageFormat::Avif:
        break;
    }
    fail("a format that is only read");
}

OIIO::TypeDesc type_desc(PixelType type) noexcept {
    return type == PixelType::U8    ? OIIO::TypeDesc::UINT8
           : type == PixelType::U16 ? OIIO::TypeDesc::UINT16
                                    : OIIO::TypeDesc::FLOAT;
}

void add_format_wishes(OIIO::ImageSpec& spec, const Image& image, const EncodeOptions& options) {
    const PictureMetadata& source = options.metadata;
    const int quality = std::clamp(options.quality, 1, 100);
    switch (options.format) {
    case ImageFormat::Png:
        spec.attribute("png:filter", kAllPngFilters);
        break;
    case ImageFormat::Jpeg: {
        const int kept = source.quality > 0 ? source.quality : quality;
        const bool is_known = source.sampling == "4:4:4" || source.sampling == "4:2:2" || source.sampling == "4:2:0" ||
                              source.sampling == "4:1:1";
        spec.attribute("Compression", fmt::format("jpeg:{}", kept));
        spec.attribute("jpeg:subsampling", is_known                     ? source.sampling
                                           : kept >= kFullChromaQuality ? std::string("4:4:4")
                                                                        : std::string("4:2:0"));
        spec.attribute("jpeg:iptc", 0);  // would repeat the description without saying that it is UTF-8
        break;
    }
    case ImageFormat::WebP:
        spec.attribute("Compression", source.lossless ? std::string("lossless") : fmt::format("webp:{}", quality));
        break;
    case ImageFormat::Tiff:
        spec.attribute("Compression", "zip");
        spec.attribute("tiff:bigtiff", image.bytes().size() > kLargestClassicTiff ? 1 : 0);
        if (options.texts.parameters) {
            spec.attribute("ImageDescription", std::string(cut_text(*options.texts.parameters, kLongestDescription)));
        }
        if (source.dpi_x > 0) {
            spec.attribute("XResolution", static_cast<float>(source.dpi_x));
            spec.attribute("YResolution", static_cast<float>(source.dpi_y > 0 ? source.dpi_y : source.dpi_x));
            spec.attribute("ResolutionUnit", "in");
        }
        break;
    case ImageFormat::Exr:
        spec.set_format(source.half ? OIIO::TypeDesc::HALF : OIIO::TypeDesc::FLOAT);
        spec.attribute("compression", "zip");
        break;
    case ImageFormat::JpegXl:
        spec.attribute("compression", "jpegxl:100");
        break;
    default:
        break;
    }
}

/// What EXR keeps as attributes of any name.
void add_exr_metadata(OIIO::ImageSpec& spec, const PictureMetadata& truth) {
    if (!truth.exif.empty()) {
        OIIO::decode_exif(OIIO::string_view(reinterpret_cast<const char*>(truth.exif.data()), truth.exif.size()), spec);
        spec.erase_attribute("Orientation");
    }
    if (!truth.xmp.empty()) {
        spec.attribute("xmp", truth.xmp);
    }
    for (const auto& [key, text] : truth.texts) {
        spec.attribute(key, text);
    }
}

OIIO::ImageSpec spec_for(const Image& image, const EncodeOptions& options) {
    OIIO::ImageSpec spec(image.width(), image.height(), image.channels(), type_desc(image.type()));
    static const std::array<std::vector<std::string>, 4> kNames = {
        {{"Y"}, {"Y", "A"}, {"R", "G", "B"}, {"R", "G", "B", "A"}}};
    spec.channelnames = kNames[static_cast<std::size_t>(image.channels() - 1)];
    spec.alpha_channel = image.has_alpha() ? image.channels() - 1 : -1;
    spec.attribute("oiio:UnassociatedAlpha", 1);
    if (!image.icc_profile.empty()) {
        spec.attribute("ICCProfile", OIIO::TypeDesc(OIIO::TypeDesc::UINT8, static_cast<int>(image.icc_profile.size())),
                       image.icc_profile.data());
    }
    add_format_wishes(spec, image, options);
    return spec;
}

/// OpenImageIO marks every PNG as sRGB, beside a profile that says otherwise too, and adds an offset and an empty Exif
/// block. What stays: the picture, its profile, and without a profile the mark, which is then true. `png` is what
/// libpng has just written.
std::vector<std::byte> without_foreign_chunks(std::span<const std::byte> png, bool has_profile) {
    constexpr std::size_t kSignature = 8;
    constexpr std::size_t kFrame = 12;  // length, type, checksum
    static constexpr std::array<std::string_view, 5> kKept = {"IHDR", "iCCP", "IDAT", "IEND", "tRNS"};
    std::vector<std::byte> result(png.begin(), png.begin() + kSignature);
    for (std::size_t at = kSignature; at + kFrame <= png.size();) {
        std::size_t size = kFrame;
        for (std::size_t i = 0; i < 4; ++i) {
            size += std::to_integer<std::size_t>(png[at + i]) << (24 - 8 * i);
        }
        if (size > png.size() - at) {
            fail("PNG was encoded with a chunk that is longer than the file");
        }
        const std::string_view type{reinterpret_cast<const char*>(png.data()) + at + 4, 4};
        if (std::ranges::find(kKept, type) != kKept.end() || (type == "sRGB" && !has_profile)) {
            result.insert(result.end(), png.begin() + static_cast<std::ptrdiff_t>(at),
                          png.begin() + static_cast<std::ptrdiff_t>(at + size));
        }
        at += size;
    }
    return result;
}

std::vector<std::byte> with_blocks(std::span<const std::byte> file, const Image& image, const PictureMetadata& truth,
                                   ImageFormat format) {
    switch (format) {
    case ImageFormat::Png:
        return with_png_blocks(without_foreign_chunks(file, !image.icc_profile.empty()), truth);
    case ImageFormat::Jpeg:
        return with_jpeg_blocks(file, truth);
    case ImageFormat::WebP:
        return with_webp_blocks(file, truth, image.width(), image.height(), image.has_alpha());
    case ImageFormat::Tiff:
        if (image.bytes().size() <= kLargestClassicTiff) {
            return with_tiff_blocks(file, truth);
        }
        break;
    default:
        break;
    }
    return {file.begin(), file.end()};
}

std::vector<std::byte> encoded(const Image& image, const EncodeOptions& options, const Format& format) {
    std::vector<unsigned char> file;
    OIIO::Filesystem::IOVecOutput proxy(file);
    const auto output = OIIO::ImageOutput::create(format.writer, &proxy);
    if (!output) {
        fail(fmt::format("OpenImageIO has no writer for {}", format.name));
    }
    OIIO::ImageSpec spec = spec_for(image, options);
    const PictureMetadata truth =
        true_metadata(options, image.width(), image.height(),
                      exif_has_thumbnail(options.metadata.exif) ? thumbnail_of(image) : std::vector<std::byte>());
    if (options.format == ImageFormat::Exr) {
        add_exr_metadata(spec, truth);
    }
    bool is_good = output->open("", spec) && output->write_image(type_desc(image.type()), image.bytes().data());
    is_good = output->close() && is_good;
    const std::string message = output->has_error() ? output->geterror() : std::string();
    // A sound TIFF can leave an error pending; it is judged by being read back.
    if (!is_good || (!message.empty() && options.format != ImageFormat::Tiff)) {
        fail(fmt::format("{} could not be encoded: {}", format.name, message.empty() ? "no reason given" : message));
    }
    return with_blocks(std::as_bytes(std::span(file)), image, truth, options.format);
}

void read_back(std::span<const std::byte> file, const Image& image, const Format& format) {
    constexpr auto kUnlimited = std::numeric_limits<std::uint64_t>::max();
    const auto differs = [&](const std::string& what) {
        fail(fmt::format("{} was encoded, but reads back differently: {}", format.name, what));
    };
    try {
        ImageReader reader(file, kUnlimited, kUnlimited);
        const Layout layout = reader.layout();
        if (layout.width != image.width() || layout.height != image.height() || layout.channels != image.channels() ||
            layout.type != image.type()) {
            differs("size, channels or depth");
        }
        std::vector<std::byte> buffer(layout.total_bytes());
        reader.read_into(buffer);
        if (format.is_lossless && !std::ranges::equal(std::span(buffer).first(image.bytes().size()), image.bytes())) {
            differs("samples");
        }
        const bool keeps_profile = !image.icc_profile.empty();  // formats of light bring one of their own
        if (keeps_profile && !std::ranges::equal(std::span(buffer).subspan(layout.pixel_bytes(), layout.profile_size),
                                                 image.icc_profile)) {
            differs("colour profile");
        }
    } catch (const Error& error) {
        if (error.code() == ErrorCode::WriteFailed) {
            throw;
        }
        differs(error.what());
    }
}

}  // namespace

std::vector<std::byte> write_picture(Image image, const EncodeOptions& options) {
    if (static_cast<std::size_t>(options.format) >= kFormats.size()) {
        fail("a format that is only read");
    }
    const Format& format = kFormats[static_cast<std::size_t>(options.format)];
    if (std::max(image.width(), image.height()) > format.longest_side) {
        fail(fmt::format("{} x {} pixels", image.width(), image.height()),
             fmt::format("at most {} on a side in {}", format.longest_side, format.name));
    }
    image = fitted(std::move(image), options.format);
    std::vector<std::byte> file = encoded(image, options, format);
    read_back(file, image, format);
    return file;
}

}  // namespace burnish::codec
