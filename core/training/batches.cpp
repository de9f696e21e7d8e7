// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/batches.h"

#include <ATen/ATen.h>

namespace burnish::training {

std::uint64_t seed_of(std::uint64_t run, std::uint64_t stream, std::uint64_t index) {
    std::uint64_t value = run * 0x9E3779B97F4A7C15U + stream * 0xD1B54A32D192ED03U + index;
    for (int round = 0; round < 2; ++round) {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
        value ^= value >> 31;
    }
    return value;
}

at::Generator make_generator(c10::Device device, std::uint64_t seed) {
    at::Generator generator = at::globalContext().defaultGenerator(device).clone();
    generator.set_current_seed(seed);
    return generator;
}

at::Tensor to_tensor(const Picture& picture) {
    const at::Tensor view =
        at::from_blob(const_cast<float*>(picture.rgb.data()), {3, picture.height, picture.width}, at::kFloat);
    return (view * 255.0).round().clamp(0.0, 255.0).to(at::kByte);
}

at::Tensor to_float(const at::Tensor& pictures) {
    return pictures.to(at::kFloat) / 127.5 - 1.0;
}

}  // namespace burnish::training
