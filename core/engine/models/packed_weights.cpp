// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/packed_weights.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/cpu/Utils.h>

#include <array>
#include <optional>

namespace burnish {
namespace {

using Scalars = c10::List<std::optional<at::Scalar>>;

using ReorderLinear = at::Tensor(const at::Tensor&, std::optional<int64_t>);
using RunLinear = at::Tensor(const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&, std::string_view,
                             Scalars, std::optional<std::string_view>);
using ReorderConv = at::Tensor(const at::Tensor&, at::IntArrayRef, at::IntArrayRef, at::IntArrayRef, int64_t,
                               at::OptionalIntArrayRef);
using RunConv = at::Tensor(const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&, at::IntArrayRef,
                           at::IntArrayRef, at::IntArrayRef, int64_t, std::string_view, Scalars,
                           std::optional<std::string_view>);

struct Operators {
    c10::TypedOperatorHandle<ReorderLinear> reorder_linear;
    c10::TypedOperatorHandle<RunLinear> linear;
    c10::TypedOperatorHandle<ReorderConv> reorder_conv;
    c10::TypedOperatorHandle<RunConv> conv;
};

std::optional<Operators> find_operators() {
    const auto find = [](const char* name) {
        const auto found = c10::Dispatcher::singleton().findSchema({name, ""});
        return found && found->hasKernelForDispatchKey(c10::DispatchKey::CPU) ? found : std::nullopt;
    };
    const auto reorder_linear = find("mkldnn::_reorder_linear_weight");
    const auto linear = c10::Dispatcher::singleton().findSchema({"mkldnn::_linear_pointwise", ""});
    const auto reorder_conv = find("mkldnn::_reorder_convolution_weight");
    const auto conv = c10::Dispatcher::singleton().findSchema({"mkldnn::_convolution_pointwise", ""});
    if (!reorder_linear || !linear || !reorder_conv || !conv) {
        return std::nullopt;
    }
    return Operators{.reorder_linear = reorder_linear->typed<ReorderLinear>(),
                     .linear = linear->typed<RunLinear>(),
                     .reorder_conv = reorder_conv->typed<ReorderConv>(),
                     .conv = conv->typed<RunConv>()};
}

const std::optional<Operators>& operators() {
    static const std::optional<Operators> found = find_operators();
    return found;
}

bool can_pack(const at::Tensor& weight) {
    if (!weight.defined() || !weight.is_cpu() || !operators()) {
        return false;
    }
    return weight.scalar_type() == at::kFloat ||
           (weight.scalar_type() == at::kBFloat16 && at::cpu::is_avx512_vnni_supported());
}

std::optional<at::Tensor> optional_of(const at::Tensor& tensor) {
    return tensor.defined() ? std::optional(tensor) : std::nullopt;
}

}  // namespace

at::Tensor pack_linear_weight(const at::Tensor& weight) {
    if (!can_pack(weight)) {
        return {};
    }
    return operators()->reorder_linear.call(weight, std::nullopt);
}

at::Tensor packed_linear(const at::Tensor& input, const at::Tensor& packed, const at::Tensor& bias) {
    return operators()->linear.call(input, packed, optional_of(bias), "none", Scalars(), std::nullopt);
}

at::Tensor pack_conv2d_weight(const at::Tensor& weight, std::int64_t stride, std::int64_t padding) {
    if (!can_pack(weight)) {
        return {};
    }
    const std::array<std::int64_t, 2> strides{stride, stride};
    const std::array<std::int64_t, 2> paddings{padding, padding};
    const std::array<std::int64_t, 2> dilations{1, 1};
    return operators()->reorder_conv.call(weight, paddings, strides, dilations, 1, std::nullopt);
}

at::Tensor packed_conv2d(const at::Tensor& input, const at::Tensor& packed, const at::Tensor& bias, std::int64_t stride,
                         std::int64_t padding) {
    const std::array<std::int64_t, 2> strides{stride, stride};
    const std::array<std::int64_t, 2> paddings{padding, padding};
    const std::array<std::int64_t, 2> dilations{1, 1};
    return operators()->conv.call(input, packed, optional_of(bias), paddings, strides, dilations, 1, "none", Scalars(),
                                  std::nullopt);
}

}  // namespace burnish
