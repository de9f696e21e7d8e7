// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/reference_unicode.h"

#include <algorithm>
#include <iterator>
#include <utf8proc.h>

namespace burnish {

namespace {

struct Range {
    std::int32_t first;
    std::int32_t last;
};

constexpr Range kNewerLetters[] = {
    {0x1C89, 0x1C8A},   {0xA7CB, 0xA7CD},   {0xA7D2, 0xA7D2},   {0xA7D4, 0xA7D4},   {0xA7DA, 0xA7DC},
    {0x105C0, 0x105F3}, {0x10D4A, 0x10D65}, {0x10D6F, 0x10D85}, {0x10EC2, 0x10EC4}, {0x11380, 0x11389},
    {0x1138B, 0x1138B}, {0x1138E, 0x1138E}, {0x11390, 0x113B5}, {0x113B7, 0x113B7}, {0x113D1, 0x113D1},
    {0x113D3, 0x113D3}, {0x11BC0, 0x11BE0}, {0x13460, 0x143FA}, {0x16100, 0x1611D}, {0x16D40, 0x16D6C},
    {0x18CFF, 0x18CFF}, {0x1E5D0, 0x1E5ED}, {0x1E5F0, 0x1E5F0}, {0x2EBF0, 0x2EE5D},
};

constexpr Range kNewerNumbers[] = {
    {0x10D40, 0x10D49}, {0x116D0, 0x116E3}, {0x11BF0, 0x11BF9}, {0x16130, 0x16139},
    {0x16D70, 0x16D79}, {0x1CCF0, 0x1CCF9}, {0x1E5F1, 0x1E5FA},
};

constexpr Range kOpaqueMarks[] = {
    {0x07FD, 0x07FD},   {0x0898, 0x089F},   {0x08CA, 0x08D3},   {0x09FE, 0x09FE},   {0x0C3C, 0x0C3C},
    {0x0D3B, 0x0D3C},   {0x0EBA, 0x0EBA},   {0x1715, 0x1715},   {0x1ABF, 0x1ACE},   {0x1DF6, 0x1DFA},
    {0xA82C, 0xA82C},   {0x10D24, 0x10D27}, {0x10EAB, 0x10EAC}, {0x10EFD, 0x10EFF}, {0x10F46, 0x10F50},
    {0x10F82, 0x10F85}, {0x11070, 0x11070}, {0x1133B, 0x1133B}, {0x1145E, 0x1145E}, {0x11839, 0x1183A},
    {0x11930, 0x11930}, {0x1193D, 0x1193E}, {0x11943, 0x11943}, {0x119E0, 0x119E0}, {0x11A34, 0x11A34},
    {0x11A47, 0x11A47}, {0x11A99, 0x11A99}, {0x11D42, 0x11D42}, {0x11D44, 0x11D45}, {0x11D97, 0x11D97},
    {0x11F41, 0x11F42}, {0x16FF0, 0x16FF1}, {0x1E08F, 0x1E08F}, {0x1E130, 0x1E136}, {0x1E2AE, 0x1E2AE},
    {0x1E2EC, 0x1E2EF}, {0x1E4EC, 0x1E4EF},
};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], std::int32_t character) noexcept {
    const Range* after = std::upper_bound(std::begin(ranges), std::end(ranges), character,
                                          [](std::int32_t value, const Range& range) { return value < range.first; });
    return after != std::begin(ranges) && character <= std::prev(after)->last;
}

}  // namespace

bool is_newer_letter(std::int32_t character) noexcept {
    return is_in(kNewerLetters, character);
}

bool is_newer_number(std::int32_t character) noexcept {
    return is_in(kNewerNumbers, character);
}

std::int32_t lower_case(std::int32_t character) noexcept {
    switch (character) {
    case 0xA7CB:
        return 0x0264;
    case 0xA7DC:
        return 0x019B;
    case 0x1C89:
    case 0xA7CC:
    case 0xA7CE:
    case 0xA7D2:
    case 0xA7D4:
    case 0xA7DA:
        return character + 1;
    default:
        break;
    }
    if (character >= 0x10D50 && character <= 0x10D65) {
        return character + 0x20;
    }
    if (character >= 0x16EA0 && character <= 0x16EB8) {
        return character + 0x1B;
    }
    return utf8proc_tolower(character);
}

bool is_opaque_to_normalization(std::int32_t character) noexcept {
    return is_in(kOpaqueMarks, character);
}

}  // namespace burnish
