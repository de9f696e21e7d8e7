// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_result.h"

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <string>

namespace burnish {

class CudaSupport;

/// The CUDA module, opened beside the engine library on the first call and kept; null where there is no driver or no
/// module
/// (`reason` says which). Must be called before torch is asked anything about CUDA: torch remembers a "no" for good.
CudaSupport* open_cuda_support(std::string* reason = nullptr);

/// torch's names for what a plan resolved.
struct TorchCompute {
    c10::Device device = c10::Device(c10::DeviceType::CPU);
    c10::ScalarType dtype = c10::ScalarType::Float;
    CudaSupport* cuda = nullptr;  ///< set for a CUDA device

    /// Waits for what a GPU has been given to do, so that a stage that ends has ended; nothing on the CPU.
    void synchronize() const;
};

/// Throws Error{DeviceUnavailable} if the CUDA module or the GPU is not there. In fp32 a GPU then multiplies in fp32;
/// in half precision what stays in fp32 (the autoencoder) may convolve in TF32, as in diffusers.
TorchCompute torch_compute(const ResolvedCompute& resolved);

}  // namespace burnish
