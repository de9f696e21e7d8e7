// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/watermark/dwt_dct.h"

namespace burnish {

/// No sample is moved by more levels than this.
constexpr int kVerifiedLargestMove = 8;

/// The picture with a message that `decode_message` reads, changed as little as that takes: each bit's vote is won by
/// the blocks that are cheapest to move. Never moves a sample by more than `kVerifiedLargestMove`, and never lowers the
/// ratio of signal to noise below 42 dB; a picture that would need more (a flat one at the end of its range) keeps the
/// bits that could be had.
RgbPicture encode_verified(const RgbPicture& picture, std::uint64_t message);

}  // namespace burnish
