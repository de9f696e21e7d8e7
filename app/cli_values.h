// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace burnish::cli {

/// The text given for an option, with the option's name for the sentence if it does not fit.
struct OptionText {
    std::string_view name;
    std::string_view text;
};

/// Every function below throws Error{InvalidArgument} naming the option, what was found and what was expected. Numbers
/// are read independently of the locale, whole, and must be finite.
double number_between(OptionText option, double low, double high);
/// Both ends excluded.
double number_strictly_between(OptionText option, double low, double high);
/// Strictly between 0 and 1; 1 is the whole schedule, and absent.
std::optional<double> denoising_end(OptionText option);
Sampler sampler_named(OptionText option);
/// "off", or 0 to 65536.
std::optional<int> mask_crop(OptionText option);
/// Absent: automatic; 0: off.
std::optional<int> tile(OptionText option);
std::int64_t integer_between(OptionText option, std::int64_t low, std::int64_t high);
std::uint64_t unsigned_integer(OptionText option);
/// "HxW", both sides 1 to 65536.
SizeHW size_hw(OptionText option);
/// "TOP,LEFT", both 0 to 65536.
CropTL crop_tl(OptionText option);
/// auto, cpu, cuda or cuda:N.
DeviceChoice device_choice(OptionText option);
/// "I/N" with 1 <= I <= N <= 100000.
std::pair<int, int> shard(OptionText option);
/// PATH[:WEIGHT]; what follows the last colon is a weight if it is a number, -10 to 10.
LoraChoice lora_choice(OptionText option);
/// Valid UTF-8 without control characters that no text file holds (NUL cannot arrive here).
std::string utf8_text(OptionText option);
/// Index of the text in `choices` ("a|b|c").
std::size_t choice_index(OptionText option, std::string_view choices);

/// The parts of "a|b|c".
std::vector<std::string_view> split_choices(std::string_view choices);
/// Equal as text, or both the same number ("0" and "0.0").
bool same_value(std::string_view left, std::string_view right) noexcept;
/// True for well-formed UTF-8.
bool is_utf8(std::string_view text) noexcept;

}  // namespace burnish::cli
