// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/layers.h"

#include "core/engine/models/group_statistics.h"
#include "core/engine/models/packed_weights.h"

#include <ATen/ATen.h>

namespace burnish {

Linear::Linear(Module* parent, std::string name, std::int64_t in_features, std::int64_t out_features, bool with_bias)
    : Module(parent, std::move(name)), in_features_(in_features),
      weight_(add_parameter("weight", {out_features, in_features})),
      bias_(with_bias ? &add_parameter("bias", {out_features}) : nullptr) {}

at::Tensor Linear::operator()(const at::Tensor& input) const {
    if (packed_.defined()) {
        return packed_linear(input, packed_, bias_ != nullptr ? bias_->value : at::Tensor());
    }
    return at::linear(input, weight_.value, bias_ != nullptr ? bias_->value : at::Tensor());
}

void Linear::pack() {
    packed_ = pack_linear_weight(weight_.value);
    if (packed_.defined()) {
        weight_.value = at::Tensor();
    }
}

Conv2d::Conv2d(Module* parent, std::string name, const Shape& shape)
    : Module(parent, std::move(name)), shape_(shape),
      weight_(add_parameter("weight", {shape.out_channels, shape.in_channels, shape.kernel, shape.kernel})),
      bias_(add_parameter("bias", {shape.out_channels})) {}

at::Tensor Conv2d::operator()(const at::Tensor& input) const {
    if (packed_.defined()) {
        return packed_conv2d(input, packed_, bias_.value, shape_.stride, shape_.padding);
    }
    return at::conv2d(input, weight_.value, bias_.value, shape_.stride, shape_.padding);
}

void Conv2d::pack() {
    packed_ = pack_conv2d_weight(weight_.value, shape_.stride, shape_.padding);
    if (packed_.defined()) {
        weight_.value = at::Tensor();
    }
}

GroupNorm::GroupNorm(Module* parent, std::string name, std::int64_t groups, std::int64_t channels, double eps)
    : Module(parent, std::move(name)), groups_(groups), eps_(eps), weight_(add_parameter("weight", {channels})),
      bias_(add_parameter("bias", {channels})) {}

at::Tensor GroupNorm::operator()(const at::Tensor& input) const {
    return at::group_norm(input, groups_, weight_.value, bias_.value, eps_);
}

at::Tensor GroupNorm::operator()(const at::Tensor& input, const GroupStatistics& statistics) const {
    // (x - mean) / deviation * weight + bias as one product and one sum for each channel.
    const auto doubles = at::TensorOptions().dtype(at::kDouble);
    const std::int64_t width = weight_.value.numel() / groups_;
    const at::Tensor mean = at::tensor(statistics.mean, doubles).repeat_interleave(width);
    const at::Tensor variance = at::tensor(statistics.variance, doubles).repeat_interleave(width);
    const at::Tensor scale = weight_.value.to(at::kCPU, at::kDouble) * (variance + eps_).rsqrt();
    const at::Tensor shift = bias_.value.to(at::kCPU, at::kDouble) - mean * scale;
    const auto by_channel = [&input](const at::Tensor& values) {
        return values.to(input.device(), at::kFloat).reshape({1, -1, 1, 1});
    };
    return at::addcmul(by_channel(shift), input.to(at::kFloat), by_channel(scale)).to(input.scalar_type());
}

LayerNorm::LayerNorm(Module* parent, std::string name, std::int64_t features, double eps)
    : Module(parent, std::move(name)), features_{features}, eps_(eps), weight_(add_parameter("weight", {features})),
      bias_(add_parameter("bias", {features})) {}

at::Tensor LayerNorm::operator()(const at::Tensor& input) const {
    return at::layer_norm(input, features_, weight_.value, bias_.value, eps_);
}

Embedding::Embedding(Module* parent, std::string name, std::int64_t count, std::int64_t features)
    : Module(parent, std::move(name)), weight_(add_parameter("weight", {count, features})) {}

at::Tensor Embedding::operator()(const at::Tensor& indices) const {
    return at::embedding(weight_.value, indices);
}

}  // namespace burnish
