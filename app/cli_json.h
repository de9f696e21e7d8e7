// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/checkpoint_info.h"
#include "core/api/refine_result.h"
#include "core/codec/codec_client.h"
#include "core/watermark/watermark.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace burnish::cli {

/// What `refine --json` prints for one output: product.md's keys, `step_seconds`, and what of a watermark was read back
/// from the file. An empty `output` is null.
nlohmann::ordered_json json_of(const RefineResult& result, const std::filesystem::path& output,
                               const std::optional<WatermarkReading>& watermark);
/// What `inspect --json` prints of a model.
nlohmann::ordered_json json_of(const CheckpointInfo& model);
/// What `inspect --json` prints of a picture; a recipe that is not JSON is left as text.
nlohmann::ordered_json json_of(const DecodedImage& picture, const std::filesystem::path& path);

/// One line. File names that are not UTF-8 get replacement characters.
std::string json_line(const nlohmann::ordered_json& value);

}  // namespace burnish::cli
