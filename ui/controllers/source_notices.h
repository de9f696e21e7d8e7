// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/document/picture.h"

namespace burnish::ui {

class ErrorBar;
class RefineDocument;

/// Says that a picture tells how it was made, by whichever program, and offers its prompt and settings. Both must
/// outlive the notice. GUI thread.
void offerRecipe(const DecodedSource& source, RefineDocument& document, ErrorBar& bar);

/// Whether a decoder would say that the invisible mark is in a picture of which so many bits agree.
bool findsWatermark(int matching);

/// Says what a decoder reads of the mark from a file that was written with it; -1: the picture has no room for one.
void tellWrittenWatermark(int matching, ErrorBar& bar);

/// Says what of a file was not taken as it stands: later pages or frames, printing inks.
void tellReading(const DecodedSource& source, ErrorBar& bar);

}  // namespace burnish::ui
