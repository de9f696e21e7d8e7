// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/codec_protocol.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace burnish::codec {

namespace {

// The sockets are SOCK_SEQPACKET: the kernel keeps the bounds of a message, so that a short or long one is noticed.
bool send_bytes(int socket, const void* bytes, std::size_t size, int descriptor) noexcept {
    iovec piece{const_cast<void*>(bytes), size};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr header{};
    header.msg_iov = &piece;
    header.msg_iovlen = 1;
    if (descriptor >= 0) {
        header.msg_control = control.data();
        header.msg_controllen = control.size();
        cmsghdr* part = CMSG_FIRSTHDR(&header);
        part->cmsg_level = SOL_SOCKET;
        part->cmsg_type = SCM_RIGHTS;
        part->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(part), &descriptor, sizeof descriptor);
    }
    ssize_t sent = 0;
    do {
        sent = sendmsg(socket, &header, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent == static_cast<ssize_t>(size);
}

/// The first descriptor of a message; any further ones are closed.
int take_descriptor(msghdr& header) noexcept {
    int first = -1;
    for (cmsghdr* part = CMSG_FIRSTHDR(&header); part != nullptr; part = CMSG_NXTHDR(&header, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) {
            continue;
        }
        const std::size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int descriptor = -1;
            std::memcpy(&descriptor, CMSG_DATA(part) + i * sizeof(int), sizeof descriptor);
            if (first < 0) {
                first = descriptor;
            } else {
                close(descriptor);
            }
        }
    }
    return first;
}

template <typename Message>
std::optional<Received<Message>> receive(int socket) noexcept {
    Received<Message> received;
    iovec piece{&received.message, sizeof(Message)};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr header{};
    header.msg_iov = &piece;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    ssize_t size = 0;
    do {
        size = recvmsg(socket, &header, MSG_CMSG_CLOEXEC);
    } while (size < 0 && errno == EINTR);
    if (size < 0) {
        return std::nullopt;
    }
    received.descriptor = take_descriptor(header);
    const bool is_whole =
        size == static_cast<ssize_t>(sizeof(Message)) && (header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) == 0;
    if (!is_whole || received.message.magic != kMagic) {
        if (received.descriptor >= 0) {
            close(received.descriptor);
        }
        return std::nullopt;
    }
    return received;
}

}  // namespace

std::uint64_t Layout::pixel_bytes() const noexcept {
    return static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height) *
           static_cast<std::uint64_t>(channels) * bytes_per_sample(type);
}

std::uint64_t Layout::total_bytes() const noexcept {
    return pixel_bytes() + profile_size + parameters_size + recipe_size + metadata_size;
}

bool Layout::is_valid(std::uint64_t max_pixels) const noexcept {
    if (width < 1 || height < 1 || channels < 1 || channels > 4 || type > PixelType::F32) {
        return false;
    }
    const std::uint64_t pixels = static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
    return pixels <= max_pixels && profile_size <= kLongestProfile && parameters_size <= kLongestText &&
           recipe_size <= kLongestText && metadata_size <= 2 * kLongestText &&
           (has_parameters != 0 || parameters_size == 0) && (has_recipe != 0 || recipe_size == 0);
}

std::string_view cut_text(std::string_view text, std::size_t limit) noexcept {
    if (text.size() <= limit) {
        return text;
    }
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xc0) == 0x80) {
        --limit;
    }
    return text.substr(0, limit);
}

void put_text(std::span<char> field, std::string_view text) noexcept {
    std::fill(field.begin(), field.end(), '\0');
    const std::string_view part = cut_text(text, field.size() - 1);
    std::copy(part.begin(), part.end(), field.begin());
}

std::string get_text(std::span<const char> field) {
    return {field.begin(), std::find(field.begin(), field.end(), '\0')};
}

bool send_message(int socket, const Request& request, int descriptor) noexcept {
    return send_bytes(socket, &request, sizeof request, descriptor);
}

bool send_message(int socket, const Reply& reply) noexcept {
    return send_bytes(socket, &reply, sizeof reply, -1);
}

std::optional<Received<Request>> receive_request(int socket) noexcept {
    return receive<Request>(socket);
}

std::optional<Reply> receive_reply(int socket) noexcept {
    const auto received = receive<Reply>(socket);
    if (!received) {
        return std::nullopt;
    }
    if (received->descriptor >= 0) {
        close(received->descriptor);
    }
    return received->message;
}

}  // namespace burnish::codec
