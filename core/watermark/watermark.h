// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"
#include "core/image/image.h"

#include <cstdint>
#include <optional>
#include <string>

namespace burnish {

/// The 48 bits that Stability's programs and diffusers write, first bit highest.
constexpr std::uint64_t kWatermarkMessage = 0xB3EC907BB19E;
constexpr int kWatermarkBits = 48;
/// Fewer pixels than this and the reference decoder refuses a picture.
constexpr std::int64_t kWatermarkLeastPixels = 65536;

/// What a number of agreeing bits means, by the thresholds of the reference's detector (generative-models, detect.py).
enum class WatermarkVerdict { Absent, Unclear, Likely, Present };

/// What the reference decoder reads from a picture.
struct WatermarkReading {
    std::uint64_t bits = 0;  ///< 48 bits, first bit highest
    int matching = 0;        ///< bits that agree with `kWatermarkMessage`

    WatermarkVerdict verdict() const noexcept;
    /// The bits as twelve hexadecimal digits.
    std::string hex() const;
};

/// Whether a picture is large enough for the mark.
bool can_hold_watermark(const Image& image) noexcept;

/// Decodes as the Python library invisible-watermark does (method dwtDct, 48 bits) from the 8-bit picture: of 16-bit
/// samples the high byte, as its usual reader sees them. Empty for a picture that is too small.
std::optional<WatermarkReading> read_watermark(const Image& image);

/// The picture with the mark, the same layout, profile and alpha. 16-bit and float samples are moved by whole 8-bit
/// levels. `Reference`: what the library's encoder makes of the 8-bit picture, rounded, its faults included.
/// `Verified`: the same message with the smallest change that the unchanged decoder reads; no sample moves by more than
/// 8 levels. Empty where nothing is written: the picture is too small or grey, or the method is `None`.
std::optional<Image> with_watermark(const Image& image, Watermark method);

/// "present", "likely", "unclear", "absent".
std::string watermark_verdict_name(WatermarkVerdict verdict);

}  // namespace burnish
