// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/image/image.h"
#include "ui/common/image_conversion.h"
#include "ui/document/picture.h"

#include <memory>

namespace burnish::test {

/// A picture whose every sample differs from its neighbours'.
inline std::shared_ptr<Image> patternImage(int width, int height, int channels = 3, PixelType type = PixelType::U8) {
    auto image = std::make_shared<Image>(width, height, channels, type);
    unsigned value = 17;
    for (std::byte& byte : image->bytes()) {
        value = value * 1103515245u + 12345u;
        byte = static_cast<std::byte>(value >> 16);
    }
    return image;
}

/// A decoded source as `PictureIo` hands it over.
inline ui::DecodedSource patternSource(int width = 96, int height = 64) {
    ui::DecodedSource source;
    source.path = "/pictures/pattern.png";
    source.name = QStringLiteral("pattern.png");
    source.image = patternImage(width, height);
    source.display = ui::toDisplayImage(source.image);
    source.thumbnail = ui::toThumbnail(source.display, ui::kThumbnailEdge);
    source.identity = {.file_name = "pattern.png", .file_sha256 = "f00d", .pixel_sha256 = pixel_sha256(*source.image)};
    return source;
}

}  // namespace burnish::test
