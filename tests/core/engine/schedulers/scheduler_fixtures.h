// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

namespace burnish::test {

/// The sample of diffusers' scheduler tests: a ramp, [4, 3, 8, 8].
inline at::Tensor ramp_sample() {
    return at::arange(768, at::TensorOptions().dtype(at::kFloat)).reshape({3, 8, 8, 4}).div(768).permute({3, 0, 1, 2});
}

inline at::Tensor reversed_ramp() {
    return at::arange(768, at::TensorOptions().dtype(at::kFloat))
        .flip(0)
        .reshape({3, 8, 8, 4})
        .div(768)
        .permute({3, 0, 1, 2});
}

inline double absolute_sum(const at::Tensor& sample) {
    return sample.abs().sum(at::kDouble).item<double>();
}

}  // namespace burnish::test
