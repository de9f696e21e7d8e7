// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/codec_server.h"

#include "core/codec/codec_client.h"
#include "core/codec/image_reader.h"
#include "core/codec/image_writer.h"
#include "core/codec/other_decoder.h"
#include "core/codec/private_parts.h"
#include "core/codec/sandbox.h"
#include "core/codec/sanitized_build.h"
#include "core/codec/shared_memory.h"
#include "core/codec/working_picture.h"
#include "core/codec/xmp_packet.h"
#include "core/common/error.h"

#include <cerrno>
#include <cstdlib>
#include <fmt/format.h>
#include <new>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace burnish::codec {

namespace {

/// The bytes of an open file; mapped, or read where it cannot be mapped. A file that shrinks meanwhile ends this
/// process, which is what it is there for.
class OpenFile final {
public:
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {
        struct stat status {};
        if (descriptor < 0 || fstat(descriptor, &status) != 0) {
            return;
        }
        size_ = static_cast<std::size_t>(status.st_size);
        if (size_ == 0) {
            return;
        }
        void* mapping = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (mapping != MAP_FAILED) {
            mapping_ = static_cast<const std::byte*>(mapping);
        } else {
            read_all();
        }
    }
    ~OpenFile() {
        if (mapping_ != nullptr) {
            munmap(const_cast<std::byte*>(mapping_), size_);
        }
        if (descriptor_ >= 0) {
            close(descriptor_);
        }
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    std::span<const std::byte> bytes() const noexcept {
        return mapping_ != nullptr ? std::span(mapping_, size_) : std::span<const std::byte>(copy_);
    }

private:
    void read_all() {
        copy_.resize(size_);
        std::size_t done = 0;
        while (done < size_) {
            const ssize_t got = pread(descriptor_, copy_.data() + done, size_ - done, static_cast<off_t>(done));
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got <= 0) {
                break;
            }
            done += static_cast<std::size_t>(got);
        }
        copy_.resize(done);
    }

    int descriptor_;
    std::size_t size_ = 0;
    const std::byte* mapping_ = nullptr;
    std::vector<std::byte> copy_;
};

/// Faults for tests: they let this process fail the way a defect of a decoder would, on files of one name only.
void obey_test_hooks(const std::string& name) {
    const char* crash = std::getenv("BURNISH_TEST_CODEC_CRASH");
    if (crash != nullptr && name == crash) {
        std::abort();
    }
    const char* hang = std::getenv("BURNISH_TEST_CODEC_HANG");
    if (hang != nullptr && name == hang) {
        for (;;) {
            pause();
        }
    }
    const char* overrun = kIsSanitizedBuild ? std::getenv("BURNISH_TEST_CODEC_OVERRUN") : nullptr;
    if (overrun != nullptr && name == overrun) {
        std::vector<char> bytes(name.size());
        volatile char* data = bytes.data();
        data[bytes.size()] = 1;
    }
}

std::string take_text(std::span<const std::byte>& rest, std::uint64_t size) {
    std::string text(reinterpret_cast<const char*>(rest.data()), size);
    rest = rest.subspan(size);
    return text;
}

Image take_image(std::span<const std::byte>& rest, const Layout& layout) {
    Image image(layout.width, layout.height, layout.channels, layout.type);
    std::ranges::copy(rest.first(layout.pixel_bytes()), image.bytes().begin());
    rest = rest.subspan(layout.pixel_bytes());
    const auto profile = rest.first(layout.profile_size);
    image.icc_profile.assign(profile.begin(), profile.end());
    rest = rest.subspan(layout.profile_size);
    return image;
}

}  // namespace

int CodecServer::run() {
    while (auto received = receive_request(socket_)) {
        const Request& request = received->message;
        const bool goes_on = request.kind == RequestKind::Hello ? greet(request) : serve(request, received->descriptor);
        if (!goes_on) {
            return EXIT_FAILURE;
        }
    }
    return EXIT_SUCCESS;
}

bool CodecServer::greet(const Request& request) {
    prepare_openimageio();
    prepare_xmp();
    prepare_other_decoders();
    limit_resources(request.memory_bytes);
    enter_sandbox();
    Reply reply;
    reply.kind = ReplyKind::Hello;
    return send_message(socket_, reply);
}

bool CodecServer::serve(const Request& request, int descriptor) {
    arm_processor_time(request.seconds);
    try {
        switch (request.kind) {
        case RequestKind::Decode:
            return decode(request, descriptor);
        case RequestKind::Encode:
            return encode(request, descriptor);
        case RequestKind::ToWorking:
        case RequestKind::FromWorking:
            return convert(request, descriptor);
        case RequestKind::WithoutPrivate:
            return strip(request, descriptor);
        case RequestKind::Hello:
        case RequestKind::Buffer:
            break;
        }
        return false;
    } catch (const Error& error) {
        return send_failed(static_cast<std::uint32_t>(error.code()), error.parts().found, error.parts().expected);
    } catch (const std::bad_alloc&) {
        return send_failed(static_cast<std::uint32_t>(ErrorCode::ImageTooLarge),
                           "needs more memory than is allowed for a picture",
                           fmt::format("at most {} MB", request.memory_bytes >> 20));
    } catch (const std::exception& error) {
        return send_failed(static_cast<std::uint32_t>(ErrorCode::Internal), error.what(), "");
    }
}

bool CodecServer::decode(const Request& request, int descriptor) {
    const OpenFile file(descriptor);
    obey_test_hooks(get_text(request.name));
    ImageReader reader(file.bytes(), request.max_pixels, request.memory_bytes);
    Reply reply;
    reply.kind = ReplyKind::NeedBuffer;
    reply.format = static_cast<std::int32_t>(reader.format());
    reply.bits = reader.bits();
    reply.layout = reader.layout();
    reply.bytes = reply.layout.total_bytes();
    const int buffer = ask_for_buffer(reply);
    if (buffer < 0) {
        return false;
    }
    const SharedMemory memory(buffer, reply.bytes);
    reader.read_into(memory.bytes());
    return send_done();
}

bool CodecServer::strip(const Request& request, int descriptor) {
    const OpenFile file(descriptor);
    obey_test_hooks(get_text(request.name));
    return hand_over(file_without_private(file.bytes()));
}

bool CodecServer::encode(const Request& request, int descriptor) {
    std::vector<std::byte> file;
    {
        std::optional<SharedMemory> memory(std::in_place, descriptor, request.layout.total_bytes());
        std::span<const std::byte> rest = memory->bytes();
        Image image = take_image(rest, request.layout);
        EncodeOptions options{.format = static_cast<ImageFormat>(request.format),
                              .quality = request.quality,
                              .is_generated = request.is_generated != 0,
                              .strip_private = request.strip_private != 0};
        if (request.layout.has_parameters != 0) {
            options.texts.parameters = take_text(rest, request.layout.parameters_size);
        }
        if (request.layout.has_recipe != 0) {
            options.texts.recipe = take_text(rest, request.layout.recipe_size);
        }
        options.metadata = metadata_from_bytes(rest.first(request.layout.metadata_size));
        memory.reset();
        file = write_picture(std::move(image), options);
    }
    return hand_over(file);
}

bool CodecServer::hand_over(const std::vector<std::byte>& file) {
    Reply reply;
    reply.kind = ReplyKind::NeedBuffer;
    reply.bytes = file.size();
    const int buffer = ask_for_buffer(reply);
    if (buffer < 0) {
        return false;
    }
    const SharedMemory memory(buffer, file.size());
    std::ranges::copy(file, memory.bytes().begin());
    return send_done();
}

bool CodecServer::convert(const Request& request, int descriptor) {
    Image converted;
    {
        const bool has_like = request.kind == RequestKind::FromWorking;
        const std::uint64_t size = request.layout.total_bytes() + (has_like ? request.like.total_bytes() : 0);
        std::optional<SharedMemory> memory(std::in_place, descriptor, size);
        std::span<const std::byte> rest = memory->bytes();
        Image image = take_image(rest, request.layout);
        if (has_like) {
            const Image like = take_image(rest, request.like);
            memory.reset();
            converted = from_working(image, like, request.allow_colour != 0);
        } else {
            memory.reset();
            converted = to_working(std::move(image));
        }
    }
    Reply reply;
    reply.kind = ReplyKind::NeedBuffer;
    reply.layout = {.width = converted.width(),
                    .height = converted.height(),
                    .channels = converted.channels(),
                    .type = converted.type(),
                    .profile_size = converted.icc_profile.size()};
    reply.bytes = reply.layout.total_bytes();
    const int buffer = ask_for_buffer(reply);
    if (buffer < 0) {
        return false;
    }
    const SharedMemory memory(buffer, reply.bytes);
    std::ranges::copy(converted.bytes(), memory.bytes().begin());
    std::ranges::copy(converted.icc_profile,
                      memory.bytes().begin() + static_cast<std::ptrdiff_t>(reply.layout.pixel_bytes()));
    return send_done();
}

int CodecServer::ask_for_buffer(const Reply& reply) {
    if (!send_message(socket_, reply)) {
        return -1;
    }
    const auto received = receive_request(socket_);
    return received && received->message.kind == RequestKind::Buffer ? received->descriptor : -1;
}

bool CodecServer::send_done() {
    Reply reply;
    reply.kind = ReplyKind::Done;
    return send_message(socket_, reply);
}

bool CodecServer::send_failed(std::uint32_t code, const std::string& found, const std::string& expected) {
    Reply reply;
    reply.kind = ReplyKind::Failed;
    reply.code = code;
    put_text(reply.found, found);
    put_text(reply.expected, expected);
    return send_message(socket_, reply);
}

}  // namespace burnish::codec
