// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace burnish {

/// Weights laid out once for oneDNN's kernels, which otherwise lay them out again at every call. The tensors are
/// opaque: only the functions here compute with them. All of it goes through torch's dispatcher, because libtorch
/// exports nothing of oneDNN.

/// The packed form of [out, in]; undefined where there is none (not on the CPU, not fp32 or bf16, a libtorch without
/// oneDNN, bf16 on a CPU without AVX-512 VNNI).
at::Tensor pack_linear_weight(const at::Tensor& weight);
/// x Wᵀ + b on the last dimension; `bias` may be undefined.
at::Tensor packed_linear(const at::Tensor& input, const at::Tensor& packed, const at::Tensor& bias);

/// The packed form of [out, in, k, k]; undefined where there is none.
at::Tensor pack_conv2d_weight(const at::Tensor& weight, std::int64_t stride, std::int64_t padding);
/// [B, in, H, W] -> [B, out, H', W'] in channels-last memory.
at::Tensor packed_conv2d(const at::Tensor& input, const at::Tensor& packed, const at::Tensor& bias, std::int64_t stride,
                         std::int64_t padding);

}  // namespace burnish
