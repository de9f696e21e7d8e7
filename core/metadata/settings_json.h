// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"

#include <nlohmann/json.hpp>

namespace burnish {

/// The settings under the command line's option names with underscores (`guidance_rescale`, `denoising_start`). What
/// was left out is left out here too; the model's folder is not part of it.
nlohmann::json settings_to_json(const RefineSettings& settings);

/// Lays the known keys of `json` over `settings`; unknown keys are ignored. Throws std::invalid_argument naming the key
/// for a wrong type or a value out of range.
void settings_from_json(const nlohmann::json& json, RefineSettings& settings);

}  // namespace burnish
