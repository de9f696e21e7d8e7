// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/api/checkpoint_info.h"

namespace burnish {

std::string family_name(ModelFamily family) {
    switch (family) {
    case ModelFamily::SdxlRefiner:
        return "SDXL refiner";
    case ModelFamily::SdxlBase:
        return "SDXL base";
    case ModelFamily::Sd1:
        return "Stable Diffusion 1.x";
    case ModelFamily::Sd2:
        return "Stable Diffusion 2.x";
    case ModelFamily::Lora:
        return "LoRA";
    case ModelFamily::Vae:
        return "VAE";
    case ModelFamily::Unknown:
        break;
    }
    return "unknown";
}

std::string role_name(ModelFamily family) {
    switch (family) {
    case ModelFamily::SdxlRefiner:
        return "refiner";
    case ModelFamily::SdxlBase:
    case ModelFamily::Sd1:
    case ModelFamily::Sd2:
        return "base";
    case ModelFamily::Lora:
        return "lora";
    case ModelFamily::Vae:
        return "vae";
    case ModelFamily::Unknown:
        break;
    }
    return "unknown";
}

}  // namespace burnish
