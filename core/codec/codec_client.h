// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/image/image.h"
#include "core/metadata/picture_metadata.h"
#include "core/metadata/recipe.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace burnish {

/// File formats, those that are only read last. Reading sniffs the content, never the name.
enum class ImageFormat { Png, Jpeg, WebP, Tiff, Exr, JpegXl, Bmp, Tga, Ppm, Hdr, Jpeg2000, Gif, Psd, Heic, Avif };
inline constexpr int kImageFormats = 15;
inline constexpr int kWrittenFormats = 10;  ///< the first so many can be written

/// "png", "jpeg", "webp", "tiff", "exr", ...: what DecodedImage::format says.
const char* image_format_id(ImageFormat format) noexcept;

/// From a file name's extension, case-insensitively. Throws Error{InvalidArgument} naming the extensions that work.
ImageFormat image_format_for(const std::filesystem::path& path);

/// A decoded file: orientation applied, metadata that we keep.
struct DecodedImage {
    std::shared_ptr<const Image> image;
    std::string format;  ///< image_format_id()
    int bits = 8;        ///< per sample in the file
    PictureTexts texts;
    PictureMetadata metadata;
};

struct EncodeOptions {
    ImageFormat format = ImageFormat::Png;
    int quality = 95;  ///< JPEG and WebP; where `metadata` knows the quality of a JPEG source, that one holds for JPEG
    PictureTexts texts;
    PictureMetadata metadata;    ///< of the source; made true and written where the format has a place for it
    bool is_generated = false;   ///< a model took part: said by IPTC's DigitalSourceType
    bool strip_private = false;  ///< leave out place, names and serial numbers
    Watermark watermark = Watermark::None;  ///< written into the samples before they are encoded (core/watermark)
};

/// Client of `burnish-codec`: decodes and encodes pictures in a process of its own with limits on memory and time, so
/// that a crash in a decoder is one error and not the end of the session. One helper serves many pictures and is
/// replaced when it dies. Not thread-safe: each thread that needs pictures owns a client.
class CodecClient final {
public:
    struct Limits {
        std::uint64_t memory_bytes = 0;  ///< 0: half of the machine's memory
        int seconds = 60;                ///< per picture
        std::uint64_t max_pixels = 400'000'000;
    };

    explicit CodecClient(std::filesystem::path program);
    CodecClient(std::filesystem::path program, Limits limits);
    ~CodecClient();
    CodecClient(const CodecClient&) = delete;
    CodecClient& operator=(const CodecClient&) = delete;

    /// Throws Error{ImageNotFound, ImageUnreadable, ImageTooLarge, DecoderCrashed}, Cancelled.
    DecodedImage decode(const std::filesystem::path& path, std::stop_token stop = {});
    /// The bytes of a file in the asked format, read back and checked in the helper. What a format cannot hold is
    /// reduced: JPEG and WebP store 8 bits, JPEG no alpha (flattened over white). Throws Error{WriteFailed}, Cancelled.
    std::vector<std::byte> encode(const Image& image, const EncodeOptions& options, std::stop_token stop = {});
    /// The picture as the engine should see it: sRGB (floats, which may lie outside 0..1, where it had another
    /// profile), and no colour from under its alpha. The same picture where it is all of this. Throws as decode() does.
    std::shared_ptr<const Image> to_working(const std::shared_ptr<const Image>& image, std::stop_token stop = {});
    /// A result in working colours as the same kind of picture as `like`: profile, sample type, grey or colour, alpha
    /// bit by bit; with `allow_colour` a grey one becomes RGB. Throws as decode() does.
    std::shared_ptr<const Image> from_working(const Image& result, const Image& like, std::stop_token stop = {},
                                              bool allow_colour = false);
    /// The bytes of a JPEG or WebP file with its coded picture as it is and nothing about place and people. Throws
    /// Error as decode() does.
    std::vector<std::byte> without_private(const std::filesystem::path& path, std::stop_token stop = {});
    /// Process id of the helper, 0 before the first picture and after a failure.
    int helper_pid() const noexcept;

private:
    class Helper;
    Helper& running_helper();
    /// What `work` returns; a helper that fails or is given up on meanwhile is replaced by the next call.
    template <typename Work>
    auto while_decoding(const std::filesystem::path& path, Work work);
    DecodedImage decode_open_file(const std::filesystem::path& path, int descriptor, const std::stop_token& stop);
    std::shared_ptr<const Image> convert(const Image& image, const Image* like, bool allow_colour,
                                         const std::stop_token& stop);
    std::vector<std::byte> receive_file(std::uint64_t most_bytes, std::chrono::steady_clock::time_point deadline,
                                        const std::stop_token& stop);
    std::vector<std::byte> encode_in_helper(const Image& image, const EncodeOptions& options,
                                            const std::stop_token& stop);

    std::filesystem::path program_;
    Limits limits_;
    std::unique_ptr<Helper> helper_;
};

/// Encodes in memory, checks, and replaces `path` as a whole or not at all (desktop.md §0.4). Throws
/// Error{WriteFailed}.
void save_image(CodecClient& codec, const Image& image, const std::filesystem::path& path,
                const EncodeOptions& options);

/// Checks that `path` can be written, before a model is loaded: known extension, existing writable folder.
/// Throws Error{InvalidArgument} for the extension, Error{WriteFailed} for the folder.
void check_output_path(const std::filesystem::path& path);

}  // namespace burnish
