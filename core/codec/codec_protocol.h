// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/image/image.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace burnish::codec {

/// The descriptor on which `burnish-codec` finds its socket.
constexpr int kSocketDescriptor = 3;
/// First field of every message: "BC" and the version of this layout. Both programs come from one build.
constexpr std::uint32_t kMagic = 0x42430003;
/// Longest profile and longest text that travel; longer ones are refused (profile) or left out (text).
constexpr std::uint64_t kLongestProfile = std::uint64_t{64} << 20;
constexpr std::uint64_t kLongestText = std::uint64_t{16} << 20;

/// What shared memory holds, one part after the other: pixels, ICC profile, `parameters`, recipe, metadata.
struct Layout {
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::int32_t channels = 0;
    PixelType type = PixelType::U8;
    std::uint8_t has_parameters = 0;
    std::uint8_t has_recipe = 0;
    std::uint8_t padding = 0;
    std::uint64_t profile_size = 0;
    std::uint64_t parameters_size = 0;
    std::uint64_t recipe_size = 0;
    std::uint64_t metadata_size = 0;

    std::uint64_t pixel_bytes() const noexcept;
    std::uint64_t total_bytes() const noexcept;
    /// Sizes and channels within what an Image can be, no more than `max_pixels`, texts and profile within their
    /// limits.
    bool is_valid(std::uint64_t max_pixels) const noexcept;
};

enum class RequestKind : std::uint32_t { Hello = 1, Decode, Encode, Buffer, ToWorking, FromWorking, WithoutPrivate };

/// Client to helper. Decode and WithoutPrivate bring the open file, Encode the filled shared memory, ToWorking and
/// FromWorking a picture (and behind it the one it is to be like) in shared memory, Buffer empty shared memory.
struct Request {
    std::uint32_t magic = kMagic;
    RequestKind kind = RequestKind::Hello;
    std::uint64_t memory_bytes = 0;
    std::uint64_t max_pixels = 0;
    std::uint32_t seconds = 0;
    std::int32_t format = 0;
    std::int32_t quality = 0;
    std::uint8_t is_generated = 0;
    std::uint8_t strip_private = 0;
    std::uint8_t allow_colour = 0;  ///< of FromWorking
    std::uint8_t padding = 0;
    Layout layout;
    Layout like;                   ///< of FromWorking
    std::array<char, 256> name{};  ///< of the file, for messages
};

enum class ReplyKind : std::uint32_t { Hello = 1, NeedBuffer, Done, Failed };

/// Helper to client. NeedBuffer says how much shared memory the client has to send.
struct Reply {
    std::uint32_t magic = kMagic;
    ReplyKind kind = ReplyKind::Failed;
    std::uint32_t code = 0;  ///< ErrorCode of Failed
    std::int32_t format = 0;
    std::int32_t bits = 0;
    std::uint32_t padding = 0;
    std::uint64_t bytes = 0;  ///< size of the buffer
    Layout layout;
    std::array<char, 640> found{};
    std::array<char, 256> expected{};
};

static_assert(std::is_trivially_copyable_v<Request> && std::is_trivially_copyable_v<Reply>);

/// Copies as much of `text` as fits with its closing zero, cut between UTF-8 characters.
void put_text(std::span<char> field, std::string_view text) noexcept;
/// Up to the first zero, or the whole field.
std::string get_text(std::span<const char> field);
/// At most `limit` bytes of `text`, cut between UTF-8 characters.
std::string_view cut_text(std::string_view text, std::size_t limit) noexcept;

/// A message and the descriptor that came with it (owned by the receiver; -1 if none).
template <typename Message>
struct Received {
    Message message;
    int descriptor = -1;
};

/// Sends one message, with a copy of `descriptor` unless that is -1. False with errno if the other side is gone. Never
/// raises SIGPIPE.
bool send_message(int socket, const Request& request, int descriptor = -1) noexcept;
bool send_message(int socket, const Reply& reply) noexcept;
/// Waits for one message. Nothing if the other side is gone, or if what came has the wrong size or magic.
std::optional<Received<Request>> receive_request(int socket) noexcept;
std::optional<Reply> receive_reply(int socket) noexcept;

}  // namespace burnish::codec
