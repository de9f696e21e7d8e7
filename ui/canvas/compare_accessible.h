// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace burnish::ui {

/// Lets assistive tools see a CompareView as a slider: its divider in percent. Safe to call more than once.
void installCompareAccessibility();

}  // namespace burnish::ui
