// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/refine_request.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace burnish {

/// Wall-clock seconds of each phase, as `--json` prints them.
struct StageSeconds {
    double load = 0;
    double text = 0;
    double encode = 0;
    double denoise = 0;
    double decode = 0;
    double save = 0;
    double total = 0;
};

/// What `auto` became; stored in the recipe.
struct ResolvedCompute {
    std::string device = "cpu";    ///< "cpu" or "cuda:N"
    std::string dtype = "fp32";    ///< "fp32", "bf16" or "fp16"
    std::string offload = "none";  ///< "none" or "model"
    int threads = 0;
    int tile = 0;  ///< side of the tiles in pixels; 0: the picture was computed as a whole
};

/// A finished refinement. Immutable values; the image is shared.
struct RefineResult {
    std::shared_ptr<const Image> image;  ///< size, depth and alpha of the source; RGB samples, its ICC profile
    RefineSettings settings;             ///< as carried out
    ResolvedCompute compute;
    int steps_run = 0;
    bool prompt_truncated = false;                  ///< more than 75 tokens were cut (plain syntax)
    std::vector<std::string> ignored_prompt_parts;  ///< a1111 syntax: what was left out, such as "<lora:name:1>"
    StageSeconds seconds;
    std::vector<double> step_seconds;     ///< one entry a denoising step
    std::uint64_t peak_memory_bytes = 0;  ///< peak resident set of the process
};

}  // namespace burnish
