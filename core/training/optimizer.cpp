// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/optimizer.h"

#include "core/common/error.h"
#include "core/engine/pipelines/trace.h"
#include "core/engine/weights/module_loader.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace burnish::training {
namespace {

constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.99;
constexpr double kEps = 1e-8;
constexpr double kWeightDecay = 1e-3;
constexpr double kLargestNorm = 1.0;
constexpr double kAverageDecay = 0.999;

std::vector<at::Tensor> copies(const std::vector<at::Tensor>& tensors) {
    std::vector<at::Tensor> result;
    for (const at::Tensor& tensor : tensors) {
        result.push_back(tensor.detach().clone());
    }
    return result;
}

std::vector<at::Tensor> zeros_like(const std::vector<at::Tensor>& tensors) {
    std::vector<at::Tensor> result;
    for (const at::Tensor& tensor : tensors) {
        result.push_back(at::zeros_like(tensor.detach()));
    }
    return result;
}

at::Tensor total_norm(const std::vector<at::Tensor>& tensors) {
    return at::stack(at::_foreach_norm(tensors)).norm();
}

}  // namespace

double LearningRate::at(std::int64_t step) const {
    if (step < warmup_steps) {
        return peak * static_cast<double>(step + 1) / static_cast<double>(warmup_steps);
    }
    const double part = std::min(1.0, static_cast<double>(step - warmup_steps) /
                                          static_cast<double>(std::max<std::int64_t>(1, total_steps - warmup_steps)));
    return peak * (0.05 + 0.95 * 0.5 * (1.0 + std::cos(std::numbers::pi * part)));
}

Optimizer::Optimizer(ParameterSet& parameters, const LearningRate& rate)
    : parameters_(parameters), rate_(rate), values_(parameters.values()), averages_(copies(values_)),
      first_moments_(zeros_like(values_)), second_moments_(zeros_like(values_)) {
    for (std::size_t index = 0; index < values_.size(); ++index) {
        step_counters_.push_back(at::zeros({}, values_[index].options()));
    }
    learning_rate_ = at::zeros({}, values_.front().options());
    average_weight_ = at::zeros_like(learning_rate_);
}

void Optimizer::begin_step() {
    learning_rate_.fill_(rate_.at(steps_));
    ++steps_;
    // Early on the average follows faster: the first weights are noise.
    average_weight_.fill_(1.0 -
                          std::min(kAverageDecay, static_cast<double>(steps_) / static_cast<double>(steps_ + 10)));
}

at::Tensor Optimizer::apply() {
    const c10::NoGradGuard no_grad;
    const std::vector<at::Tensor> gradients = parameters_.gradients();
    const at::Tensor norm = total_norm(gradients);
    at::_foreach_mul_(gradients, (kLargestNorm / norm).clamp_max(1.0));
    at::_foreach_add_(step_counters_, 1);
    at::_fused_adamw_(values_, gradients, first_moments_, second_moments_, {}, step_counters_, learning_rate_, kBeta1,
                      kBeta2, kWeightDecay, kEps, /*amsgrad=*/false, /*maximize=*/false);
    parameters_.clear_gradients();
    std::vector<at::Tensor> changes = at::_foreach_sub(values_, averages_);
    at::_foreach_mul_(changes, average_weight_);
    at::_foreach_add_(averages_, changes);
    return norm;
}

void Optimizer::save(const std::filesystem::path& path) const {
    std::vector<std::pair<std::string, at::Tensor>> tensors;
    const std::array<std::pair<const char*, const std::vector<at::Tensor>*>, 4> groups{
        {{"value.", &values_}, {"average.", &averages_}, {"first.", &first_moments_}, {"second.", &second_moments_}}};
    for (const auto& [prefix, group] : groups) {
        for (std::size_t index = 0; index < group->size(); ++index) {
            tensors.emplace_back(prefix + parameters_.keys()[index], (*group)[index]);
        }
    }
    tensors.emplace_back("steps", at::tensor({steps_}, at::TensorOptions().dtype(at::kLong)));
    write_tensors(path, tensors);
}

void Optimizer::load(const std::filesystem::path& path) {
    const c10::NoGradGuard no_grad;
    SafetensorsReader reader(path);
    const auto read = [&](const std::string& name) {
        const auto entry = reader.header().tensors.find(name);
        if (entry == reader.header().tensors.end()) {
            throw Error({.code = ErrorCode::ModelCorrupt,
                         .path = path,
                         .found = "no tensor \"" + name + '"',
                         .expected = "the state of this training"});
        }
        return read_tensor(reader, name, entry->second, {.dtype = name == "steps" ? at::kLong : at::kFloat});
    };
    for (std::size_t index = 0; index < values_.size(); ++index) {
        const std::string& key = parameters_.keys()[index];
        values_[index].copy_(read("value." + key));
        averages_[index].copy_(read("average." + key));
        first_moments_[index].copy_(read("first." + key));
        second_moments_[index].copy_(read("second." + key));
    }
    const auto entry = reader.header().tensors.find("steps");
    if (entry == reader.header().tensors.end() || entry->second.size != sizeof steps_) {
        throw Error({.code = ErrorCode::ModelCorrupt,
                     .path = path,
                     .found = "no step count",
                     .expected = "the state of this training"});
    }
    const std::span<const std::byte> bytes = reader.tensor_bytes(entry->second);
    std::copy_n(bytes.data(), sizeof steps_, reinterpret_cast<std::byte*>(&steps_));
    for (at::Tensor& counter : step_counters_) {
        counter.fill_(static_cast<double>(steps_));
    }
}

void load_averages(const std::filesystem::path& state, ParameterSet& parameters) {
    parameters.initialise(0);
    Optimizer optimizer(parameters, LearningRate{});
    if (std::filesystem::exists(state)) {
        optimizer.load(state);
    }
    parameters.assign(optimizer.averages());
}

}  // namespace burnish::training
