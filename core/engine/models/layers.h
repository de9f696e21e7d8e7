// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/module.h"

#include <array>

namespace burnish {

struct GroupStatistics;

/// y = x Wᵀ + b on the last dimension. The form of the weight is hidden: plain, or packed for oneDNN by `pack`.
class Linear final : public Module {
public:
    Linear(Module* parent, std::string name, std::int64_t in_features, std::int64_t out_features,
           bool with_bias = true);

    at::Tensor operator()(const at::Tensor& input) const;
    std::int64_t in_features() const noexcept { return in_features_; }

    /// Only for weights on the CPU in fp32 or bf16; elsewhere nothing changes.
    void pack() override;
    void unpack() noexcept override { packed_ = at::Tensor(); }

private:
    std::int64_t in_features_;
    Parameter& weight_;  ///< [out, in]
    Parameter* bias_;
    at::Tensor packed_;
};

/// Convolution of [B, C, H, W] with a square kernel and zero padding on all sides.
class Conv2d final : public Module {
public:
    struct Shape {
        std::int64_t in_channels = 0;
        std::int64_t out_channels = 0;
        std::int64_t kernel = 3;
        std::int64_t stride = 1;
        std::int64_t padding = 1;
    };

    Conv2d(Module* parent, std::string name, const Shape& shape);

    at::Tensor operator()(const at::Tensor& input) const;
    std::int64_t out_channels() const noexcept { return shape_.out_channels; }

    /// Only for weights on the CPU in fp32 or bf16; elsewhere nothing changes.
    void pack() override;
    void unpack() noexcept override { packed_ = at::Tensor(); }

private:
    Shape shape_;
    Parameter& weight_;  ///< [out, in, kernel, kernel]
    Parameter& bias_;
    at::Tensor packed_;
};

/// Normalises groups of channels of [B, C, ...].
class GroupNorm final : public Module {
public:
    GroupNorm(Module* parent, std::string name, std::int64_t groups, std::int64_t channels, double eps);
    at::Tensor operator()(const at::Tensor& input) const;
    /// By statistics of a whole of which `input` is a part.
    at::Tensor operator()(const at::Tensor& input, const GroupStatistics& statistics) const;

private:
    std::int64_t groups_;
    double eps_;
    Parameter& weight_;
    Parameter& bias_;
};

/// Normalises the last dimension.
class LayerNorm final : public Module {
public:
    LayerNorm(Module* parent, std::string name, std::int64_t features, double eps = 1e-5);
    at::Tensor operator()(const at::Tensor& input) const;

private:
    std::array<std::int64_t, 1> features_;
    double eps_;
    Parameter& weight_;
    Parameter& bias_;
};

/// Rows of a table, by index.
class Embedding final : public Module {
public:
    Embedding(Module* parent, std::string name, std::int64_t count, std::int64_t features);
    at::Tensor operator()(const at::Tensor& indices) const;

private:
    Parameter& weight_;  ///< [count, features]
};

}  // namespace burnish
