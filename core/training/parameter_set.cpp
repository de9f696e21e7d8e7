// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/training/parameter_set.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>

namespace burnish::training {
namespace {

/// The last layer of a residual branch, of an attention block and of the UNet.
bool begins_at_zero(const std::string& key) {
    return key.ends_with("conv2.weight") || key.ends_with("proj_out.weight") ||
           (key.starts_with("unet.") && key.ends_with("conv_out.weight"));
}

at::Tensor fresh_value(const std::string& key, const std::vector<std::int64_t>& shape, const at::Generator& generator) {
    const auto options = at::TensorOptions().dtype(at::kFloat);
    if (shape.size() == 1) {
        const bool is_norm_weight = key.ends_with("weight");
        return is_norm_weight ? at::ones(shape, options) : at::zeros(shape, options);
    }
    if (begins_at_zero(key)) {
        return at::zeros(shape, options);
    }
    if (key.ends_with("embedding.weight")) {
        return 0.02 * at::randn(shape, generator, options);
    }
    std::int64_t fan_in = 1;
    for (std::size_t axis = 1; axis < shape.size(); ++axis) {
        fan_in *= shape[axis];
    }
    const double bound = 1.0 / std::sqrt(static_cast<double>(fan_in));
    return (2.0 * at::rand(shape, generator, options) - 1.0) * bound;
}

}  // namespace

void ParameterSet::add(Module& module, const std::string& prefix) {
    module.for_each_parameter(
        [this](const std::string& key, Parameter& parameter) {
            keys_.push_back(key);
            parameters_.push_back(&parameter);
        },
        prefix);
}

void ParameterSet::initialise(std::uint64_t seed) {
    const at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    for (std::size_t index = 0; index < keys_.size(); ++index) {
        parameters_[index]->value = fresh_value(keys_[index], parameters_[index]->shape, generator).to(device_);
        parameters_[index]->value.requires_grad_();
    }
}

void ParameterSet::adopt() {
    for (Parameter* parameter : parameters_) {
        parameter->value = parameter->value.detach().to(device_, at::kFloat, /*non_blocking=*/false, /*copy=*/true);
        parameter->value.requires_grad_();
    }
}

std::vector<at::Tensor> ParameterSet::values() const {
    std::vector<at::Tensor> result;
    for (const Parameter* parameter : parameters_) {
        result.push_back(parameter->value);
    }
    return result;
}

std::vector<at::Tensor> ParameterSet::gradients() const {
    std::vector<at::Tensor> result;
    for (const Parameter* parameter : parameters_) {
        const at::Tensor& gradient = parameter->value.grad();
        result.push_back(gradient.defined() ? gradient : at::zeros_like(parameter->value));
    }
    return result;
}

void ParameterSet::clear_gradients() {
    for (Parameter* parameter : parameters_) {
        parameter->value.mutable_grad() = at::Tensor();
    }
}

void ParameterSet::assign(const std::vector<at::Tensor>& values) {
    for (std::size_t index = 0; index < parameters_.size(); ++index) {
        parameters_[index]->value = values.at(index);
    }
}

}  // namespace burnish::training
