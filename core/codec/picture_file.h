// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace burnish {

/// An open picture file.
class PictureFile final {
public:
    /// Throws Error{ImageNotFound, ImageUnreadable}.
    explicit PictureFile(const std::filesystem::path& path);
    ~PictureFile();
    PictureFile(const PictureFile&) = delete;
    PictureFile& operator=(const PictureFile&) = delete;

    int descriptor() const noexcept { return descriptor_; }

private:
    int descriptor_ = -1;
};

}  // namespace burnish
