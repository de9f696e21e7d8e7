// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tokenizer/text_normalization.h"

#include "core/common/error.h"
#include "core/tokenizer/reference_unicode.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utf8proc.h>
#include <utility>
#include <vector>

namespace burnish {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

unsigned char byte_at(std::string_view text, std::size_t position) {
    return static_cast<unsigned char>(text[position]);
}

/// A sequence at the front of a text: whole and valid, or the part of it that can begin a valid one.
struct Sequence {
    std::size_t size = 1;
    bool is_valid = false;
};

/// Well-formed byte sequences, Unicode 15 table 3-7: the second byte's range depends on the first.
Sequence sequence_at(std::string_view text, std::size_t position) {
    const unsigned char first = byte_at(text, position);
    if (first < 0x80) {
        return {.size = 1, .is_valid = true};
    }
    if (first < 0xC2 || first > 0xF4) {
        return {};
    }
    const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    const unsigned char lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned char highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    for (std::size_t i = 1; i < size; ++i) {
        const bool is_there = position + i < text.size();
        const unsigned char byte = is_there ? byte_at(text, position + i) : 0;
        if (!is_there || byte < (i == 1 ? lowest : 0x80) || byte > (i == 1 ? highest : 0xBF)) {
            return {.size = i, .is_valid = false};
        }
    }
    return {.size = size, .is_valid = true};
}

/// One character of valid UTF-8 and the length of its encoding.
std::pair<utf8proc_int32_t, std::size_t> decode(std::string_view text, std::size_t position) {
    utf8proc_int32_t character = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + position),
                                                   static_cast<utf8proc_ssize_t>(text.size() - position), &character);
    return size > 0 ? std::pair(character, static_cast<std::size_t>(size))
                    : std::pair(utf8proc_int32_t{0xFFFD}, std::size_t{1});
}

void append(std::string& text, utf8proc_int32_t character) {
    utf8proc_uint8_t bytes[4];
    const utf8proc_ssize_t size = utf8proc_encode_char(character, bytes);
    text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

/// The property White_Space, which is what `\s` matches in the reference.
bool is_space(utf8proc_int32_t character) {
    switch (character) {
    case 0x09:
    case 0x0A:
    case 0x0B:
    case 0x0C:
    case 0x0D:
    case 0x20:
    case 0x85:
    case 0xA0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x3000:
        return true;
    default:
        return character >= 0x2000 && character <= 0x200A;
    }
}

/// Decomposed text with every run of marks in canonical order. utf8proc's own ordering takes time quadratic in a run's
/// length, which a hostile prompt makes long.
std::vector<utf8proc_int32_t> decompose(std::string_view text) {
    constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    std::vector<utf8proc_int32_t> characters;
    characters.reserve(text.size());
    for (std::size_t position = 0; position < text.size();) {
        const auto [character, size] = decode(text, position);
        position += size;
        utf8proc_int32_t parts[8];
        int boundary_class = 0;
        const utf8proc_ssize_t count =
            utf8proc_decompose_char(character, parts, std::size(parts), kOptions, &boundary_class);
        if (count < 0 || count > static_cast<utf8proc_ssize_t>(std::size(parts))) {
            throw Error({.code = ErrorCode::InvalidArgument, .subject = "prompt", .found = utf8proc_errmsg(count)});
        }
        characters.insert(characters.end(), parts, parts + count);
    }
    const auto is_starter = [](utf8proc_int32_t c) { return utf8proc_get_property(c)->combining_class == 0; };
    for (auto begin = characters.begin(); begin != characters.end();) {
        const auto end = std::find_if(begin, characters.end(), is_starter);
        std::stable_sort(begin, end, [](utf8proc_int32_t a, utf8proc_int32_t b) {
            return utf8proc_get_property(a)->combining_class < utf8proc_get_property(b)->combining_class;
        });
        begin = std::find_if_not(end, characters.end(), is_starter);
    }
    return characters;
}

/// Appends the canonical composition of `text` (NFC).
void append_composed(std::string_view text, std::string& composed) {
    std::vector<utf8proc_int32_t> characters = decompose(text);
    const utf8proc_ssize_t count =
        utf8proc_normalize_utf32(characters.data(), static_cast<utf8proc_ssize_t>(characters.size()),
                                 static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    for (utf8proc_ssize_t i = 0; i < count; ++i) {
        append(composed, characters[static_cast<std::size_t>(i)]);
    }
}

/// NFC as the reference's tables have it: what is between two opaque marks is composed on its own.
std::string compose(std::string_view text) {
    std::string composed;
    composed.reserve(text.size());
    std::size_t begin = 0;
    for (std::size_t position = 0; position < text.size();) {
        const auto [character, size] = decode(text, position);
        if (is_opaque_to_normalization(character)) {
            append_composed(text.substr(begin, position - begin), composed);
            composed += text.substr(position, size);
            begin = position + size;
        }
        position += size;
    }
    append_composed(text.substr(begin), composed);
    return composed;
}

}  // namespace

std::string to_valid_utf8(std::string_view text) {
    std::string valid;
    valid.reserve(text.size());
    for (std::size_t position = 0; position < text.size();) {
        const Sequence sequence = sequence_at(text, position);
        valid += sequence.is_valid ? text.substr(position, sequence.size) : kReplacement;
        position += sequence.size;
    }
    return valid;
}

std::string normalize_text(std::string_view text) {
    constexpr utf8proc_int32_t kCapitalIWithDot = 0x130;  // the one character whose lower case is two
    const std::string composed = compose(text);
    std::string normalized;
    normalized.reserve(composed.size());
    bool after_space = false;
    for (std::size_t position = 0; position < composed.size();) {
        const auto [character, size] = decode(composed, position);
        position += size;
        const bool space = is_space(character);
        if (!space && character == kCapitalIWithDot) {
            normalized += "i\xCC\x87";
        } else if (!space) {
            append(normalized, lower_case(character));
        } else if (!after_space) {
            normalized += ' ';
        }
        after_space = space;
    }
    return normalized;
}

ClassifiedCharacter classify_character(std::string_view text, std::size_t position) {
    const auto [character, size] = decode(text, position);
    if (is_space(character)) {
        return {.character_class = CharacterClass::Space, .size = size};
    }
    if (is_newer_letter(character)) {
        return {.character_class = CharacterClass::Letter, .size = size};
    }
    if (is_newer_number(character)) {
        return {.character_class = CharacterClass::Number, .size = size};
    }
    switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return {.character_class = CharacterClass::Letter, .size = size};
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return {.character_class = CharacterClass::Number, .size = size};
    default:
        return {.character_class = CharacterClass::Other, .size = size};
    }
}

}  // namespace burnish
