// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace burnish {

/// Mean and (biased) variance of each group of channels of a map, as GroupNorm takes them.
struct GroupStatistics {
    std::vector<double> mean;
    std::vector<double> variance;
};

/// Takes the statistics of a whole map from bands of it, so that normalising band by band is normalising the whole.
class GroupStatisticsSum final {
public:
    explicit GroupStatisticsSum(std::int64_t channels);

    /// [1, C, rows, W].
    void add(const at::Tensor& band);
    GroupStatistics over(std::int64_t groups) const;

private:
    void add_floats(const float* pixels, std::int64_t count);

    std::vector<double> sums_;  ///< by channel
    std::vector<double> squares_;
    std::int64_t pixels_ = 0;
};

}  // namespace burnish
