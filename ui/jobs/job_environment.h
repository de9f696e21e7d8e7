// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"
#include "core/codec/codec_client.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace burnish::ui {

/// Reads and writes picture files. One thread opens, uses and destroys it.
class PictureCodec {
public:
    virtual ~PictureCodec() = default;
    /// As `CodecClient::decode`.
    virtual DecodedImage decode(const std::filesystem::path& path, std::stop_token stop) = 0;
    /// As `CodecClient::encode`.
    virtual std::vector<std::byte> encode(const Image& image, const EncodeOptions& options) = 0;
    /// As `CodecClient::without_private`. A codec that knows no metadata gives the file as it is.
    virtual std::vector<std::byte> withoutPrivate(const std::filesystem::path& path);
    /// As `CodecClient::to_working`. A codec that knows no colours gives the picture itself.
    virtual std::shared_ptr<const Image> toWorking(std::shared_ptr<const Image> image, std::stop_token stop);
    /// As `CodecClient::from_working`. A codec that knows no colours gives the result itself.
    virtual std::shared_ptr<const Image> fromWorking(std::shared_ptr<const Image> result, const Image& like,
                                                     bool allowColour, std::stop_token stop);
};

using EngineFactory = std::function<std::unique_ptr<Engine>()>;
using PictureCodecFactory = std::function<std::unique_ptr<PictureCodec>()>;

/// What the worker threads open on their own thread, on first need. Injected, so that tests bring fakes.
struct JobEnvironment {
    EngineFactory openEngine;
    PictureCodecFactory openCodec;
    std::filesystem::path sessionRoot;

    /// The engine library, the codec program and the session folder of this installation.
    static JobEnvironment ofThisProgram();
};

}  // namespace burnish::ui
