// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/codec/codec_client.h"
#include "core/codec/codec_protocol.h"
#include "core/codec/file_sniffer.h"
#include "core/codec/other_decoder.h"

#include <OpenImageIO/filesystem.h>
#include <OpenImageIO/imageio.h>

#include <memory>

namespace burnish::codec {

/// OpenImageIO for this process: one thread, one format at a time, every reader and writer that is used made once, so
/// that nothing has to be opened later.
void prepare_openimageio();

/// One picture file in memory: everything about it after construction, its pixels on demand, once.
class ImageReader final {
public:
    /// Refuses from the header. Throws Error{ImageUnreadable, ImageTooLarge}. `file` must outlive the reader.
    ImageReader(std::span<const std::byte> file, std::uint64_t max_pixels, std::uint64_t memory_bytes);

    /// What read_into fills; width and height as they are seen, after the orientation.
    Layout layout() const noexcept;
    ImageFormat format() const noexcept { return static_cast<ImageFormat>(sniffed_.format); }
    int bits() const noexcept { return bits_; }

    /// Fills exactly layout().total_bytes(). Throws Error{ImageUnreadable} if the picture is damaged.
    void read_into(std::span<std::byte> buffer);

private:
    void check_size(std::uint64_t width, std::uint64_t height) const;
    void check_memory(std::uint64_t width, std::uint64_t height, std::uint64_t needed) const;
    void open();
    void check_kind();
    void read_metadata();
    void read_blocks();
    void read_texts();
    void keep_light_as_profile();
    void read_cmyk(std::span<std::byte> pixels);
    void open_other();
    int channels() const noexcept { return is_cmyk_ ? 3 : spec_.nchannels; }
    void read_pixels(std::span<std::byte> pixels);
    void throw_if_damaged(bool succeeded);

    std::span<const std::byte> file_;
    std::uint64_t max_pixels_;
    std::uint64_t memory_bytes_;
    SniffedFile sniffed_;
    std::vector<std::byte> lengthened_;  ///< in place of file_ where that is too short for the library
    OIIO::Filesystem::IOMemReader proxy_;
    std::unique_ptr<OIIO::ImageInput> input_;
    std::unique_ptr<OtherDecoder> other_;  ///< in place of input_
    OIIO::ImageSpec spec_;
    PixelType type_ = PixelType::U8;
    int bits_ = 8;
    int orientation_ = 1;
    bool is_premultiplied_ = false;
    bool is_cmyk_ = false;
    std::vector<std::byte> profile_;
    PictureTexts texts_;
    PictureMetadata metadata_;
    std::vector<std::byte> metadata_bytes_;
};

}  // namespace burnish::codec
