// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/run_log.h"

#include <ATen/ATen.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>

namespace burnish::training {
namespace {

constexpr int kStepsALine = 20;

}  // namespace

RunLog::RunLog(const std::filesystem::path& folder, std::string stage, std::int64_t first_step,
               std::int64_t total_steps)
    : stage_(std::move(stage)), first_step_(first_step), total_steps_(total_steps),
      began_(std::chrono::steady_clock::now()), file_(folder / (stage_ + ".jsonl"), std::ios::app) {}

void RunLog::add(std::int64_t step, const std::map<std::string, at::Tensor>& figures) {
    for (const auto& [name, value] : figures) {
        at::Tensor& sum = sums_[name];
        sum = sum.defined() ? sum + value.detach() : value.detach();
    }
    ++collected_;
    if (collected_ < kStepsALine && step < total_steps_) {
        return;
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - began_;
    const double per_step = elapsed.count() / static_cast<double>(step - first_step_);
    nlohmann::ordered_json line{{"step", step}, {"seconds_per_step", per_step}};
    std::string text = fmt::format("{} {}/{}", stage_, step, total_steps_);
    for (const auto& [name, sum] : sums_) {
        const double mean = sum.item<double>() / collected_;
        line[name] = mean;
        text += fmt::format("  {} {:.5g}", name, mean);
    }
    text += fmt::format("  {:.3f} s a step, {:.1f} min left\n", per_step,
                        per_step * static_cast<double>(total_steps_ - step) / 60.0);
    file_ << line.dump() << std::endl;
    std::fputs(text.c_str(), stderr);
    sums_.clear();
    collected_ = 0;
}

}  // namespace burnish::training
