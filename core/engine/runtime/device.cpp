// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/runtime/device.h"

#include "core/common/error.h"
#include "core/engine/cuda/cuda_support.h"

#include <ATen/Context.h>

#include <dlfcn.h>

#include <cstdlib>
#include <filesystem>

namespace burnish {
namespace {

struct OpenedModule {
    CudaSupport* support = nullptr;
    std::string reason;
};

std::string linker_reason() {
    const char* text = dlerror();
    return text != nullptr ? text : "unknown reason";
}

/// The folder of the library (or test program) that holds this code.
std::filesystem::path own_folder() {
    Dl_info place{};
    if (dladdr(reinterpret_cast<const void*>(&own_folder), &place) == 0 || place.dli_fname == nullptr) {
        return {};
    }
    return std::filesystem::path(place.dli_fname).parent_path();
}

/// Where burnish-gpu-pack lays libtorch's CUDA part, in the layout of a Python site folder.
std::filesystem::path gpu_pack() {
    if (const char* named = std::getenv("BURNISH_GPU_PACK"); named != nullptr && *named != '\0') {
        return named;
    }
    if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data == '/') {
        return std::filesystem::path(data) / "burnish/gpu";
    }
    const char* home = std::getenv("HOME");
    return home == nullptr ? std::filesystem::path() : std::filesystem::path(home) / ".local/share/burnish/gpu";
}

/// Opened here by their paths, they are found by name when libburnish_cuda.so asks for them. Without a pack nothing
/// happens, and the linker looks beside the library.
void open_gpu_pack() {
    for (const char* name : {"libc10_cuda.so", "libtorch_cuda.so"}) {
        const std::filesystem::path library = gpu_pack() / "torch/lib" / name;
        std::error_code ignored;
        if (std::filesystem::exists(library, ignored)) {
            dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL);
        }
    }
}

OpenedModule open_module() {
    if (dlopen("libcuda.so.1", RTLD_NOW | RTLD_GLOBAL) == nullptr) {
        return {.reason = "no NVIDIA driver (" + linker_reason() + ")"};
    }
    open_gpu_pack();
    // Beside the engine; burnish-train has the engine's code inside and lies where the programs are.
    std::filesystem::path library = own_folder() / "libburnish_cuda.so";
    std::error_code ignored;
    if (!std::filesystem::exists(library, ignored)) {
        library = own_folder().parent_path() / "lib/burnish/libburnish_cuda.so";
    }
    void* module = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) {
        return {.reason = linker_reason()};
    }
    const auto support = reinterpret_cast<CudaSupportFunction>(dlsym(module, kCudaSupportSymbol));
    CudaSupport* cuda = support != nullptr ? support(kCudaInterfaceVersion) : nullptr;
    if (cuda == nullptr) {
        return {.reason = library.string() + " belongs to another version"};
    }
    return {.support = cuda};
}

at::ScalarType scalar_type(const std::string& dtype) {
    return dtype == "fp16" ? at::kHalf : dtype == "bf16" ? at::kBFloat16 : at::kFloat;
}

}  // namespace

void TorchCompute::synchronize() const {
    if (cuda != nullptr) {
        cuda->synchronize(device.index());
    }
}

CudaSupport* open_cuda_support(std::string* reason) {
    static const OpenedModule opened = open_module();
    if (reason != nullptr) {
        *reason = opened.reason;
    }
    return opened.support;
}

TorchCompute torch_compute(const ResolvedCompute& resolved) {
    TorchCompute compute{.device = at::Device(resolved.device), .dtype = scalar_type(resolved.dtype)};
    if (compute.device.is_cpu()) {
        return compute;
    }
    std::string reason;
    compute.cuda = open_cuda_support(&reason);
    if (compute.cuda == nullptr) {
        throw Error(
            {.code = ErrorCode::DeviceUnavailable, .subject = resolved.device, .found = reason, .expected = "cpu"});
    }
    const int devices = compute.cuda->device_count();
    if (compute.device.index() >= devices) {
        throw Error({.code = ErrorCode::DeviceUnavailable,
                     .subject = resolved.device,
                     .found = std::to_string(devices) + " GPUs that libtorch can use",
                     .expected = "cpu"});
    }
    compute.cuda->select(compute.device.index());
    at::globalContext().setAllowTF32CuDNN(compute.dtype != at::kFloat);
    return compute;
}

}  // namespace burnish
