// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/codec_server.h"

#include <cstdio>
#include <cstdlib>
#include <malloc.h>
#include <sys/socket.h>

/// `burnish-codec`: started by CodecClient with a socket on descriptor 3, of no use by hand.
int main() {
    int type = 0;
    socklen_t size = sizeof type;
    if (getsockopt(burnish::codec::kSocketDescriptor, SOL_SOCKET, SO_TYPE, &type, &size) != 0 ||
        type != SOCK_SEQPACKET) {
        std::fputs("burnish-codec is started by burnish and burnish-cli to read and write pictures\n", stderr);
        return EXIT_FAILURE;
    }
    mallopt(M_ARENA_MAX, 1);  // further arenas reserve address space, which is limited
    return burnish::codec::CodecServer(burnish::codec::kSocketDescriptor).run();
}
