// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"
#include "core/api/machine.h"
#include "core/engine/pipelines/refiner_model.h"

#include <memory>
#include <optional>

namespace burnish {

class BlockHook;

/// The engine behind libburnish_engine.so. Keeps the last model open; the only place that knows torch's exceptions.
class TorchEngine final : public Engine {
public:
    TorchEngine();
    ~TorchEngine() override;

    RefineResult refine(const RefineRequest& request, const ProgressCallback& progress, std::stop_token stop) override;
    void release_models() override;
    std::string library_versions() const override;

    /// Is told about every block of every network that runs; null: nobody. For tests.
    void set_block_hook(BlockHook* hook) { block_hook_ = hook; }

private:
    RefineResult refine_unguarded(const RefineRequest& request, const ProgressCallback& progress, std::stop_token stop);
    RefinerModel& open_model(const std::filesystem::path& path, const ResolvedCompute& compute);

    Machine machine_;
    std::filesystem::path model_path_;
    ResolvedCompute model_compute_;
    std::unique_ptr<RefinerModel> model_;
    BlockHook* block_hook_ = nullptr;
};

}  // namespace burnish
