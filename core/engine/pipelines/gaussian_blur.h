// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

namespace burnish {

/// Every plane of [B, 1, H, W] (fp32, on the CPU) under a Gaussian window of `sigma` samples; the edge is repeated.
/// Rows at a time by hand: a convolution with one channel is what libtorch is slowest at.
at::Tensor blurred(const at::Tensor& planes, double sigma);

}  // namespace burnish
