// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/other_decoder.h"
#include "core/common/error.h"

#include <algorithm>
#include <array>
#include <cstdio>  // before jpeglib.h, which needs FILE
#include <cstdlib>
#include <fmt/format.h>
#include <jpeglib.h>

namespace burnish::codec {

namespace {

/// OpenImageIO turns four inks into RGB by a rule of thumb, without their profile; libjpeg gives them as they are.
class InkJpegDecoder final : public OtherDecoder {
public:
    explicit InkJpegDecoder(std::span<const std::byte> file) {
        jpeg_.err = jpeg_std_error(&errors_);
        errors_.error_exit = throw_error;
        errors_.output_message = [](j_common_ptr) {};
        jpeg_create_decompress(&jpeg_);
        try {
            jpeg_mem_src(&jpeg_, reinterpret_cast<const unsigned char*>(file.data()),
                         static_cast<unsigned long>(file.size()));
            jpeg_save_markers(&jpeg_, JPEG_APP0 + 2, 0xffff);
            jpeg_read_header(&jpeg_, TRUE);
        } catch (...) {
            jpeg_destroy_decompress(&jpeg_);
            throw;
        }
        width = static_cast<int>(jpeg_.image_width);
        height = static_cast<int>(jpeg_.image_height);
        channels = 4;
        has_inks = true;
        JOCTET* icc = nullptr;
        unsigned size = 0;
        if (jpeg_read_icc_profile(&jpeg_, &icc, &size)) {
            const auto bytes = std::as_bytes(std::span(icc, size));
            profile.assign(bytes.begin(), bytes.end());
            std::free(icc);
        }
    }
    ~InkJpegDecoder() override { jpeg_destroy_decompress(&jpeg_); }

    void read(Image& picture) override {
        jpeg_.out_color_space = JCS_CMYK;
        jpeg_start_decompress(&jpeg_);
        while (jpeg_.output_scanline < jpeg_.output_height) {
            auto* row = reinterpret_cast<JSAMPROW>(picture.row(static_cast<int>(jpeg_.output_scanline)));
            jpeg_read_scanlines(&jpeg_, &row, 1);
        }
        if (errors_.num_warnings > 0) {
            throw_message(reinterpret_cast<j_common_ptr>(&jpeg_));
        }
        // Adobe's programs, and all who follow them, store how much ink is missing.
        if (jpeg_.saw_Adobe_marker) {
            std::ranges::transform(picture.bytes(), picture.bytes().begin(), [](std::byte ink) { return ~ink; });
        }
    }

private:
    [[noreturn]] static void throw_message(j_common_ptr jpeg) {
        std::array<char, JMSG_LENGTH_MAX> message{};
        jpeg->err->format_message(jpeg, message.data());
        throw Error(
            {.code = ErrorCode::ImageUnreadable, .found = fmt::format("is damaged: {}", std::string(message.data()))});
    }
    // Debian builds libjpeg with unwinding tables, so that an exception passes through it.
    static void throw_error(j_common_ptr jpeg) { throw_message(jpeg); }

    jpeg_decompress_struct jpeg_{};
    jpeg_error_mgr errors_{};
};

}  // namespace

std::unique_ptr<OtherDecoder> open_ink_jpeg(std::span<const std::byte> file) {
    return std::make_unique<InkJpegDecoder>(file);
}

}  // namespace burnish::codec
