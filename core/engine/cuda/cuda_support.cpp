// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/cuda/cuda_support.h"

#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAFunctions.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

#include <ATen/cuda/CUDAGraph.h>
#include <ATen/ops/empty.h>

namespace burnish {
namespace {

class GraphRecording final : public CudaSupport::Recording {
public:
    explicit GraphRecording(const std::function<void()>& work) {
        graph_.capture_begin();
        work();
        graph_.capture_end();
    }
    void replay() override { graph_.replay(); }

private:
    at::cuda::CUDAGraph graph_;
};

class TorchCudaSupport final : public CudaSupport {
public:
    int device_count() const override { return c10::cuda::device_count(); }

    Memory memory(int device) const override {
        const c10::cuda::CUDAGuard guard(static_cast<c10::DeviceIndex>(device));
        std::size_t free_bytes = 0;
        std::size_t total_bytes = 0;
        C10_CUDA_CHECK(cudaMemGetInfo(&free_bytes, &total_bytes));
        return {.free_bytes = free_bytes, .total_bytes = total_bytes};
    }

    void select(int device) override { c10::cuda::set_device(static_cast<c10::DeviceIndex>(device)); }

    at::Tensor pin(const at::Tensor& tensor) override {
        at::Tensor pinned = at::empty(tensor.sizes(), tensor.options().pinned_memory(true));
        pinned.copy_(tensor);
        return pinned;
    }

    void synchronize(int device) override {
        c10::cuda::getCurrentCUDAStream(static_cast<c10::DeviceIndex>(device)).synchronize();
    }

    void use_own_stream(int device) override {
        synchronize(device);
        c10::cuda::setCurrentCUDAStream(
            c10::cuda::getStreamFromPool(/*isHighPriority=*/false, static_cast<c10::DeviceIndex>(device)));
    }

    std::unique_ptr<Recording> record(const std::function<void()>& work) override {
        c10::cuda::getCurrentCUDAStream().synchronize();
        return std::make_unique<GraphRecording>(work);
    }

    void release_cached_memory() noexcept override {
        try {
            c10::cuda::CUDACachingAllocator::emptyCache();
        } catch (...) {
            // Memory that cannot be given back now is still there for torch to use.
        }
    }
};

}  // namespace
}  // namespace burnish

extern "C" [[gnu::visibility("default")]] burnish::CudaSupport* burnish_cuda_support(int interface_version) {
    if (interface_version != burnish::kCudaInterfaceVersion) {
        return nullptr;
    }
    static burnish::TorchCudaSupport support;
    return &support;
}
