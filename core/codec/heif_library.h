// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace burnish::codec {

/// What is used of libheif's C interface, as its versions 1.4 and later have it. The library is opened at run time
/// where the system has it, and neither linked nor shipped: Debian's is itself linked to an encoder under the GPL.
struct HeifLibrary {
    struct Context;
    struct Handle;
    struct Picture;
    struct Failure {
        int code;
        int subcode;
        const char* message;
    };
    /// heif_color_profile_nclx, its first version.
    struct Colours {
        std::uint8_t version;
        int primaries;
        int transfer;
        int matrix;
        std::uint8_t full_range;
        float chromaticities[8];  ///< red, green, blue, white
    };

    Context* (*context_alloc)();
    void (*context_free)(Context*);
    Failure (*context_read)(Context*, const void*, std::size_t, const void*);
    Failure (*context_primary)(Context*, Handle**);
    int (*context_images)(Context*);
    void (*handle_release)(const Handle*);
    int (*handle_width)(const Handle*);
    int (*handle_height)(const Handle*);
    int (*handle_has_alpha)(const Handle*);
    int (*handle_bits)(const Handle*);
    std::size_t (*handle_profile_size)(const Handle*);
    Failure (*handle_profile)(const Handle*, void*);
    Failure (*handle_colours)(const Handle*, Colours**);
    void (*colours_free)(Colours*);
    int (*handle_blocks)(const Handle*, const char*, std::uint32_t*, int);
    const char* (*block_type)(const Handle*, std::uint32_t);
    const char* (*block_content)(const Handle*, std::uint32_t);
    std::size_t (*block_size)(const Handle*, std::uint32_t);
    Failure (*block_read)(const Handle*, std::uint32_t, void*);
    Failure (*decode)(const Handle*, Picture**, int colourspace, int chroma, const void*);
    void (*picture_release)(const Picture*);
    const std::uint8_t* (*picture_plane)(const Picture*, int channel, int* stride);
    int (*picture_width)(const Picture*, int channel);
    int (*picture_height)(const Picture*, int channel);

    static constexpr int kRgb = 1;
    static constexpr int kRgb8 = 10;   ///< interleaved; 11 with alpha
    static constexpr int kRgb16 = 14;  ///< little-endian; 15 with alpha
    static constexpr int kInterleaved = 10;

    /// Null where the system has none.
    static const HeifLibrary* get();
};

}  // namespace burnish::codec
