// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/runtime/weight_mover.h"

#include "core/common/error.h"
#include "core/engine/cuda/cuda_support.h"
#include "core/engine/runtime/cpu_allocator.h"

#include <ATen/ATen.h>

#include <malloc.h>

namespace burnish {

void FileMover::bring(const std::string& component, Module& module, const MoveContext& context) {
    const WeightSource& source = sources_.at(component);
    load_module(module, source.weights(), source.target, context.stop, context.progress);
}

void FileMover::send_away(const std::string& component, Module& module) noexcept {
    forget(component, module);
}

void FileMover::forget(const std::string&, Module& module) noexcept {
    module.unload();
    release_cached_cpu_memory();
    // The small tensors live in malloc's arenas, which keep freed pages otherwise.
    malloc_trim(0);
}

void PinnedMover::bring(const std::string& component, Module& module, const MoveContext& context) {
    const WeightSource& source = sources_.at(component);
    if (!host_copies_.contains(component)) {
        host_copies_.emplace(component, read_pinned(source, module, context));
    }
    std::vector<at::Tensor>& copies = host_copies_.at(component);
    try {
        std::size_t index = 0;
        module.for_each_parameter([&](const std::string&, Parameter& parameter) {
            if (context.stop.stop_requested()) {
                throw Cancelled();
            }
            parameter.value = copies[index++].to(source.target.device, /*non_blocking=*/true);
        });
        cuda_.synchronize(source.target.device.index());
    } catch (...) {
        module.unload();
        throw;
    }
}

std::vector<at::Tensor> PinnedMover::read_pinned(const WeightSource& source, Module& module,
                                                 const MoveContext& context) {
    LoadTarget host = source.target;
    host.device = at::Device(at::kCPU);
    load_module(module, source.weights(), host, context.stop, context.progress);
    std::vector<at::Tensor> copies;
    try {
        module.for_each_parameter([&](const std::string&, Parameter& parameter) {
            copies.push_back(cuda_.pin(parameter.value));
            parameter.value = at::Tensor();
        });
    } catch (...) {
        module.unload();
        throw;
    }
    return copies;
}

void PinnedMover::send_away(const std::string&, Module& module) noexcept {
    // The weights are not written to, so the host copies are still true: nothing has to come back.
    module.unload();
    cuda_.release_cached_memory();
}

void PinnedMover::forget(const std::string& component, Module& module) noexcept {
    module.unload();
    host_copies_.erase(component);
    cuda_.release_cached_memory();
}

}  // namespace burnish
