// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace burnish::training {

/// Progress of one stage: a line on stderr with the time left, and one JSON object a line in `<folder>/<stage>.jsonl`.
class RunLog final {
public:
    RunLog(const std::filesystem::path& folder, std::string stage, std::int64_t first_step, std::int64_t total_steps);

    /// Collects figures (scalars); every 20 steps, and after the last one, their means are written. Only then is a GPU
    /// waited for.
    void add(std::int64_t step, const std::map<std::string, at::Tensor>& figures);

private:
    std::string stage_;
    std::int64_t first_step_;
    std::int64_t total_steps_;
    std::chrono::steady_clock::time_point began_;
    std::ofstream file_;
    std::map<std::string, at::Tensor> sums_;
    int collected_ = 0;
};

}  // namespace burnish::training
