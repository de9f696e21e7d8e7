// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/pictures/picture.h"

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <future>
#include <thread>
#include <vector>

namespace burnish::training {

/// A seed for item `index` of the stream `stream` of a run: streams never meet.
std::uint64_t seed_of(std::uint64_t run, std::uint64_t stream, std::uint64_t index);

/// A generator of our own on `device`; the global one is never touched.
at::Generator make_generator(c10::Device device, std::uint64_t seed);

/// [3, H, W] in 8 bits.
at::Tensor to_tensor(const Picture& picture);
/// The same in [-1, 1], fp32, as the autoencoder takes it.
at::Tensor to_float(const at::Tensor& pictures);

/// Makes `count` items, in order, on as many threads as the processor runs at once.
template <typename T>
std::vector<T> make_in_parallel(std::int64_t count, const std::function<T(std::int64_t)>& make) {
    std::vector<T> items(static_cast<std::size_t>(count));
    std::atomic<std::int64_t> next = 0;
    const auto work = [&] {
        for (std::int64_t index = next++; index < count; index = next++) {
            items[static_cast<std::size_t>(index)] = make(index);
        }
    };
    std::vector<std::future<void>> others;
    for (unsigned thread = 1; thread < std::thread::hardware_concurrency(); ++thread) {
        others.push_back(std::async(std::launch::async, work));
    }
    work();
    for (std::future<void>& other : others) {
        other.get();
    }
    return items;
}

}  // namespace burnish::training
