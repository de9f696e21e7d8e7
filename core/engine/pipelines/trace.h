// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace burnish {

/// Intermediate values of a run, by the names of product.md's `--trace`. A trace without a path records nothing.
class Trace final {
public:
    Trace() = default;
    explicit Trace(std::filesystem::path path) : path_(std::move(path)) {}

    /// Keeps a copy: integers as they are, everything else in fp32.
    void record(const std::string& name, const at::Tensor& value);
    /// "step_007".
    static std::string step_name(std::int64_t step);
    /// Writes the file. Throws Error{WriteFailed}.
    void write() const;

private:
    std::filesystem::path path_;
    std::vector<std::pair<std::string, at::Tensor>> values_;
};

/// Writes tensors (fp32 or int64) as safetensors.
void write_tensors(const std::filesystem::path& path, const std::vector<std::pair<std::string, at::Tensor>>& tensors);

}  // namespace burnish
