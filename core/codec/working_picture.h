// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/image/image.h"

namespace burnish::codec {

/// The picture as the engine should see it: sRGB, and no colour from under its alpha that could bleed into what is
/// visible. Another profile gives floats, with colours outside sRGB as values outside 0..1; light above white is bent
/// under 1 by a curve that from_working() takes back. A picture that is all of this already comes back as it is.
Image to_working(Image image);

/// A result in working colours as the same kind of picture as `like`: its profile, sample type, grey or colour, its
/// alpha bit by bit, its own colour where alpha is 0. With `allow_colour` a grey picture becomes RGB in sRGB.
Image from_working(const Image& result, const Image& like, bool allow_colour = false);

/// For formats without a profile: the same colours as sRGB values, of the same sample type.
Image as_srgb(Image image);
/// Four inks, all bits set being full ink, as RGB of the same sample type. Throws Error{ImageUnreadable} if the profile
/// is not one of such inks.
Image inks_as_srgb(const Image& inks, std::span<const std::byte> profile);
/// For formats that keep light: scene-linear floats with sRGB's primaries (its own ones where it was linear already).
Image as_light(const Image& image);

}  // namespace burnish::codec
