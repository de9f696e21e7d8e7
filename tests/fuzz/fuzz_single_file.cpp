// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/error.h"
#include "core/weights/checkpoint_detection.h"
#include "core/weights/single_file.h"

#include <cstdint>
#include <span>

using namespace burnish;

/// A header is told apart, and opened as a checkpoint with all its names, or refused with an Error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto bytes = std::as_bytes(std::span(data, size));
        const SafetensorsHeader header = parse_safetensors_header(bytes, size, "fuzz");
        CheckpointInfo info;
        detect_single_file(header, info);
        for (const ModelFamily family : {ModelFamily::SdxlRefiner, ModelFamily::SdxlBase}) {
            try {
                const DiffusersFolder parts = open_single_file("fuzz", header, family);
                for (const auto& [key, entry] : header.tensors) {
                    (void)parts.unet.names.parts_of(key);
                    (void)parts.vae.names.parts_of(key);
                    (void)parts.text_encoder_2.names.parts_of(key);
                }
            } catch (const Error&) {
            }
        }
        (void)vae_config_of(header, "", false);
    } catch (const Error&) {
    }
    return 0;
}
