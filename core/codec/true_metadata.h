// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/codec/codec_client.h"

namespace burnish::codec {

/// The source's metadata as they are true of the picture that is written: upright, of its size, with our recipe and the
/// `parameters` text where the format has its place for them, without what described another picture, and without
/// place and people where that is wished.
PictureMetadata true_metadata(const EncodeOptions& options, int width, int height);

}  // namespace burnish::codec
