// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>

namespace burnish {

/// What the engine needs of CUDA beyond ATen. Implemented in libburnish_cuda.so, the only library of ours that links
/// CUDA; opened where a driver is, before torch is asked anything about CUDA.
class [[gnu::visibility("default")]] CudaSupport {
public:
    struct Memory {
        std::uint64_t free_bytes = 0;
        std::uint64_t total_bytes = 0;
    };

    virtual ~CudaSupport() = default;

    /// GPUs that torch can use; 0 if the driver is too old for it.
    virtual int device_count() const = 0;
    virtual Memory memory(int device) const = 0;
    /// Makes `device` the one that new tensors and kernels of this thread go to.
    virtual void select(int device) = 0;
    /// A copy of a CPU tensor in page-locked memory, from which copies to the GPU run asynchronously.
    virtual at::Tensor pin(const at::Tensor& tensor) = 0;
    /// Waits for everything enqueued on the current stream of `device`.
    virtual void synchronize(int device) = 0;
    /// Lets this thread work on a stream of its own: what goes to the first stream cannot be recorded.
    virtual void use_own_stream(int device) = 0;
    /// Work that was recorded as one CUDA graph.
    class Recording {
    public:
        virtual ~Recording() = default;
        /// Enqueues all of it again, on the same memory.
        virtual void replay() = 0;
    };
    /// Records what `work` enqueues, without running it. It must have run before, must not wait for the GPU, and must
    /// keep the tensors that it reads and returns. Throws c10::Error if something in it cannot be recorded.
    virtual std::unique_ptr<Recording> record(const std::function<void()>& work) = 0;
    /// Gives memory that torch's allocator keeps but does not use back to the driver.
    virtual void release_cached_memory() noexcept = 0;
};

/// Raised with every change of `CudaSupport`.
inline constexpr int kCudaInterfaceVersion = 2;
/// The one symbol that libburnish_cuda.so exports; null if the version differs. The object lives as long as the
/// process.
using CudaSupportFunction = CudaSupport* (*)(int interface_version);
inline constexpr const char* kCudaSupportSymbol = "burnish_cuda_support";

}  // namespace burnish
