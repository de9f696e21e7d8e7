// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/models/module.h"

#include <cstdint>
#include <string>
#include <vector>

namespace burnish::training {

/// The weights of one or several modules as trainable leaves, in state-dict order. The modules must outlive it.
class ParameterSet final {
public:
    /// The leaves live on `device`.
    explicit ParameterSet(c10::Device device) : device_(device) {}

    /// Takes every parameter of `module` in, under `prefix` + its dotted name.
    void add(Module& module, const std::string& prefix);

    /// Fresh weights, the same for one seed on every device: matrices and convolutions uniform within 1 / sqrt(fan-in)
    /// (the default of torch's layers), embeddings normal with deviation 0.02, norms 1, biases 0. What a residual
    /// branch ends in begins at zero, so that a deep network starts as the identity.
    void initialise(std::uint64_t seed);
    /// Takes the weights that the modules have now for a start; the modules compute with copies of them.
    void adopt();

    const std::vector<std::string>& keys() const noexcept { return keys_; }
    /// fp32 leaves that record gradients; the modules compute with these very tensors.
    std::vector<at::Tensor> values() const;
    /// Undefined gradients (parameters the loss did not reach) come as zeros.
    std::vector<at::Tensor> gradients() const;
    void clear_gradients();

    /// Lets the modules compute with other tensors (averaged weights); the shapes must fit.
    void assign(const std::vector<at::Tensor>& values);

private:
    c10::Device device_;
    std::vector<std::string> keys_;
    std::vector<Parameter*> parameters_;
};

}  // namespace burnish::training
