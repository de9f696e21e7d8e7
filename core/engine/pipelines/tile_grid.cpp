// SPDX-FileCopyrightText: 2026 The Burnish authors
// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipelines/tile_grid.h"

#include "core/api/tiling.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace burnish {
namespace {

/// Where the tiles of one direction begin: at its two ends and evenly between them.
std::vector<std::int64_t> starts_along(std::int64_t extent, std::int64_t side, std::int64_t alignment) {
    const int count = tiles_along(static_cast<int>(extent), static_cast<int>(side));
    if (side / 4 < 2 * alignment) {
        alignment = 1;
    }
    std::vector<std::int64_t> starts{0};
    for (int index = 1; index < count; ++index) {
        const std::int64_t last = extent - side;
        const std::int64_t even = last * index / (count - 1);
        starts.push_back(index + 1 == count ? last : even / alignment * alignment);
    }
    return starts;
}

/// How far into a ramp of `length` the middle of the unit at `distance` from its outer end is: 0..1, smoothly.
double ramp(std::int64_t distance, std::int64_t length) {
    if (distance >= length) {
        return 1.0;
    }
    const double share = (static_cast<double>(distance) + 0.5) / static_cast<double>(length);
    const double wave = std::sin(0.5 * std::numbers::pi * share);
    return wave * wave;
}

std::vector<at::Tensor> weights_along(const std::vector<std::int64_t>& starts, std::int64_t extent, std::int64_t side) {
    const std::int64_t length = std::min(extent, side);
    std::vector<at::Tensor> weights;
    at::Tensor sum = at::zeros({extent}, at::kDouble);
    for (std::size_t index = 0; index < starts.size(); ++index) {
        const std::int64_t before = index > 0 ? starts[index - 1] + length - starts[index] : 0;
        const std::int64_t after = index + 1 < starts.size() ? starts[index] + length - starts[index + 1] : 0;
        at::Tensor weight = at::empty({length}, at::kDouble);
        auto* values = weight.mutable_data_ptr<double>();
        for (std::int64_t place = 0; place < length; ++place) {
            values[place] = ramp(place, before) * ramp(length - 1 - place, after);
        }
        sum.narrow(0, starts[index], length).add_(weight);
        weights.push_back(std::move(weight));
    }
    for (std::size_t index = 0; index < starts.size(); ++index) {
        weights[index] = (weights[index] / sum.narrow(0, starts[index], length)).to(at::kFloat);
    }
    return weights;
}

}  // namespace

TileGrid::TileGrid(std::int64_t height, std::int64_t width, std::int64_t side, std::int64_t alignment)
    : height_(height), width_(width) {
    const std::vector<std::int64_t> tops = starts_along(height, side, alignment);
    const std::vector<std::int64_t> lefts = starts_along(width, side, alignment);
    for (const std::int64_t top : tops) {
        for (const std::int64_t left : lefts) {
            tiles_.push_back(
                {.top = top, .left = left, .height = std::min(height, side), .width = std::min(width, side)});
        }
    }
    row_weights_ = weights_along(tops, height, side);
    column_weights_ = weights_along(lefts, width, side);
}

at::Tensor TileGrid::weight(std::size_t index) const {
    const std::size_t columns = column_weights_.size();
    const at::Tensor& row = row_weights_[index / columns];
    const at::Tensor& column = column_weights_[index % columns];
    return row.reshape({1, 1, -1, 1}) * column.reshape({1, 1, 1, -1});
}

}  // namespace burnish
