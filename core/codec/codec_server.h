// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/codec/codec_protocol.h"

#include <cstddef>
#include <vector>

namespace burnish::codec {

/// The helper's side of the socket: greets, locks itself in, and serves one picture after the other.
class CodecServer final {
public:
    explicit CodecServer(int socket) : socket_(socket) {}

    /// Until the client is gone. Returns the exit status.
    int run();

private:
    bool greet(const Request& request);
    /// False if the client is gone.
    bool serve(const Request& request, int descriptor);
    bool decode(const Request& request, int descriptor);
    bool encode(const Request& request, int descriptor);
    bool convert(const Request& request, int descriptor);
    bool strip(const Request& request, int descriptor);
    bool hand_over(const std::vector<std::byte>& file);
    /// Announces what is to be fetched; -1 if the client is gone.
    int ask_for_buffer(const Reply& reply);
    bool send_done();
    bool send_failed(std::uint32_t code, const std::string& found, const std::string& expected);

    int socket_;
};

}  // namespace burnish::codec
