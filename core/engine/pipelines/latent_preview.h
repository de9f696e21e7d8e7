// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/image/image.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <memory>
#include <optional>

namespace burnish {

/// A linear map from latent channels to RGB: good enough to watch a picture come.
struct LatentRgb {
    at::Tensor factors;  ///< [C, 3]
    at::Tensor bias;     ///< [3]

    /// `latent_rgb` of the burnish.json beside model_index.json ({"factors": [[r, g, b], one for each channel], "bias":
    /// [r, g, b]}); without it SDXL's for four channels, else none. Throws Error{ModelCorrupt}.
    static std::optional<LatentRgb> for_model(const std::filesystem::path& model, std::int64_t channels);

    /// Scaled latents [1, C, h, w] -> 8-bit RGB of latent size.
    std::shared_ptr<const Image> preview(const at::Tensor& latents) const;
};

}  // namespace burnish
