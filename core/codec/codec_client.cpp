// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/codec_client.h"

#include "core/codec/codec_helper.h"
#include "core/codec/codec_protocol.h"
#include "core/codec/picture_file.h"
#include "core/codec/shared_memory.h"
#include "core/common/error.h"
#include "core/metadata/stealth_text.h"
#include "core/watermark/watermark.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <optional>
#include <unistd.h>
#include <utility>

namespace burnish {

namespace {

using codec::Layout;
using codec::Reply;
using codec::ReplyKind;
using codec::Request;
using codec::RequestKind;
using codec::SharedMemory;

constexpr std::array<const char*, kImageFormats> kFormatNames = {"png",      "jpeg", "webp", "tiff", "exr",
                                                                 "jpegxl",   "bmp",  "tga",  "ppm",  "hdr",
                                                                 "jpeg2000", "gif",  "psd",  "heic", "avif"};
/// Beyond the helper's own limit on processor time: the clock on the wall also runs while a network drive is slow.
constexpr std::chrono::seconds kGrace{2};

std::uint64_t half_of_memory() {
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long page = sysconf(_SC_PAGESIZE);
    return pages > 0 && page > 0 ? static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page) / 2
                                 : std::uint64_t{4} << 30;
}

[[noreturn]] void throw_failed(const Reply& reply, const std::filesystem::path& path, ErrorCode fallback) {
    const auto code = static_cast<ErrorCode>(reply.code);
    const bool is_known = code == ErrorCode::ImageUnreadable || code == ErrorCode::ImageTooLarge ||
                          code == ErrorCode::WriteFailed || code == ErrorCode::InvalidArgument;
    throw Error({.code = is_known ? code : fallback,
                 .path = path,
                 .found = codec::get_text(reply.found),
                 .expected = codec::get_text(reply.expected)});
}

Request request_of(RequestKind kind, const CodecClient::Limits& limits) {
    Request request;
    request.kind = kind;
    request.memory_bytes = limits.memory_bytes;
    request.max_pixels = limits.max_pixels;
    request.seconds = static_cast<std::uint32_t>(std::max(limits.seconds, 1));
    return request;
}

std::chrono::steady_clock::time_point deadline_of(const CodecClient::Limits& limits) {
    return std::chrono::steady_clock::now() + std::chrono::seconds(limits.seconds) + kGrace;
}

std::span<std::byte> take(std::span<std::byte>& rest, std::uint64_t size) {
    const std::span<std::byte> part = rest.first(size);
    rest = rest.subspan(size);
    return part;
}

std::string text_of(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

DecodedImage unpack(const Reply& reply, const SharedMemory& memory) {
    const Layout& layout = reply.layout;
    std::span<std::byte> rest = memory.bytes();
    auto image = std::make_shared<Image>(layout.width, layout.height, layout.channels, layout.type);
    std::ranges::copy(take(rest, layout.pixel_bytes()), image->bytes().begin());
    const auto profile = take(rest, layout.profile_size);
    image->icc_profile.assign(profile.begin(), profile.end());
    DecodedImage decoded{.format = kFormatNames[static_cast<std::size_t>(reply.format)], .bits = reply.bits};
    if (layout.has_parameters != 0) {
        decoded.texts.parameters = text_of(take(rest, layout.parameters_size));
    }
    if (layout.has_recipe != 0) {
        decoded.texts.recipe = text_of(take(rest, layout.recipe_size));
    }
    decoded.metadata = metadata_from_bytes(take(rest, layout.metadata_size));
    if (auto text = read_stealth_text(*image)) {
        decoded.metadata.texts.emplace("stealth", std::move(*text));
    }
    decoded.image = std::move(image);
    return decoded;
}

Layout layout_of(const Image& image, const PictureTexts& texts, std::size_t metadata_size) {
    return {.width = image.width(),
            .height = image.height(),
            .channels = image.channels(),
            .type = image.type(),
            .has_parameters = texts.parameters.has_value(),
            .has_recipe = texts.recipe.has_value(),
            .profile_size = image.icc_profile.size(),
            .parameters_size = texts.parameters ? texts.parameters->size() : 0,
            .recipe_size = texts.recipe ? texts.recipe->size() : 0,
            .metadata_size = metadata_size};
}

void pack(const Image& image, const PictureTexts& texts, std::span<const std::byte> metadata,
          std::span<std::byte> rest) {
    std::ranges::copy(image.bytes(), take(rest, image.bytes().size()).begin());
    std::ranges::copy(image.icc_profile, take(rest, image.icc_profile.size()).begin());
    for (const auto& text : {texts.parameters, texts.recipe}) {
        if (text) {
            std::ranges::copy(std::as_bytes(std::span(*text)), take(rest, text->size()).begin());
        }
    }
    std::ranges::copy(metadata, take(rest, metadata.size()).begin());
}

}  // namespace

const char* image_format_id(ImageFormat format) noexcept {
    return kFormatNames[static_cast<std::size_t>(format)];
}

CodecClient::CodecClient(std::filesystem::path program) : CodecClient(std::move(program), Limits{}) {}

CodecClient::CodecClient(std::filesystem::path program, Limits limits) : program_(std::move(program)), limits_(limits) {
    if (limits_.memory_bytes == 0) {
        limits_.memory_bytes = half_of_memory();
    }
}

CodecClient::~CodecClient() = default;

int CodecClient::helper_pid() const noexcept {
    return helper_ ? static_cast<int>(helper_->pid()) : 0;
}

CodecClient::Helper& CodecClient::running_helper() {
    if (!helper_ || !helper_->is_running()) {
        helper_.reset();
        helper_ = std::make_unique<Helper>(program_, limits_);
    }
    return *helper_;
}

template <typename Work>
auto CodecClient::while_decoding(const std::filesystem::path& path, Work work) {
    try {
        return work();
    } catch (const HelperFailure& failure) {
        helper_.reset();
        throw Error({.code = ErrorCode::DecoderCrashed,
                     .path = path,
                     .found = fmt::format("the decoder failed on this picture: {}", failure.what())});
    } catch (const Cancelled&) {
        helper_.reset();
        throw;
    }
}

DecodedImage CodecClient::decode(const std::filesystem::path& path, std::stop_token stop) {
    const PictureFile file(path);
    return while_decoding(path, [&] { return decode_open_file(path, file.descriptor(), stop); });
}

DecodedImage CodecClient::decode_open_file(const std::filesystem::path& path, int descriptor,
                                           const std::stop_token& stop) {
    if (stop.stop_requested()) {
        throw Cancelled();
    }
    Helper& helper = running_helper();
    const auto deadline = deadline_of(limits_);
    Request request = request_of(RequestKind::Decode, limits_);
    codec::put_text(request.name, path.filename().string());
    helper.send(request, descriptor);
    const Reply header = helper.receive(deadline, stop);
    if (header.kind == ReplyKind::Failed) {
        throw_failed(header, path, ErrorCode::ImageUnreadable);
    }
    const bool is_sound = header.kind == ReplyKind::NeedBuffer && header.layout.is_valid(limits_.max_pixels) &&
                          header.bytes == header.layout.total_bytes() && header.format >= 0 &&
                          header.format < static_cast<int>(kFormatNames.size()) && header.bits >= 1 &&
                          header.bits <= 64;
    if (!is_sound) {
        throw HelperFailure("it gave an answer that makes no sense");
    }
    std::optional<SharedMemory> memory;
    try {
        memory.emplace(header.bytes);
    } catch (...) {
        helper_.reset();  // it waits for the buffer that it will not get
        throw;
    }
    request = {};
    request.kind = RequestKind::Buffer;
    helper.send(request, memory->descriptor());
    const Reply done = helper.receive(deadline, stop);
    if (done.kind == ReplyKind::Failed) {
        throw_failed(done, path, ErrorCode::ImageUnreadable);
    }
    if (done.kind != ReplyKind::Done) {
        throw HelperFailure("it gave an answer that makes no sense");
    }
    return unpack(header, *memory);
}

std::shared_ptr<const Image> CodecClient::to_working(const std::shared_ptr<const Image>& image, std::stop_token stop) {
    if (image->icc_profile.empty() && !image->has_alpha() && image->type() != PixelType::F32) {
        return image;
    }
    return convert(*image, nullptr, false, stop);
}

std::shared_ptr<const Image> CodecClient::from_working(const Image& result, const Image& like, std::stop_token stop,
                                                       bool allow_colour) {
    if (result.width() != like.width() || result.height() != like.height()) {
        throw Error({.code = ErrorCode::Internal, .found = "a result of another size than its source"});
    }
    return convert(result, &like, allow_colour, stop);
}

std::shared_ptr<const Image> CodecClient::convert(const Image& image, const Image* like, bool allow_colour,
                                                  const std::stop_token& stop) {
    if (stop.stop_requested()) {
        throw Cancelled();
    }
    try {
        Helper& helper = running_helper();
        const auto deadline = deadline_of(limits_);
        Request request = request_of(like == nullptr ? RequestKind::ToWorking : RequestKind::FromWorking, limits_);
        request.allow_colour = allow_colour ? 1 : 0;
        request.layout = layout_of(image, {}, 0);
        request.like = like != nullptr ? layout_of(*like, {}, 0) : Layout{};
        {
            const std::uint64_t own = request.layout.total_bytes();
            const SharedMemory memory(own + (like != nullptr ? request.like.total_bytes() : 0));
            pack(image, {}, {}, memory.bytes().first(own));
            if (like != nullptr) {
                pack(*like, {}, {}, memory.bytes().subspan(own));
            }
            helper.send(request, memory.descriptor());
        }
        const Reply header = helper.receive(deadline, stop);
        if (header.kind == ReplyKind::Failed) {
            throw_failed(header, {}, ErrorCode::Internal);
        }
        const bool is_sound = header.kind == ReplyKind::NeedBuffer && header.layout.is_valid(~std::uint64_t{0}) &&
                              header.layout.width == image.width() && header.layout.height == image.height() &&
                              header.bytes == header.layout.total_bytes();
        if (!is_sound) {
            throw HelperFailure("it gave an answer that makes no sense");
        }
        const SharedMemory memory(header.bytes);
        request = {};
        request.kind = RequestKind::Buffer;
        helper.send(request, memory.descriptor());
        if (helper.receive(deadline, stop).kind != ReplyKind::Done) {
            throw HelperFailure("it gave an answer that makes no sense");
        }
        std::span<std::byte> rest = memory.bytes();
        auto converted = std::make_shared<Image>(header.layout.width, header.layout.height, header.layout.channels,
                                                 header.layout.type);
        std::ranges::copy(take(rest, header.layout.pixel_bytes()), converted->bytes().begin());
        const auto profile = take(rest, header.layout.profile_size);
        converted->icc_profile.assign(profile.begin(), profile.end());
        return converted;
    } catch (const HelperFailure& failure) {
        helper_.reset();
        throw Error({.code = ErrorCode::DecoderCrashed,
                     .found = fmt::format("the colours could not be converted: {}", failure.what())});
    } catch (...) {
        helper_.reset();  // it may wait for a buffer that it will not get
        throw;
    }
}

std::vector<std::byte> CodecClient::encode(const Image& image, const EncodeOptions& options, std::stop_token stop) {
    if (image.empty()) {
        throw Error({.code = ErrorCode::InvalidArgument, .found = "an empty picture to write"});
    }
    try {
        const std::optional<Image> marked = with_watermark(image, options.watermark);
        return encode_in_helper(marked ? *marked : image, options, stop);
    } catch (const HelperFailure& failure) {
        helper_.reset();
        throw Error({.code = ErrorCode::WriteFailed,
                     .found = fmt::format("the encoder failed on this picture: {}", failure.what())});
    } catch (const Cancelled&) {
        helper_.reset();
        throw;
    }
}

std::vector<std::byte> CodecClient::encode_in_helper(const Image& image, const EncodeOptions& options,
                                                     const std::stop_token& stop) {
    Helper& helper = running_helper();
    const auto deadline = deadline_of(limits_);
    Request request = request_of(RequestKind::Encode, limits_);
    request.format = static_cast<std::int32_t>(options.format);
    request.quality = options.quality;
    request.is_generated = options.is_generated ? 1 : 0;
    request.strip_private = options.strip_private ? 1 : 0;
    const std::vector<std::byte> metadata = metadata_to_bytes(options.metadata);
    request.layout = layout_of(image, options.texts, metadata.size());
    const std::uint64_t size = request.layout.total_bytes();
    if (!request.layout.is_valid(~std::uint64_t{0})) {
        throw Error({.code = ErrorCode::WriteFailed, .found = "a profile or a text of more than 16 MiB to write"});
    }
    {
        const SharedMemory memory(size);
        pack(image, options.texts, metadata, memory.bytes());
        helper.send(request, memory.descriptor());
    }
    // No format grows a picture beyond floats: eight times its samples and a margin for headers bound what a sound
    // helper can ask for.
    return receive_file(8 * size + (std::uint64_t{1} << 20), deadline, stop);
}

std::vector<std::byte> CodecClient::without_private(const std::filesystem::path& path, std::stop_token stop) {
    const PictureFile file(path);
    return while_decoding(path, [&] {
        Helper& helper = running_helper();
        const auto deadline = deadline_of(limits_);
        Request request = request_of(RequestKind::WithoutPrivate, limits_);
        codec::put_text(request.name, path.filename().string());
        helper.send(request, file.descriptor());
        return receive_file(limits_.memory_bytes, deadline, stop);
    });
}

std::vector<std::byte> CodecClient::receive_file(std::uint64_t most_bytes,
                                                 std::chrono::steady_clock::time_point deadline,
                                                 const std::stop_token& stop) {
    const Reply header = helper_->receive(deadline, stop);
    if (header.kind == ReplyKind::Failed) {
        throw_failed(header, {}, ErrorCode::WriteFailed);
    }
    if (header.kind != ReplyKind::NeedBuffer || header.bytes == 0 || header.bytes > most_bytes) {
        throw HelperFailure("it gave an answer that makes no sense");
    }
    std::optional<SharedMemory> memory;
    try {
        memory.emplace(header.bytes);
    } catch (...) {
        helper_.reset();
        throw;
    }
    Request request;
    request.kind = RequestKind::Buffer;
    helper_->send(request, memory->descriptor());
    if (helper_->receive(deadline, stop).kind != ReplyKind::Done) {
        throw HelperFailure("it gave an answer that makes no sense");
    }
    return {memory->bytes().begin(), memory->bytes().end()};
}

}  // namespace burnish
