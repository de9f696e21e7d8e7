// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/pictures/jpeg.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include <jpeglib.h>

namespace burnish::training {
namespace {

using Bytes = std::unique_ptr<unsigned char, decltype(&std::free)>;

struct Encoded {
    Bytes bytes;
    unsigned long size;
};

// What libjpeg reads here it wrote itself, so the standard error manager, which ends the process, serves.

Encoded encode(const Picture& picture, int quality) {
    jpeg_compress_struct encoder;
    jpeg_error_mgr errors;
    encoder.err = jpeg_std_error(&errors);
    jpeg_create_compress(&encoder);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&encoder, &bytes, &size);
    encoder.image_width = static_cast<JDIMENSION>(picture.width);
    encoder.image_height = static_cast<JDIMENSION>(picture.height);
    encoder.input_components = 3;
    encoder.in_color_space = JCS_RGB;
    jpeg_set_defaults(&encoder);  // colour at half the resolution, the accurate integer transform
    jpeg_set_quality(&encoder, quality, TRUE);
    jpeg_start_compress(&encoder, TRUE);
    std::vector<unsigned char> row(3 * static_cast<std::size_t>(picture.width));
    for (int y = 0; y < picture.height; ++y) {
        const std::size_t begin = static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width);
        for (std::size_t i = 0; i < row.size(); ++i) {
            const float value = picture.plane(static_cast<int>(i % 3))[begin + i / 3];
            row[i] = static_cast<unsigned char>(std::clamp(255.0F * value + 0.5F, 0.0F, 255.0F));
        }
        unsigned char* rows[] = {row.data()};
        jpeg_write_scanlines(&encoder, rows, 1);
    }
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    return {Bytes(bytes, &std::free), size};
}

}  // namespace

Picture through_jpeg(const Picture& picture, int quality) {
    const Encoded encoded = encode(picture, quality);
    jpeg_decompress_struct decoder;
    jpeg_error_mgr errors;
    decoder.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&decoder);
    jpeg_mem_src(&decoder, encoded.bytes.get(), encoded.size);
    jpeg_read_header(&decoder, TRUE);
    jpeg_start_decompress(&decoder);
    Picture result = make_picture(picture.width, picture.height);
    std::vector<unsigned char> row(3 * static_cast<std::size_t>(picture.width));
    for (int y = 0; y < picture.height; ++y) {
        unsigned char* rows[] = {row.data()};
        jpeg_read_scanlines(&decoder, rows, 1);
        const std::size_t begin = static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width);
        for (std::size_t i = 0; i < row.size(); ++i) {
            result.plane(static_cast<int>(i % 3))[begin + i / 3] = static_cast<float>(row[i]) / 255.0F;
        }
    }
    jpeg_finish_decompress(&decoder);
    jpeg_destroy_decompress(&decoder);
    return result;
}

}  // namespace burnish::training
