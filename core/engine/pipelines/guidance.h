// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

namespace burnish {

/// Classifier-free guidance (https://arxiv.org/abs/2207.12598) with the rescale of https://arxiv.org/abs/2305.08891,
/// section 3.4.
struct Guidance {
    double scale = 1.0;
    double rescale = 0.0;

    /// At 1 and below one prediction is made instead of two.
    bool is_active() const noexcept { return scale > 1.0; }

    /// `prediction` [2B, C, h, w], unconditional first -> [B, C, h, w].
    at::Tensor combine(const at::Tensor& prediction) const;
};

}  // namespace burnish
