// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/picture.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <future>
#include <vector>

namespace burnish::training {

/// A seed for item `index` of the stream `stream` of a run: streams never meet.
std::uint64_t seed_of(std::uint64_t run, std::uint64_t stream, std::uint64_t index);

/// [3, H, W] in [-1, 1], fp32.
at::Tensor to_tensor(const Picture& picture);

/// Makes `count` items on two threads, in order.
template <typename T>
std::vector<T> make_in_parallel(std::int64_t count, const std::function<T(std::int64_t)>& make) {
    const auto range = [&](std::int64_t begin, std::int64_t end) {
        std::vector<T> items;
        for (std::int64_t index = begin; index < end; ++index) {
            items.push_back(make(index));
        }
        return items;
    };
    std::future<std::vector<T>> second = std::async(std::launch::async, range, count / 2, count);
    std::vector<T> items = range(0, count / 2);
    for (T& item : second.get()) {
        items.push_back(std::move(item));
    }
    return items;
}

/// Computes the next item while the last one is used: `make(step)` runs on a thread of its own.
template <typename T>
class Prefetch final {
public:
    Prefetch(std::int64_t first, std::function<T(std::int64_t)> make) : make_(std::move(make)), next_(first) {
        pending_ = std::async(std::launch::async, make_, next_);
    }
    T take() {
        T item = pending_.get();
        ++next_;
        pending_ = std::async(std::launch::async, make_, next_);
        return item;
    }

private:
    std::function<T(std::int64_t)> make_;
    std::int64_t next_;
    std::future<T> pending_;
};

}  // namespace burnish::training
