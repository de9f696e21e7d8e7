// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/image/image.h"

#include <QImage>

#include <memory>

namespace burnish::ui {

/// The same samples as a QImage, with the picture's colour space attached. Memory is shared (and kept alive) where Qt
/// has the layout: 8-bit grey, RGB, RGBA and 16-bit grey, RGBA with rows of whole 32-bit words; else copied. Grey with
/// alpha becomes RGBA; float samples become 16 bit, clamped to 0..1. Any thread.
QImage toQImage(const std::shared_ptr<const Image>& image);

/// What is painted: 8-bit sRGB, `Format_RGB32` without alpha, `Format_ARGB32_Premultiplied` with. The ICC profile is
/// converted where QColorSpace reads it (RGB matrix profiles), else the samples are taken for sRGB. Costs a pass
/// over the picture: call it off the GUI thread. Any thread.
QImage toDisplayImage(const std::shared_ptr<const Image>& image);

/// A display image scaled to fit `edge` x `edge` pixels, never enlarged. Any thread.
QImage toThumbnail(const QImage& display, int edge);

/// A picture of our own from Qt's: RGB, or RGBA with straight alpha; 16 bit where Qt's has more than 8 bits a sample,
/// else 8. A colour space other than sRGB is kept as ICC profile. Null in, null out. Any thread.
std::shared_ptr<const Image> fromQImage(const QImage& picture);

}  // namespace burnish::ui
