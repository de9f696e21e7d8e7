// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/autocast_mode.h>

namespace burnish::training {

/// While it lives, convolutions and matrix products on the CPU compute in bf16 (torch's autocast): twice as fast where
/// the CPU has avx512_bf16. Weights, norms and the loss stay fp32.
class MixedPrecision final {
public:
    explicit MixedPrecision(bool enabled) : enabled_(enabled) {
        if (enabled_) {
            at::autocast::set_autocast_dtype(at::kCPU, at::kBFloat16);
            at::autocast::set_autocast_enabled(at::kCPU, true);
            at::autocast::increment_nesting();
        }
    }
    ~MixedPrecision() {
        if (enabled_) {
            at::autocast::decrement_nesting();
            at::autocast::clear_cache();
            at::autocast::set_autocast_enabled(at::kCPU, false);
        }
    }
    MixedPrecision(const MixedPrecision&) = delete;
    MixedPrecision& operator=(const MixedPrecision&) = delete;

private:
    bool enabled_;
};

}  // namespace burnish::training
