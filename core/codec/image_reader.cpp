// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/image_reader.h"

#include "core/codec/color_profile.h"
#include "core/codec/exif_block.h"
#include "core/codec/jpeg_warnings.h"
#include "core/codec/orientation.h"
#include "core/codec/pixel_conversion.h"
#include "core/codec/working_picture.h"
#include "core/codec/xmp_packet.h"
#include "core/common/error.h"
#include "core/metadata/file_blocks.h"

#include <OpenImageIO/tiffutils.h>

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace burnish::codec {

namespace {

constexpr const char* kReadKinds =
    "a PNG, JPEG, WebP, TIFF, EXR, JPEG XL, JPEG 2000, BMP, TGA, GIF, PSD, HDR or PPM picture";
constexpr std::size_t kLongestMessage = 300;

[[noreturn]] void refuse(std::string found, std::string expected) {
    throw Error({.code = ErrorCode::ImageUnreadable, .found = std::move(found), .expected = std::move(expected)});
}

/// What the library said, on one line and without the name that we gave the memory.
std::string in_short(std::string message) {
    std::ranges::replace(message, '\n', ' ');
    while (!message.empty() && message.back() == ' ') {
        message.pop_back();
    }
    if (const auto name = message.find(" (\"\")"); name != std::string::npos) {
        message.erase(name, 5);
    }
    return std::string(cut_text(message, kLongestMessage));
}

PixelType type_for(OIIO::TypeDesc format) noexcept {
    switch (format.basetype) {
    case OIIO::TypeDesc::UINT8:
        return PixelType::U8;
    case OIIO::TypeDesc::UINT16:
    case OIIO::TypeDesc::UINT32:
        return PixelType::U16;
    default:
        return PixelType::F32;
    }
}

OIIO::TypeDesc type_desc(PixelType type) noexcept {
    return type == PixelType::U8    ? OIIO::TypeDesc::UINT8
           : type == PixelType::U16 ? OIIO::TypeDesc::UINT16
                                    : OIIO::TypeDesc::FLOAT;
}

std::uint64_t megabytes(std::uint64_t bytes) noexcept {
    return (bytes + (1 << 20) - 1) >> 20;
}

void keep_short_text(std::optional<std::string>& text) {
    if (text && text->size() > kLongestText) {
        text.reset();
    }
}

/// OpenImageIO takes a shorter JPEG XL file for a damaged one, and one colour needs less. What follows is passed over.
std::vector<std::byte> lengthened(std::span<const std::byte> file, const SniffedFile& sniffed) {
    constexpr std::size_t kShortest = 128;
    std::vector<std::byte> longer;
    if (sniffed.format == static_cast<int>(ImageFormat::JpegXl) && file.size() < kShortest) {
        longer.assign(file.begin(), file.end());
        longer.resize(kShortest);
    }
    return longer;
}

}  // namespace

void prepare_openimageio() {
    OIIO::attribute("threads", 1);
    OIIO::attribute("exr_threads", 1);
    OIIO::attribute("try_all_readers", 0);
    OIIO::attribute("limits:imagesize_MB", 0);  // ours are checked before, with a sentence of ours
    OIIO::attribute("log_times", 0);
    for (const char* format :
         {"png", "jpeg", "webp", "tiff", "openexr", "jpegxl", "jpeg2000", "bmp", "targa", "pnm", "hdr", "psd"}) {
        const auto input = OIIO::ImageInput::create(format);
        const auto output = OIIO::ImageOutput::create(format);
    }
    (void)OIIO::geterror();
}

ImageReader::ImageReader(std::span<const std::byte> file, std::uint64_t max_pixels, std::uint64_t memory_bytes)
    : file_(file), max_pixels_(max_pixels), memory_bytes_(memory_bytes), sniffed_(sniff_file(file)),
      lengthened_(lengthened(file, sniffed_)),
      proxy_(lengthened_.empty() ? file.data() : lengthened_.data(), std::max(file.size(), lengthened_.size())) {
    if (sniffed_.format < 0) {
        refuse(sniffed_.what, kReadKinds);
    }
    if (!sniffed_.damage.empty()) {
        refuse(fmt::format("is damaged: {}", sniffed_.damage), "");
    }
    check_size(sniffed_.width, sniffed_.height);
    open();
    check_kind();
    check_size(static_cast<std::uint64_t>(spec_.width), static_cast<std::uint64_t>(spec_.height));
    read_metadata();
    // The library may hold one whole picture of its own (interlaced, progressive), turning it needs another.
    check_memory(static_cast<std::uint64_t>(spec_.width), static_cast<std::uint64_t>(spec_.height),
                 2 * layout().pixel_bytes() + file_.size());
}

void ImageReader::check_size(std::uint64_t width, std::uint64_t height) const {
    // Both sides come from fields of at most 32 bits: the product cannot overflow.
    if (width * height > max_pixels_) {
        throw Error({.code = ErrorCode::ImageTooLarge,
                     .found = fmt::format("{} x {} pixels ({} megapixels)", width, height, width * height / 1'000'000),
                     .expected = fmt::format("at most {} megapixels", max_pixels_ / 1'000'000)});
    }
    check_memory(width, height, width * height);
}

void ImageReader::check_memory(std::uint64_t width, std::uint64_t height, std::uint64_t needed) const {
    if (needed > memory_bytes_) {
        throw Error(
            {.code = ErrorCode::ImageTooLarge,
             .found = fmt::format("{} x {} pixels need at least {} MB of memory", width, height, megabytes(needed)),
             .expected = fmt::format("at most {} MB", megabytes(memory_bytes_))});
    }
}

void ImageReader::open() {
    const bool is_ink_jpeg = format() == ImageFormat::Jpeg && sniffed_.channels == 4;
    if (is_ink_jpeg) {
        other_ = open_ink_jpeg(file_);
    } else if (format() == ImageFormat::Gif) {
        other_ = open_gif(file_);
    } else if (format() == ImageFormat::Heic || format() == ImageFormat::Avif) {
        other_ = open_heif(file_, format() == ImageFormat::Heic ? "HEIC" : "AVIF", kReadKinds);
    }
    if (other_) {
        open_other();
        return;
    }
    input_ = OIIO::ImageInput::create(sniffed_.reader);
    if (!input_ || !input_->set_ioproxy(&proxy_)) {
        throw Error(
            {.code = ErrorCode::Internal, .found = fmt::format("OpenImageIO has no reader for {}", sniffed_.reader)});
    }
    OIIO::ImageSpec wishes;
    wishes.attribute("oiio:UnassociatedAlpha", 1);
    wishes.attribute("oiio:RawColor", format() == ImageFormat::Tiff ? 1 : 0);  // CMYK as it stands
    throw_if_damaged(input_->open("", spec_, wishes));
}

void ImageReader::open_other() {
    spec_ = OIIO::ImageSpec(other_->width, other_->height, other_->channels, type_desc(other_->type));
    spec_.alpha_channel = other_->channels == 4 && !other_->has_inks ? 3 : -1;
    spec_.attribute("oiio:BitsPerSample", other_->bits);
    if (!other_->profile.empty()) {
        spec_.attribute("ICCProfile", OIIO::TypeDesc(OIIO::TypeDesc::UINT8, static_cast<int>(other_->profile.size())),
                        other_->profile.data());
    }
}

void ImageReader::check_kind() {
    if (spec_.width < 1 || spec_.height < 1 || spec_.depth > 1 || spec_.deep) {
        refuse("is not a flat picture", kReadKinds);
    }
    const int photometric = spec_.get_int_attribute("tiff:PhotometricInterpretation", 2);
    is_cmyk_ = photometric == 5 || (other_ && other_->has_inks);
    if (is_cmyk_) {
        if (spec_.nchannels != 4 || spec_.find_attribute("ICCProfile") == nullptr) {
            refuse("is a CMYK picture without a colour profile", "CMYK with its profile, RGB or grey");
        }
        return;
    }
    // TIFF 6.0: white is zero, black is zero, RGB, palette, YCbCr. The rest is CIELAB and what scientists use.
    static constexpr std::array kKnown = {0, 1, 2, 3, 6};
    if (std::ranges::find(kKnown, photometric) == kKnown.end()) {
        const std::string name = spec_.get_string_attribute("tiff:ColorSpace", "other");
        refuse(fmt::format("is a picture in {} colours", name), "RGB or grey");
    }
    if (spec_.nchannels < 1 || spec_.nchannels > 4) {
        refuse(fmt::format("has {} channels", spec_.nchannels), "1 to 4 (grey or RGB, with or without alpha)");
    }
    if (spec_.alpha_channel >= 0 && (spec_.alpha_channel != spec_.nchannels - 1 || spec_.nchannels % 2 != 0)) {
        refuse("has its alpha in an unusual place", "alpha after grey or RGB");
    }
}

void ImageReader::read_metadata() {
    type_ = type_for(spec_.format);
    bits_ = spec_.get_int_attribute("oiio:BitsPerSample", static_cast<int>(spec_.format.size() * 8));
    const bool stores_associated = format() == ImageFormat::Tiff || format() == ImageFormat::Exr;
    is_premultiplied_ = stores_associated && !is_cmyk_ && spec_.alpha_channel >= 0 &&
                        spec_.get_int_attribute("oiio:UnassociatedAlpha", 0) == 0;
    if (const auto* profile = spec_.find_attribute("ICCProfile")) {
        const auto* bytes = static_cast<const std::byte*>(profile->data());
        profile_.assign(bytes, bytes + profile->type().size());
    }
    if (profile_.size() > kLongestProfile) {
        refuse(fmt::format("carries a colour profile of {} MB", megabytes(profile_.size())),
               fmt::format("at most {} MB", megabytes(kLongestProfile)));
    }
    read_blocks();
    keep_light_as_profile();
    orientation_ = spec_.get_int_attribute("Orientation", 0);
    if (orientation_ == 0) {
        orientation_ = exif_orientation(metadata_.exif);
    }
    const bool is_turned =
        format() == ImageFormat::JpegXl || format() == ImageFormat::Heic || format() == ImageFormat::Avif;
    if (is_turned) {
        orientation_ = 1;  // by the decoder
    }
    read_texts();
    metadata_bytes_ = metadata_to_bytes(metadata_);
}

/// Formats that keep light rather than values say so by a linear profile, like any other colour space.
void ImageReader::keep_light_as_profile() {
    const bool is_light = format() == ImageFormat::Exr || format() == ImageFormat::Hdr;
    metadata_.half = spec_.format == OIIO::TypeDesc::HALF;
    metadata_.cmyk = is_cmyk_;
    if (!is_light) {
        return;
    }
    if (spec_.nchannels < 3) {
        profile_ = ColorProfile::linear_grey();
        return;
    }
    std::array<float, 8> chromaticities = {0.64F, 0.33F, 0.30F, 0.60F, 0.15F, 0.06F, 0.3127F, 0.3290F};
    const auto* said = spec_.find_attribute("chromaticities");
    if (said != nullptr && said->type() == OIIO::TypeDesc(OIIO::TypeDesc::FLOAT, 8)) {
        std::copy_n(static_cast<const float*>(said->data()), 8, chromaticities.begin());
    }
    profile_ = ColorProfile::linear(chromaticities);
}

void ImageReader::read_blocks() {
    switch (format()) {
    case ImageFormat::Png:
        metadata_ = read_png_blocks(file_);
        return;
    case ImageFormat::Jpeg:
        metadata_ = read_jpeg_blocks(file_);
        return;
    case ImageFormat::WebP:
        metadata_ = read_webp_blocks(file_);
        return;
    case ImageFormat::Tiff:
        metadata_ = read_tiff_blocks(file_);
        break;
    case ImageFormat::Gif:
    case ImageFormat::Heic:
    case ImageFormat::Avif:
        metadata_.exif = other_->exif;
        metadata_.xmp = other_->xmp;
        metadata_.pages = other_->pages;
        if (!other_->comment.empty()) {
            metadata_.texts.emplace("comment", other_->comment);
        }
        return;
    default:
        break;
    }
    // Exif is spread over these files; the library has gathered it.
    const bool has_exif = std::ranges::any_of(spec_.extra_attribs, [](const OIIO::ParamValue& attribute) {
        const std::string name = attribute.name().string();
        return name.starts_with("Exif:") || name.starts_with("GPS:") || name == "Make" || name == "Model" ||
               name == "Artist" || name == "Copyright" || name == "ImageDescription";
    });
    if (has_exif && metadata_.exif.empty()) {
        std::vector<char> exif;
        OIIO::v3_1::encode_exif(spec_, exif);
        const auto bytes = std::as_bytes(std::span(exif));
        metadata_.exif.assign(bytes.begin(), bytes.end());
    }
    if (format() == ImageFormat::Exr) {
        metadata_.xmp = spec_.get_string_attribute("xmp");
        for (const char* key : {"parameters", "burnish"}) {
            if (std::string text = spec_.get_string_attribute(key); !text.empty()) {
                metadata_.texts.emplace(key, std::move(text));
            }
        }
    }
    if (format() == ImageFormat::Tiff) {
        metadata_.pages = input_->seek_subimage(1, 0) ? 2 : 1;
        input_->seek_subimage(0, 0);
        (void)input_->geterror();
    }
}

void ImageReader::read_texts() {
    metadata_.texts.merge(exif_texts(metadata_.exif));
    auto packet = xmp_texts(metadata_.xmp);
    if (const auto recipe = packet.extract("burnish")) {
        texts_.recipe = std::move(recipe.mapped());
    }
    metadata_.texts.merge(packet);
    if (const auto recipe = metadata_.texts.extract("burnish")) {
        texts_.recipe = std::move(recipe.mapped());
    }
    if (const auto parameters = metadata_.texts.extract("parameters")) {
        texts_.parameters = std::move(parameters.mapped());
    }
    // Cameras write their name there; generation parameters always list the steps.
    for (const char* key : {"UserComment", "ImageDescription"}) {
        const auto text = metadata_.texts.find(key);
        if (!texts_.parameters && text != metadata_.texts.end() && text->second.find("Steps: ") != std::string::npos) {
            texts_.parameters = std::move(text->second);
            metadata_.texts.erase(text);
        }
    }
    keep_short_text(texts_.parameters);
    keep_short_text(texts_.recipe);
}

Layout ImageReader::layout() const noexcept {
    const bool swap = swaps_sides(orientation_);
    return {.width = swap ? spec_.height : spec_.width,
            .height = swap ? spec_.width : spec_.height,
            .channels = channels(),
            .type = type_,
            .has_parameters = texts_.parameters.has_value(),
            .has_recipe = texts_.recipe.has_value(),
            .profile_size = is_cmyk_ ? 0 : profile_.size(),
            .parameters_size = texts_.parameters ? texts_.parameters->size() : 0,
            .recipe_size = texts_.recipe ? texts_.recipe->size() : 0,
            .metadata_size = metadata_bytes_.size()};
}

void ImageReader::read_into(std::span<std::byte> buffer) {
    const auto pixels = buffer.first(layout().pixel_bytes());
    auto rest = buffer.subspan(pixels.size());
    if (!is_cmyk_) {
        std::ranges::copy(profile_, rest.begin());
        rest = rest.subspan(profile_.size());
    }
    for (const auto& text : {texts_.parameters, texts_.recipe}) {
        if (text) {
            std::ranges::copy(std::as_bytes(std::span(*text)), rest.begin());
            rest = rest.subspan(text->size());
        }
    }
    std::ranges::copy(metadata_bytes_, rest.begin());
    if (!is_premultiplied_ && !is_cmyk_ && (orientation_ <= 1 || orientation_ > 8)) {
        read_pixels(pixels);
        return;
    }
    Image stored(spec_.width, spec_.height, channels(), type_);
    if (is_cmyk_) {
        read_cmyk(stored.bytes());
    } else {
        read_pixels(stored.bytes());
    }
    if (is_premultiplied_) {
        unpremultiply(stored);
    }
    apply_orientation(stored.bytes(), pixels, spec_.width, spec_.height,
                      static_cast<std::size_t>(channels()) * bytes_per_sample(type_), orientation_);
}

void ImageReader::read_pixels(std::span<std::byte> pixels) {
    if (other_) {
        Image picture(spec_.width, spec_.height, spec_.nchannels, type_);
        other_->read(picture);
        std::ranges::copy(picture.bytes(), pixels.begin());
        return;
    }
    throw_if_damaged(input_->read_image(0, 0, 0, spec_.nchannels, type_desc(type_), pixels.data()));
}

void ImageReader::read_cmyk(std::span<std::byte> pixels) {
    Image inks(spec_.width, spec_.height, 4, type_);
    read_pixels(inks.bytes());
    const Image samples = inks_as_srgb(inks, profile_);
    std::ranges::copy(samples.bytes(), pixels.begin());
}

void ImageReader::throw_if_damaged(bool succeeded) {
    // Half a JPEG and half a TIFF are "read" successfully: what is pending counts as much as what was returned.
    const std::string message = input_->has_error() ? input_->geterror() : std::string();
    const bool is_warning = format() == ImageFormat::Jpeg && is_harmless_warning(message, file_);
    if (succeeded && (message.empty() || is_warning)) {
        return;
    }
    refuse(fmt::format("is damaged: {}", message.empty() ? "it cannot be decoded" : in_short(message)), "");
}

}  // namespace burnish::codec
