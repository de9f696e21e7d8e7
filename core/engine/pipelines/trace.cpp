// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/trace.h"

#include "core/weights/safetensors_reader.h"

#include <ATen/ATen.h>

#include <cstdio>

namespace burnish {
namespace {

at::Tensor kept_copy(const at::Tensor& value) {
    const bool is_integer = c10::isIntegralType(value.scalar_type(), true);
    return value.detach()
        .to(at::TensorOptions().device(at::kCPU).dtype(is_integer ? at::kLong : at::kFloat), false, true)
        .contiguous();
}

}  // namespace

void Trace::record(const std::string& name, const at::Tensor& value) {
    if (!path_.empty()) {
        values_.emplace_back(name, kept_copy(value));
    }
}

std::string Trace::step_name(std::int64_t step) {
    char name[32];
    std::snprintf(name, sizeof name, "step_%03lld", static_cast<long long>(step));
    return name;
}

void Trace::write() const {
    if (!path_.empty()) {
        write_tensors(path_, values_);
    }
}

void write_tensors(const std::filesystem::path& path, const std::vector<std::pair<std::string, at::Tensor>>& tensors) {
    std::vector<at::Tensor> copies;
    std::vector<TensorToWrite> entries;
    for (const auto& [name, tensor] : tensors) {
        const at::Tensor& copy = copies.emplace_back(kept_copy(tensor));
        entries.push_back({.name = name,
                           .dtype = copy.scalar_type() == at::kLong ? TensorDtype::I64 : TensorDtype::F32,
                           .shape = {copy.sizes().begin(), copy.sizes().end()},
                           .bytes = {static_cast<const std::byte*>(copy.const_data_ptr()), copy.nbytes()}});
    }
    write_safetensors(path, entries);
}

}  // namespace burnish
