// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/codec/codec_client.h"

namespace burnish::codec {

/// The source's metadata as they are true of the picture that is written: upright, of its size, with our recipe and the
/// `parameters` text where the format has its place for them, without what described another picture, and without
/// place and people where that is wished.
/// `thumbnail` is a small JPEG of it.
PictureMetadata true_metadata(const EncodeOptions& options, int width, int height,
                              std::span<const std::byte> thumbnail = {});

/// The metadata of a picture that stays as it is, without place and people.
PictureMetadata without_private(PictureMetadata metadata);

}  // namespace burnish::codec
