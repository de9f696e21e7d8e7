// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/codec_client.h"
#include "core/common/error.h"
#include "core/common/file_bytes.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fmt/format.h>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace burnish {

namespace {

constexpr std::array<std::pair<std::string_view, ImageFormat>, 14> kExtensions = {{
    {".png", ImageFormat::Png},
    {".jpg", ImageFormat::Jpeg},
    {".jpeg", ImageFormat::Jpeg},
    {".webp", ImageFormat::WebP},
    {".tif", ImageFormat::Tiff},
    {".tiff", ImageFormat::Tiff},
    {".exr", ImageFormat::Exr},
    {".jxl", ImageFormat::JpegXl},
    {".bmp", ImageFormat::Bmp},
    {".tga", ImageFormat::Tga},
    {".ppm", ImageFormat::Ppm},
    {".pgm", ImageFormat::Ppm},
    {".pnm", ImageFormat::Ppm},
    {".hdr", ImageFormat::Hdr},
}};

std::string lower_case(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::string known_extensions() {
    std::string list;
    for (const auto& [extension, format] : kExtensions) {
        list += fmt::format("{}{}", list.empty() ? "" : ", ", extension);
    }
    return list;
}

}  // namespace

ImageFormat image_format_for(const std::filesystem::path& path) {
    const std::string extension = lower_case(path.extension().string());
    for (const auto& [known, format] : kExtensions) {
        if (extension == known) {
            return format;
        }
    }
    throw Error({.code = ErrorCode::InvalidArgument,
                 .path = path,
                 .found = extension.empty() ? "a name without an extension"
                                            : fmt::format("the extension {}", path.extension().string()),
                 .expected = fmt::format("one of {}", known_extensions())});
}

void check_output_path(const std::filesystem::path& path) {
    (void)image_format_for(path);
    std::error_code problem;
    if (std::filesystem::is_directory(path, problem)) {
        throw Error({.code = ErrorCode::WriteFailed, .path = path, .found = "is a folder", .expected = "a file name"});
    }
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(folder, problem)) {
        throw Error({.code = ErrorCode::WriteFailed,
                     .path = path,
                     .found = fmt::format("there is no folder {}", folder.string())});
    }
    if (access(folder.c_str(), W_OK | X_OK) != 0) {
        throw Error({.code = ErrorCode::WriteFailed,
                     .path = path,
                     .found = fmt::format("the folder {} cannot be written to: {}", folder.string(),
                                          std::generic_category().message(errno))});
    }
}

void save_image(CodecClient& codec, const Image& image, const std::filesystem::path& path,
                const EncodeOptions& options) {
    std::vector<std::byte> bytes;
    try {
        bytes = codec.encode(image, options);
    } catch (const Error& error) {
        Error::Parts parts = error.parts();
        parts.path = path;
        throw Error(std::move(parts));
    }
    write_file_atomically(path, bytes);
}

}  // namespace burnish
