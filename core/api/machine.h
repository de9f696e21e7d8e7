// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"
#include "core/api/refine_result.h"

#include <cstdint>

namespace burnish {

struct CheckpointInfo;

/// What this machine has, read without timing anything and without torch.
struct Machine {
    int cores = 1;
    std::uint64_t memory_bytes = 0;
    std::uint64_t free_memory_bytes = 0;
    bool bf16_is_fast = false;  ///< avx512_bf16 or amx_bf16
    bool cuda_driver = false;   ///< libcuda.so.1 can be opened and reports a device
    int cuda_devices = 0;
    std::uint64_t cuda_memory_bytes = 0;  ///< of the first device
};

Machine probe_machine();

/// What a request will use, shown before it runs and stored after.
struct ComputePlan {
    ResolvedCompute compute;
    std::uint64_t peak_memory_bytes = 0;  ///< predicted peak of weights and activations on the device
};

/// Resolves `auto` from the machine and the model alone (product.md: `auto` never times anything).
/// Throws Error{DeviceUnavailable} for a device that is not there, Error{InvalidArgument} for a dtype or offload
/// that does not work on it. `tile`: side of the tiles in pixels (core/api/tiling.h); 0: the picture is computed whole.
ComputePlan plan_compute(const ComputeSettings& asked, const CheckpointInfo& model, int width, int height,
                         const Machine& machine, int tile = 0);

}  // namespace burnish
