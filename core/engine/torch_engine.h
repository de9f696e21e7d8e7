// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"
#include "core/api/machine.h"
#include "core/engine/pipelines/sdxl_model.h"

#include <memory>
#include <vector>

namespace burnish {

class BlockHook;
class ProgressReporter;

/// The engine behind libburnish_engine.so. Keeps the last request's models open; the only place that knows torch's
/// exceptions.
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
    RefineResult run_route(const RefineRequest& request, const ResolvedCompute& compute, ProgressReporter& reporter);
    /// Refines only the area around the mask, at the model's best size, and puts it back.
    RefineResult refine_area(SdxlModel& model, const RefineRequest& request, ProgressReporter& reporter);
    /// Drops the models that the request does not name, so that old weights go before new ones come.
    void keep_only(const RefineSettings& settings, const ResolvedCompute& compute);
    SdxlModel& open_model(const ModelChoice& choice, const ResolvedCompute& compute);

    struct OpenModel {
        OpenModel(ModelChoice what, ResolvedCompute how, std::unique_ptr<SdxlModel> opened)
            : choice(std::move(what)), compute(std::move(how)), model(std::move(opened)) {}
        ModelChoice choice;
        ResolvedCompute compute;
        std::unique_ptr<SdxlModel> model;
    };

    Machine machine_;
    std::vector<OpenModel> models_;  ///< of the last request: one, or the two of an ensemble
    BlockHook* block_hook_ = nullptr;
};

}  // namespace burnish
