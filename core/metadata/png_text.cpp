// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/metadata/png_text.h"

#include "core/common/error.h"
#include "core/common/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace burnish {

namespace {

// PNG specification, third edition (W3C), 5.2 signature, 5.3 chunk layout, 11.3.3 textual information.
constexpr std::array<unsigned char, 8> kSignature{0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
constexpr std::size_t kChunkFrame = 12;  // length, type, checksum
constexpr std::size_t kLongestText = std::size_t{16} << 20;
constexpr std::size_t kLongestKeyword = 79;

struct Chunk {
    std::string_view type;
    std::string_view body;
    std::string_view whole;  // with length and checksum
};

std::uint32_t read_u32(const char* bytes) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) {
        value = value << 8 | static_cast<unsigned char>(bytes[i]);
    }
    return value;
}

void append_u32(std::string& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        out += static_cast<char>(value >> shift & 0xff);
    }
}

std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool has_signature(std::string_view png) {
    return png.size() >= kSignature.size() && std::memcmp(png.data(), kSignature.data(), kSignature.size()) == 0;
}

/// Takes the next whole chunk off `rest`; nothing if the file ends inside it.
std::optional<Chunk> next_chunk(std::string_view& rest) {
    if (rest.size() < kChunkFrame) {
        return std::nullopt;
    }
    const std::size_t length = read_u32(rest.data());
    if (length > rest.size() - kChunkFrame) {
        return std::nullopt;
    }
    const Chunk chunk{rest.substr(4, 4), rest.substr(8, length), rest.substr(0, length + kChunkFrame)};
    rest.remove_prefix(chunk.whole.size());
    return chunk;
}

bool is_intact(const Chunk& chunk) {
    const std::string_view covered = chunk.whole.substr(4, chunk.whole.size() - 8);
    const auto checksum = crc32(0, reinterpret_cast<const Bytef*>(covered.data()), static_cast<uInt>(covered.size()));
    return read_u32(chunk.whole.data() + chunk.whole.size() - 4) == checksum;
}

std::string utf8_from_latin1(std::string_view latin1) {
    std::string utf8;
    for (const char c : latin1) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            utf8 += c;
        } else {
            utf8 += static_cast<char>(0xc0 | byte >> 6);
            utf8 += static_cast<char>(0x80 | (byte & 0x3f));
        }
    }
    return utf8;
}

/// Nothing if a character lies outside Latin-1, or if the text is not UTF-8.
std::optional<std::string> latin1_from_utf8(std::string_view utf8) {
    std::string latin1;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if (byte < 0x80) {
            latin1 += utf8[i];
            continue;
        }
        const bool two_bytes = (byte == 0xc2 || byte == 0xc3) && i + 1 < utf8.size();
        if (!two_bytes || (static_cast<unsigned char>(utf8[i + 1]) & 0xc0) != 0x80) {
            return std::nullopt;
        }
        latin1 += static_cast<char>((byte & 0x03) << 6 | (static_cast<unsigned char>(utf8[i + 1]) & 0x3f));
        ++i;
    }
    return latin1;
}

/// Splits at the first NUL; the part before it is returned, `rest` starts behind it.
std::optional<std::string_view> take_until_nul(std::string_view& rest) {
    const std::size_t end = rest.find('\0');
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return part;
}

std::optional<std::string> international_text(std::string_view rest) {
    if (rest.size() < 2) {
        return std::nullopt;
    }
    const bool compressed = rest[0] == 1;
    if (rest[0] > 1 || rest[1] != 0) {
        return std::nullopt;
    }
    rest.remove_prefix(2);
    if (!take_until_nul(rest) || !take_until_nul(rest)) {  // language tag, translated keyword
        return std::nullopt;
    }
    return compressed ? inflated(rest, DeflateWrapper::Zlib, kLongestText) : std::optional(std::string(rest));
}

std::optional<std::string> compressed_text(std::string_view rest) {
    if (rest.empty() || rest[0] != 0) {
        return std::nullopt;
    }
    const auto latin1 = inflated(rest.substr(1), DeflateWrapper::Zlib, kLongestText);
    return latin1 ? std::optional(utf8_from_latin1(*latin1)) : std::nullopt;
}

/// Keyword of a textual chunk; empty for any other chunk.
std::string_view keyword_of(const Chunk& chunk) {
    if (chunk.type != "tEXt" && chunk.type != "zTXt" && chunk.type != "iTXt") {
        return {};
    }
    std::string_view rest = chunk.body;
    const auto keyword = take_until_nul(rest);
    return keyword && keyword->size() <= kLongestKeyword ? *keyword : std::string_view();
}

std::optional<std::string> text_of(const Chunk& chunk) {
    const std::string_view rest = chunk.body.substr(keyword_of(chunk).size() + 1);
    if (rest.size() > kLongestText) {
        return std::nullopt;
    }
    if (chunk.type == "tEXt") {
        return utf8_from_latin1(rest);
    }
    return chunk.type == "zTXt" ? compressed_text(rest) : international_text(rest);
}

std::string chunk_bytes(std::string_view type, std::string_view body) {
    std::string bytes;
    append_u32(bytes, static_cast<std::uint32_t>(body.size()));
    bytes += type;
    bytes += body;
    const auto* covered = reinterpret_cast<const Bytef*>(bytes.data() + 4);
    append_u32(bytes, static_cast<std::uint32_t>(crc32(0, covered, static_cast<uInt>(bytes.size() - 4))));
    return bytes;
}

std::string text_chunk(const std::string& keyword, const std::string& text) {
    std::string body = keyword;
    body += '\0';
    if (const auto latin1 = latin1_from_utf8(text); latin1 && latin1->find('\0') == std::string::npos) {
        return chunk_bytes("tEXt", body + *latin1);
    }
    body.append(4, '\0');  // not compressed, method 0, no language, no translated keyword
    return chunk_bytes("iTXt", body + text);
}

}  // namespace

std::map<std::string, std::string> read_png_texts(std::span<const std::byte> png) {
    std::map<std::string, std::string> texts;
    std::string_view rest = as_text(png);
    if (!has_signature(rest)) {
        return texts;
    }
    rest.remove_prefix(kSignature.size());
    while (const auto chunk = next_chunk(rest)) {
        const std::string_view keyword = keyword_of(*chunk);
        if (keyword.empty() || !is_intact(*chunk)) {
            continue;
        }
        if (auto text = text_of(*chunk)) {
            texts.insert_or_assign(std::string(keyword), std::move(*text));
        }
    }
    return texts;
}

std::vector<std::byte> with_png_texts(std::span<const std::byte> png, const std::map<std::string, std::string>& texts) {
    std::string_view rest = as_text(png);
    if (!has_signature(rest)) {
        throw Error({.code = ErrorCode::WriteFailed, .found = "the encoder did not make a PNG file"});
    }
    std::string out(rest.substr(0, kSignature.size()));
    rest.remove_prefix(kSignature.size());
    bool written = false;
    while (const auto chunk = next_chunk(rest)) {
        if (!written && (chunk->type == "IDAT" || chunk->type == "IEND")) {
            for (const auto& [keyword, text] : texts) {
                out += text_chunk(keyword, text);
            }
            written = true;
        }
        if (!texts.contains(std::string(keyword_of(*chunk)))) {
            out += chunk->whole;
        }
    }
    if (!written || !rest.empty()) {
        throw Error({.code = ErrorCode::WriteFailed, .found = "the encoder made a PNG file that ends too early"});
    }
    const auto* begin = reinterpret_cast<const std::byte*>(out.data());
    return {begin, begin + out.size()};
}

}  // namespace burnish
