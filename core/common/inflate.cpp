// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/common/inflate.h"

#include <array>
#include <utility>
#include <zlib.h>

namespace burnish {

std::optional<std::string> inflated(std::string_view packed, DeflateWrapper wrapper, std::size_t longest) {
    constexpr int kGzipBits = 16;  // of inflateInit2: a gzip header is expected
    z_stream stream{};
    if (inflateInit2(&stream, wrapper == DeflateWrapper::Gzip ? kGzipBits + MAX_WBITS : MAX_WBITS) != Z_OK) {
        return std::nullopt;
    }
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib does not write there
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string text;
    std::array<char, 65536> buffer{};
    int status = Z_OK;
    while (status == Z_OK && text.size() <= longest) {
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = static_cast<uInt>(buffer.size());
        status = inflate(&stream, Z_NO_FLUSH);
        text.append(buffer.data(), buffer.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    return status == Z_STREAM_END && text.size() <= longest ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace burnish
