// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/weights/safetensors_reader.h"

#include <cstdint>
#include <string>

namespace burnish {

/// Shapes of the tensors of a header whose names begin with a prefix, asked for without it. The header must outlive it.
class HeaderShapes final {
public:
    HeaderShapes(const SafetensorsHeader& header, std::string prefix) : header_(header), prefix_(std::move(prefix)) {}

    const std::string& prefix() const noexcept { return prefix_; }
    bool has(const std::string& key) const { return header_.tensors.contains(prefix_ + key); }
    /// A dimension, cut at 2^20; 0 if there is no such tensor or dimension.
    std::int64_t size(const std::string& key, std::size_t dimension) const;
    std::size_t rank(const std::string& key) const;
    /// How many numbers 0, 1, ... in the place of "{}" are the beginning of a name; at most 1000.
    int count(const std::string& pattern) const;

private:
    const SafetensorsHeader& header_;
    std::string prefix_;
};

}  // namespace burnish
