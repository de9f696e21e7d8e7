// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_result.h"
#include "core/engine/models/module.h"
#include "core/engine/pipelines/mask.h"
#include "core/engine/pipelines/trace.h"
#include "core/engine/runtime/progress_reporter.h"

#include <optional>

namespace burnish {

/// What the models of one run share: what is asked for, and where progress, values and figures go. Lives for one run;
/// the references must outlive it.
struct RunContext {
    RunContext(const RefineRequest& asked, ProgressReporter& progress, BlockHook* hook)
        : request(asked), reporter(progress), block_hook(hook), trace(asked.trace) {
        result.settings = asked.settings;
    }

    /// Whether what the autoencoder alone loses of the source is to be given back.
    bool keeps_detail() const {
        return request.settings.keep_detail > 0.0 && request.source != nullptr && request.latents.empty();
    }

    const RefineRequest& request;
    ProgressReporter& reporter;
    BlockHook* block_hook;  ///< is told about every block; may be null
    Trace trace;
    at::Tensor source_mean;      ///< mean latents of the source, while its detail is kept; else undefined
    at::Tensor injected_noise;   ///< what the source's mean got at the start, at its scale; the same, and with noise
    bool noise_renewed = false;  ///< whether the sampler drew noise after that
    std::optional<PictureMask> mask;  ///< where the picture may change; absent: everywhere
    RefineResult result;
};

}  // namespace burnish
