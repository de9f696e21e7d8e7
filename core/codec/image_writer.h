// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/codec/codec_client.h"

namespace burnish::codec {

/// The bytes of a file, read back and compared: samples too where the format is lossless. Reduces what the format
/// cannot hold (CodecClient::encode). Throws Error{WriteFailed}.
std::vector<std::byte> write_picture(Image image, const EncodeOptions& options);

}  // namespace burnish::codec
