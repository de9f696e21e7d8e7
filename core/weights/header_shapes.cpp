// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/weights/header_shapes.h"

#include <algorithm>

namespace burnish {

std::int64_t HeaderShapes::size(const std::string& key, std::size_t dimension) const {
    const auto found = header_.tensors.find(prefix_ + key);
    const bool is_there = found != header_.tensors.end() && dimension < found->second.shape.size();
    return is_there ? static_cast<std::int64_t>(std::min<std::uint64_t>(found->second.shape[dimension], 1U << 20)) : 0;
}

std::size_t HeaderShapes::rank(const std::string& key) const {
    const auto found = header_.tensors.find(prefix_ + key);
    return found == header_.tensors.end() ? 0 : found->second.shape.size();
}

int HeaderShapes::count(const std::string& pattern) const {
    constexpr int kMost = 1000;
    const std::size_t mark = pattern.find("{}");
    const std::string before = prefix_ + pattern.substr(0, mark);
    const std::string after = pattern.substr(mark + 2);
    for (int number = 0; number < kMost; ++number) {
        const std::string beginning = before + std::to_string(number) + after;
        const auto next = header_.tensors.lower_bound(beginning);
        if (next == header_.tensors.end() || !next->first.starts_with(beginning)) {
            return number;
        }
    }
    return kMost;
}

}  // namespace burnish
