// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/codec/picture_file.h"

#include "core/common/error.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace burnish {

PictureFile::PictureFile(const std::filesystem::path& path) {
    // Without O_NONBLOCK a named pipe would wait here for its writer, for ever.
    descriptor_ = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        throw Error({.code = missing ? ErrorCode::ImageNotFound : ErrorCode::ImageUnreadable,
                     .path = path,
                     .found = missing ? "no such file"
                                      : fmt::format("cannot be opened: {}", std::generic_category().message(errno)),
                     .expected = missing ? "a picture" : ""});
    }
    struct stat status {};
    if (fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(descriptor_);
        throw Error({.code = ErrorCode::ImageUnreadable,
                     .path = path,
                     .found = S_ISDIR(status.st_mode) ? "is a folder" : "is not a regular file",
                     .expected = "a picture"});
    }
}

PictureFile::~PictureFile() {
    close(descriptor_);
}

}  // namespace burnish
