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

/// Says that only the first page or frame of a file was opened.
void tellPages(const DecodedSource& source, ErrorBar& bar);

}  // namespace burnish::ui
