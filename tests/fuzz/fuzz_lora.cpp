// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/weights/lora_file.h"
#include "core/weights/lora_names.h"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <span>
#include <unistd.h>

using namespace burnish;

/// A file is matched with a small model, or refused with an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("burnish-fuzz-lora-" + std::to_string(getpid()));
    static const KeyMap names =
        KeyMap::unet({.layers = 1, .down_attention = {false, true}, .up_attention = {true, false}});
    static const std::vector<LoraTarget> targets{
        {.component = "unet",
         .weights = {{"conv_in.weight", {8, 4, 3, 3}}, {"down_blocks.1.attentions.0.proj_in.weight", {16, 16}}},
         .original_names = &names}};
    try {
        (void)parse_lora_key({reinterpret_cast<const char*>(data), size});
        (void)describe_lora(parse_safetensors_header(std::as_bytes(std::span(data, size)), size, "fuzz"));
        std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(data), std::streamsize(size));
        (void)match_lora(path, 1.0, targets, "a model");
    } catch (const Error&) {
    }
    return 0;
}
