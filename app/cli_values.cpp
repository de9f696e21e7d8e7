// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli_values.h"

#include "core/api/tiling.h"
#include "core/common/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace burnish::cli {
namespace {

constexpr std::int64_t kLargestSide = 65536;

[[noreturn]] void refuse(OptionText option, std::string expected) {
    throw Error({.code = ErrorCode::InvalidArgument,
                 .subject = std::string(option.name),
                 .found = option.text.empty() ? std::string("nothing") : fmt::format("'{}'", option.text),
                 .expected = std::move(expected)});
}

template <typename Number>
std::optional<Number> whole_number_text(std::string_view text) noexcept {
    Number value{};
    const char* end = text.data() + text.size();
    const auto [stopped, problem] = std::from_chars(text.data(), end, value);
    if (problem != std::errc{} || stopped != end)
        return std::nullopt;
    return value;
}

std::optional<double> finite_number(std::string_view text) noexcept {
    const auto value = whole_number_text<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

/// Two integers around one separator.
std::optional<std::pair<int, int>> integer_pair(std::string_view text, char separator, std::int64_t low) noexcept {
    const auto position = text.find(separator);
    if (position == std::string_view::npos)
        return std::nullopt;
    const auto first = whole_number_text<std::int64_t>(text.substr(0, position));
    const auto second = whole_number_text<std::int64_t>(text.substr(position + 1));
    if (!first || !second || *first < low || *second < low || *first > kLargestSide || *second > kLargestSide)
        return std::nullopt;
    return std::pair{static_cast<int>(*first), static_cast<int>(*second)};
}

}  // namespace

double number_between(OptionText option, double low, double high) {
    const auto value = finite_number(option.text);
    if (!value || *value < low || *value > high)
        refuse(option, fmt::format("a number from {} to {}", low, high));
    return *value;
}

double number_strictly_between(OptionText option, double low, double high) {
    const auto value = finite_number(option.text);
    if (!value || *value <= low || *value >= high)
        refuse(option, fmt::format("a number above {} and below {}", low, high));
    return *value;
}

std::optional<double> denoising_end(OptionText option) {
    return same_value(option.text, "1") ? std::nullopt : std::optional(number_strictly_between(option, 0, 1));
}

std::optional<int> mask_crop(OptionText option) {
    return option.text == "off" ? std::nullopt
                                : std::optional(static_cast<int>(integer_between(option, 0, kLargestSide)));
}

std::optional<int> tile(OptionText option) {
    if (option.text == "auto")
        return std::nullopt;
    if (option.text == "off")
        return 0;
    const auto side = whole_number_text<std::int64_t>(option.text);
    if (!side || *side < kSmallestTile || *side > kLargestTile)
        refuse(option, fmt::format("auto, off, or {} to {} pixels", kSmallestTile, kLargestTile));
    return static_cast<int>(*side);
}

Sampler sampler_named(OptionText option) {
    if (const std::optional<Sampler> sampler = sampler_from_id(option.text))
        return *sampler;
    std::vector<std::string_view> names;
    for (const Sampler sampler : all_samplers())
        names.push_back(sampler_id(sampler));
    throw Error({.code = ErrorCode::InvalidArgument,
                 .subject = std::string(option.name),
                 .found = fmt::format("'{}'", option.text),
                 .expected = fmt::format("{}", fmt::join(names, " or "))});
}

std::int64_t integer_between(OptionText option, std::int64_t low, std::int64_t high) {
    const auto value = whole_number_text<std::int64_t>(option.text);
    if (!value || *value < low || *value > high)
        refuse(option, fmt::format("a whole number from {} to {}", low, high));
    return *value;
}

std::uint64_t unsigned_integer(OptionText option) {
    const auto value = whole_number_text<std::uint64_t>(option.text);
    if (!value)
        refuse(option, fmt::format("a whole number from 0 to {}", std::numeric_limits<std::uint64_t>::max()));
    return *value;
}

SizeHW size_hw(OptionText option) {
    const auto sides = integer_pair(option.text, 'x', 1);
    if (!sides)
        refuse(option, fmt::format("HEIGHTxWIDTH in pixels, each from 1 to {}, such as 1024x768", kLargestSide));
    return {.height = sides->first, .width = sides->second};
}

CropTL crop_tl(OptionText option) {
    const auto offsets = integer_pair(option.text, ',', 0);
    if (!offsets)
        refuse(option, fmt::format("TOP,LEFT in pixels, each from 0 to {}, such as 0,128", kLargestSide));
    return {.top = offsets->first, .left = offsets->second};
}

DeviceChoice device_choice(OptionText option) {
    constexpr std::string_view kNumbered = "cuda:";
    if (option.text == "auto")
        return {.kind = DeviceKind::Auto};
    if (option.text == "cpu")
        return {.kind = DeviceKind::Cpu};
    if (option.text == "cuda")
        return {.kind = DeviceKind::Cuda};
    const auto index = option.text.starts_with(kNumbered)
                           ? whole_number_text<unsigned>(option.text.substr(kNumbered.size()))
                           : std::nullopt;
    if (!index || *index > 63)
        refuse(option, "auto, cpu, cuda or cuda:N");
    return {.kind = DeviceKind::Cuda, .index = static_cast<int>(*index)};
}

std::pair<int, int> shard(OptionText option) {
    constexpr int kMost = 100000;
    const auto parts = integer_pair(option.text, '/', 1);
    if (!parts || parts->first > parts->second || parts->second > kMost)
        refuse(option, fmt::format("I/N with 1 <= I <= N <= {}, such as 2/8", kMost));
    return *parts;
}

LoraChoice lora_choice(OptionText option) {
    constexpr double kLargest = 10;
    const auto colon = option.text.rfind(':');
    const auto weight = colon == std::string_view::npos ? std::nullopt : finite_number(option.text.substr(colon + 1));
    const std::string_view path = weight ? option.text.substr(0, colon) : option.text;
    if (path.empty() || (weight && std::abs(*weight) > kLargest))
        refuse(option, fmt::format("PATH or PATH:WEIGHT with a weight from -{0} to {0}, such as grain.safetensors:0.8",
                                   kLargest));
    return {.path = path, .weight = weight.value_or(1.0)};
}

std::string utf8_text(OptionText option) {
    if (!is_utf8(option.text))
        throw Error({.code = ErrorCode::InvalidArgument,
                     .subject = std::string(option.name),
                     .found = "bytes that are not UTF-8",
                     .expected = "text in UTF-8"});
    return std::string(option.text);
}

std::size_t choice_index(OptionText option, std::string_view choices) {
    const auto parts = split_choices(choices);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] == option.text)
            return i;
    }
    refuse(option, fmt::format("{}{}", parts.size() > 1 ? "one of " : "", fmt::join(parts, ", ")));
}

std::vector<std::string_view> split_choices(std::string_view choices) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= choices.size();) {
        const auto end = std::min(choices.find('|', begin), choices.size());
        parts.push_back(choices.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

bool same_value(std::string_view left, std::string_view right) noexcept {
    if (left == right)
        return true;
    const auto first = finite_number(left);
    const auto second = finite_number(right);
    return first && second && *first == *second;
}

bool is_utf8(std::string_view text) noexcept {
    try {
        // The recipe is JSON, so what this library refuses to write is what must be refused here.
        (void)nlohmann::json(text).dump();
        return true;
    } catch (const nlohmann::json::exception&) {
        return false;
    }
}

}  // namespace burnish::cli
