// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/guidance.h"

#include <ATen/ATen.h>

namespace burnish {
namespace {

at::Tensor std_per_sample(const at::Tensor& tensor) {
    return tensor.std({1, 2, 3}, /*unbiased=*/true, /*keepdim=*/true);
}

}  // namespace

at::Tensor Guidance::combine(const at::Tensor& prediction) const {
    const std::vector<at::Tensor> halves = prediction.chunk(2);
    const at::Tensor& unconditional = halves[0];
    const at::Tensor& text = halves[1];
    at::Tensor combined = unconditional + scale * (text - unconditional);
    if (rescale > 0.0) {
        const at::Tensor rescaled = combined * (std_per_sample(text) / std_per_sample(combined));
        combined = rescale * rescaled + (1.0 - rescale) * combined;
    }
    return combined;
}

}  // namespace burnish
