// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/runtime/residency.h"
#include "core/engine/weights/module_loader.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace burnish {

class CudaSupport;

/// Where a component's weights come from and the form in which they are wanted.
struct WeightSource {
    std::vector<std::filesystem::path> files;
    LoadTarget target;
    StoredNames names;
    LoraLayers loras;

    WeightFiles weights() const { return {.files = files, .names = names, .loras = loras}; }
};

/// Reads components from their files straight to the device of their target, and drops them when sent away: on the CPU
/// a component is in memory only while it is used.
class FileMover final : public Mover {
public:
    explicit FileMover(std::map<std::string, WeightSource> sources) : sources_(std::move(sources)) {}

    void bring(const std::string& component, Module& module, const MoveContext& context) override;
    void send_away(const std::string& component, Module& module) noexcept override;
    void forget(const std::string& component, Module& module) noexcept override;

private:
    std::map<std::string, WeightSource> sources_;
};

/// Keeps a pinned copy of each component in host memory, read once, and copies it to the GPU when it is wanted.
class PinnedMover final : public Mover {
public:
    /// `cuda` must outlive the mover.
    PinnedMover(std::map<std::string, WeightSource> sources, CudaSupport& cuda)
        : sources_(std::move(sources)), cuda_(cuda) {}

    void bring(const std::string& component, Module& module, const MoveContext& context) override;
    void send_away(const std::string& component, Module& module) noexcept override;
    void forget(const std::string& component, Module& module) noexcept override;

private:
    std::vector<at::Tensor> read_pinned(const WeightSource& source, Module& module, const MoveContext& context);

    std::map<std::string, WeightSource> sources_;
    std::map<std::string, std::vector<at::Tensor>> host_copies_;  ///< in state-dict order
    CudaSupport& cuda_;
};

}  // namespace burnish
