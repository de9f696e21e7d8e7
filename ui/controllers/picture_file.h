// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/codec/codec_client.h"

#include <QString>

namespace burnish::ui {

class RefineDocument;
struct Picture;

/// The name a picture is offered under: the source's with "-refined-N", in the source's own kind of file where that is
/// written, else PNG.
QString suggestedFileName(const RefineDocument& document, const Picture& picture);

/// What a file of the picture says of how it was made; empty for a source.
PictureTexts textsOf(const Picture& picture);

/// The mark that a file of the picture carries: what its run asked for, none in a source or an untouched copy.
Watermark watermarkOf(const Picture& picture);

/// Whether a model took part in a picture: in the run that made it or in one before. Strength 0 runs no step.
bool isGenerated(const RefineDocument& document, const Picture& picture);

/// The entry of a file dialog that shows every kind of picture that is read.
QString pictureFilter();

}  // namespace burnish::ui
