// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/metadata/file_blocks.h"

#include <cstdint>

/// Readers never fail; writers throw nothing but Error; a message between the processes comes back as it was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace burnish;
    const std::span bytes(reinterpret_cast<const std::byte*>(data), size);
    for (const auto& read : {read_jpeg_blocks, read_png_blocks, read_webp_blocks, read_tiff_blocks}) {
        const PictureMetadata found = read(bytes);
        if (metadata_from_bytes(metadata_to_bytes(found)) != found) {
            __builtin_trap();
        }
        for (const auto& write : {with_jpeg_blocks, with_png_blocks, with_tiff_blocks}) {
            try {
                write(bytes, found);
            } catch (const Error&) {
            }
        }
        try {
            with_webp_blocks(bytes, found, 8, 8, true);
        } catch (const Error&) {
        }
    }
    try {
        metadata_from_bytes(bytes);
    } catch (const Error&) {
    }
    return 0;
}
