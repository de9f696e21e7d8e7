// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/shared_memory.h"

#include "core/common/error.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace burnish::codec {

namespace {

constexpr int kSizeSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;

[[noreturn]] void fail(int descriptor, std::uint64_t size) {
    const int error = errno;
    if (descriptor >= 0) {
        close(descriptor);
    }
    throw Error(
        {.code = ErrorCode::OutOfMemory,
         .found = fmt::format("{} bytes of memory for a picture: {}", size, std::generic_category().message(error))});
}

}  // namespace

SharedMemory::SharedMemory(std::uint64_t size) : size_(size) {
    descriptor_ = memfd_create("burnish-picture", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (descriptor_ < 0) {
        fail(-1, size);
    }
    // Reserved at once: a page that turns out to be missing later would be a SIGBUS in the window's process.
    const auto length = static_cast<off_t>(size);
    if (size > 0 && fallocate(descriptor_, 0, 0, length) != 0 &&
        (errno != EOPNOTSUPP || ftruncate(descriptor_, length) != 0)) {
        fail(descriptor_, size);
    }
    if (fcntl(descriptor_, F_ADD_SEALS, kSizeSeals) != 0) {
        fail(descriptor_, size);
    }
    map();
}

SharedMemory::SharedMemory(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {
    struct stat status {};
    const int seals = fcntl(descriptor, F_GET_SEALS);
    if (seals < 0 || (seals & F_SEAL_SHRINK) == 0 || fstat(descriptor, &status) != 0 ||
        static_cast<std::uint64_t>(status.st_size) != size) {
        if (descriptor >= 0) {
            close(descriptor);
        }
        throw Error({.code = ErrorCode::Internal, .found = "shared memory of another size than announced"});
    }
    map();
}

SharedMemory::~SharedMemory() {
    if (data_ != nullptr) {
        munmap(data_, size_);
    }
    if (descriptor_ >= 0) {
        close(descriptor_);
    }
}

void SharedMemory::map() {
    if (size_ == 0) {
        return;
    }
    void* mapping = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor_, 0);
    if (mapping == MAP_FAILED) {
        fail(descriptor_, size_);
    }
    data_ = static_cast<std::byte*>(mapping);
}

}  // namespace burnish::codec
