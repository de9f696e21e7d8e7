// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/heif_library.h"

#include <dlfcn.h>
#include <type_traits>

namespace burnish::codec {

namespace {

bool load(HeifLibrary& heif) {
    void* library = dlopen("libheif.so.1", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        return false;
    }
    bool is_whole = true;
    const auto find = [&](auto& function, const char* name) {
        void* symbol = dlsym(library, name);
        is_whole = is_whole && symbol != nullptr;
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(symbol);
    };
    find(heif.context_alloc, "heif_context_alloc");
    find(heif.context_free, "heif_context_free");
    find(heif.context_read, "heif_context_read_from_memory_without_copy");
    find(heif.context_primary, "heif_context_get_primary_image_handle");
    find(heif.context_images, "heif_context_get_number_of_top_level_images");
    find(heif.handle_release, "heif_image_handle_release");
    find(heif.handle_width, "heif_image_handle_get_width");
    find(heif.handle_height, "heif_image_handle_get_height");
    find(heif.handle_has_alpha, "heif_image_handle_has_alpha_channel");
    find(heif.handle_bits, "heif_image_handle_get_luma_bits_per_pixel");
    find(heif.handle_profile_size, "heif_image_handle_get_raw_color_profile_size");
    find(heif.handle_profile, "heif_image_handle_get_raw_color_profile");
    find(heif.handle_colours, "heif_image_handle_get_nclx_color_profile");
    find(heif.colours_free, "heif_nclx_color_profile_free");
    find(heif.handle_blocks, "heif_image_handle_get_list_of_metadata_block_IDs");
    find(heif.block_type, "heif_image_handle_get_metadata_type");
    find(heif.block_content, "heif_image_handle_get_metadata_content_type");
    find(heif.block_size, "heif_image_handle_get_metadata_size");
    find(heif.block_read, "heif_image_handle_get_metadata");
    find(heif.decode, "heif_decode_image");
    find(heif.picture_release, "heif_image_release");
    find(heif.picture_plane, "heif_image_get_plane_readonly");
    find(heif.picture_width, "heif_image_get_width");
    find(heif.picture_height, "heif_image_get_height");
    // Later versions keep their decoders in files of their own, which are loaded here or never.
    using Initialize = HeifLibrary::Failure (*)(void*);
    if (auto* initialize = reinterpret_cast<Initialize>(dlsym(library, "heif_init")); is_whole && initialize) {
        (void)initialize(nullptr);
    }
    return is_whole;
}

}  // namespace

const HeifLibrary* HeifLibrary::get() {
    static HeifLibrary heif{};
    static const bool is_there = load(heif);
    return is_there ? &heif : nullptr;
}

}  // namespace burnish::codec
