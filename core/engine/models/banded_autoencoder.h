// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/autoencoder_kl.h"

namespace burnish {

/// How much memory an autoencoder may take for a large picture.
struct BandBudget {
    std::int64_t stored_bytes = std::int64_t{1} << 30;  ///< of maps that are kept between layers
    std::int64_t band_bytes = std::int64_t{48} << 20;   ///< of one band of a layer
    std::int64_t smallest_band = 16;                    ///< rows
};

/// AutoencoderKL::encode and ::decode layer by layer in bands of rows, with the norms' statistics of the whole picture
/// (taken in a pass before they are used), so that the result is that of the whole but for rounding. Maps are kept
/// between layers as far as the budget goes; beyond it they are computed again, and memory stays where it is.
/// Maps at the size of the latents are always kept.
DiagonalGaussian encode_in_bands(const AutoencoderKL& vae, const at::Tensor& pixels, const BandBudget& budget);
/// fp32 on the CPU.
at::Tensor decode_in_bands(const AutoencoderKL& vae, const at::Tensor& latents, const BandBudget& budget);

}  // namespace burnish
