// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/gaussian_blur.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace burnish {
namespace {

std::vector<float> gaussian(double sigma) {
    const auto radius = static_cast<std::int64_t>(3.0 * sigma + 0.5);
    std::vector<float> window;
    double sum = 0.0;
    for (std::int64_t x = -radius; x <= radius; ++x) {
        const double value = std::exp(static_cast<double>(x * x) / (-2.0 * sigma * sigma));
        window.push_back(static_cast<float>(value));
        sum += value;
    }
    for (float& value : window) {
        value = static_cast<float>(value / sum);
    }
    return window;
}

}  // namespace

at::Tensor blurred(const at::Tensor& planes, double sigma) {
    const std::vector<float> window = gaussian(sigma);
    const auto radius = static_cast<std::int64_t>(window.size() / 2);
    const at::Tensor input = planes.contiguous();
    const std::int64_t height = input.size(2);
    const std::int64_t width = input.size(3);
    at::Tensor across = at::zeros_like(input);
    at::Tensor result = at::zeros_like(input);
    const auto* from = input.const_data_ptr<float>();
    auto* between = across.mutable_data_ptr<float>();
    auto* to = result.mutable_data_ptr<float>();
    std::vector<float> row(static_cast<std::size_t>(width + 2 * radius));
    const auto add_weighted = [width](const float* source, float weight, float* target) {
        for (std::int64_t x = 0; x < width; ++x) {
            target[x] += weight * source[x];
        }
    };
    for (std::int64_t y = 0; y < input.size(0) * height; ++y) {
        const float* source = from + y * width;
        std::fill_n(row.begin(), radius, source[0]);
        std::copy_n(source, width, row.begin() + radius);
        std::fill_n(row.end() - radius, radius, source[width - 1]);
        for (std::size_t k = 0; k < window.size(); ++k) {
            add_weighted(row.data() + k, window[k], between + y * width);
        }
    }
    for (std::int64_t plane = 0; plane < input.size(0); ++plane) {
        for (std::int64_t y = 0; y < height; ++y) {
            for (std::int64_t k = -radius; k <= radius; ++k) {
                const std::int64_t other = std::clamp<std::int64_t>(y + k, 0, height - 1);
                add_weighted(between + (plane * height + other) * width, window[static_cast<std::size_t>(k + radius)],
                             to + (plane * height + y) * width);
            }
        }
    }
    return result;
}

}  // namespace burnish
