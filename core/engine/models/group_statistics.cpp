// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/models/group_statistics.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace burnish {
namespace {

/// So many pixels are summed in floats before the sums go on in doubles.
constexpr std::int64_t kRun = 64;

void add_to(std::vector<double>& sums, const at::Tensor& values) {
    const at::Tensor on_cpu = values.to(at::kCPU, at::kDouble).contiguous();
    const auto* from = on_cpu.const_data_ptr<double>();
    for (std::size_t channel = 0; channel < sums.size(); ++channel) {
        sums[channel] += from[channel];
    }
}

}  // namespace

GroupStatisticsSum::GroupStatisticsSum(std::int64_t channels)
    : sums_(static_cast<std::size_t>(channels)), squares_(static_cast<std::size_t>(channels)) {}

void GroupStatisticsSum::add(const at::Tensor& band) {
    // [1, C, rows, W] -> [rows W, C]
    const at::Tensor pixels = band.permute({0, 2, 3, 1}).reshape({-1, band.size(1)});
    pixels_ += pixels.size(0);
    if (pixels.is_cpu() && pixels.scalar_type() == at::kFloat) {
        const at::Tensor floats = pixels.contiguous();
        add_floats(floats.const_data_ptr<float>(), floats.size(0));
        return;
    }
    const at::Tensor doubles = pixels.to(at::kDouble);
    add_to(sums_, doubles.sum(0));
    add_to(squares_, doubles.square().sum(0));
}

void GroupStatisticsSum::add_floats(const float* pixels, std::int64_t count) {
    const std::size_t channels = sums_.size();
    std::vector<float> run_sums(channels);
    std::vector<float> run_squares(channels);
    for (std::int64_t first = 0; first < count; first += kRun) {
        std::ranges::fill(run_sums, 0.0F);
        std::ranges::fill(run_squares, 0.0F);
        for (std::int64_t pixel = first; pixel < std::min(first + kRun, count); ++pixel) {
            const float* values = pixels + pixel * static_cast<std::int64_t>(channels);
            for (std::size_t channel = 0; channel < channels; ++channel) {
                run_sums[channel] += values[channel];
                run_squares[channel] += values[channel] * values[channel];
            }
        }
        for (std::size_t channel = 0; channel < channels; ++channel) {
            sums_[channel] += static_cast<double>(run_sums[channel]);
            squares_[channel] += static_cast<double>(run_squares[channel]);
        }
    }
}

GroupStatistics GroupStatisticsSum::over(std::int64_t groups) const {
    const std::size_t width = sums_.size() / static_cast<std::size_t>(groups);
    const auto count = static_cast<double>(pixels_) * static_cast<double>(width);
    GroupStatistics statistics;
    for (std::size_t first = 0; first < sums_.size(); first += width) {
        double sum = 0.0;
        double squares = 0.0;
        for (std::size_t channel = first; channel < first + width; ++channel) {
            sum += sums_[channel];
            squares += squares_[channel];
        }
        const double mean = sum / count;
        statistics.mean.push_back(mean);
        statistics.variance.push_back(std::max(0.0, squares / count - mean * mean));
    }
    return statistics;
}

}  // namespace burnish
